package io.shelfshare.domain.settlement;

/**
 * An amount for each unit: a share of the unit's transfer price and a fixed sum, either may be 0.
 *
 * @param basisPoints ten-thousandths of the price
 * @param fixedMinor minor units of the rules' currency
 */
public record Rate(long basisPoints, long fixedMinor) {
  public static final Rate NOTHING = new Rate(0, 0);

  public Rate {
    if (basisPoints < 0 || fixedMinor < 0) {
      throw new IllegalArgumentException("a rate must not be negative");
    }
  }

  /** For one unit of this price; the share is rounded half to even, once for each unit. */
  Money of(Money price) {
    return price.share(basisPoints).plus(new Money(price.currency(), fixedMinor));
  }

  boolean isNothing() {
    return basisPoints == 0 && fixedMinor == 0;
  }
}
