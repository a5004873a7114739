package io.shelfshare.domain.order;

/**
 * Units that were written off, by who answers for them; units that are found leave it again.
 *
 * @param found of those that were written off, how many were found since; a total that only rises
 */
public record Losses(long supplier, long requester, long carrier, Found found) {
  public static final Losses NONE = new Losses(0, 0, 0, new Found(0, 0, 0));

  public Losses {
    if (supplier < 0 || requester < 0 || carrier < 0) {
      throw new IllegalArgumentException("lost units must not be negative");
    }
  }

  /** Units that were found, by whom they relieved. */
  public record Found(long supplier, long requester, long carrier) {
    Found plus(long ofSupplier, long ofRequester, long ofCarrier) {
      return new Found(supplier + ofSupplier, requester + ofRequester, carrier + ofCarrier);
    }
  }

  public long total() {
    return supplier + requester + carrier;
  }

  Losses plus(Liable liable, long units) {
    return switch (liable) {
      case SUPPLIER -> new Losses(supplier + units, requester, carrier, found);
      case REQUESTER -> new Losses(supplier, requester + units, carrier, found);
      case CARRIER -> new Losses(supplier, requester, carrier + units, found);
    };
  }

  /** Units that are found relieve the carrier first, then the supplier, then the requester. */
  Losses minus(long units) {
    long ofCarrier = Math.min(units, carrier);
    long ofSupplier = Math.min(units - ofCarrier, supplier);
    long ofRequester = units - ofCarrier - ofSupplier;
    return new Losses(
        supplier - ofSupplier,
        requester - ofRequester,
        carrier - ofCarrier,
        found.plus(ofSupplier, ofRequester, ofCarrier));
  }
}
