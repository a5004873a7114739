package io.shelfshare.domain.stock;

/**
 * What a store has of one SKU, in units. {@code reserved} never exceeds {@code onHand} (P2).
 *
 * @param onHand sellable units on the premises, reserved ones included
 * @param reserved units held for transfer orders
 * @param safety units that the store never offers to others
 * @param inbound units on their way to this store
 * @param unsellable damaged units on the premises, not part of {@code onHand}
 */
public record StockLine(long onHand, long reserved, long safety, long inbound, long unsellable) {
  static final StockLine EMPTY = new StockLine(0, 0, 0, 0, 0);

  public StockLine {
    if (reserved < 0 || reserved > onHand || safety < 0 || inbound < 0 || unsellable < 0) {
      throw new IllegalArgumentException(
          "a stock line must keep 0 <= reserved <= on_hand and nothing negative, not: on_hand "
              + (onHand + ", reserved " + reserved + ", safety " + safety)
              + (", inbound " + inbound + ", unsellable " + unsellable));
    }
  }

  /** Units that other stores can grab now. */
  public long available() {
    return Math.max(0, free() - safety);
  }

  /** Units that are held for nobody. */
  long free() {
    return onHand - reserved;
  }

  StockLine plusOnHand(long delta) {
    return new StockLine(Math.addExact(onHand, delta), reserved, safety, inbound, unsellable);
  }

  StockLine plusReserved(long delta) {
    return new StockLine(onHand, reserved + delta, safety, inbound, unsellable);
  }

  StockLine withSafety(long units) {
    return new StockLine(onHand, reserved, units, inbound, unsellable);
  }

  /** A step of a supplied order, in one go, so that {@code reserved <= onHand} all the time. */
  StockLine supplied(long onHandDelta, long reservedDelta, long unsellableDelta) {
    return new StockLine(
        onHand + onHandDelta,
        reserved + reservedDelta,
        safety,
        inbound,
        unsellable + unsellableDelta);
  }

  /** A step of an order on its way here. */
  StockLine arrived(long inboundDelta, long onHandDelta, long unsellableDelta) {
    return new StockLine(
        Math.addExact(onHand, onHandDelta),
        reserved,
        safety,
        inbound + inboundDelta,
        unsellable + unsellableDelta);
  }
}
