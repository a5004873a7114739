package io.shelfshare.domain.stock;

import java.util.Optional;

/**
 * What a store has of one SKU, in units. {@code reserved} never exceeds {@code onHand} (P2).
 *
 * @param onHand sellable units on the premises, reserved ones included
 * @param reserved units held for transfer orders
 * @param safety units that the store never offers to others
 * @param inbound units on their way to this store
 * @param unsellable damaged units on the premises, not part of {@code onHand}
 * @param confidence how far the record can be trusted, 0 to 100 percent
 * @param countTask set where the line should be counted
 */
public record StockLine(
    long onHand,
    long reserved,
    long safety,
    long inbound,
    long unsellable,
    int confidence,
    Optional<CountTask> countTask) {
  static final StockLine EMPTY =
      new StockLine(0, 0, 0, 0, 0, Confidence.UNCHECKED, Optional.empty());

  public StockLine {
    if (reserved < 0 || reserved > onHand || safety < 0 || inbound < 0 || unsellable < 0) {
      throw new IllegalArgumentException(
          "a stock line must keep 0 <= reserved <= on_hand and nothing negative, not: on_hand "
              + (onHand + ", reserved " + reserved + ", safety " + safety)
              + (", inbound " + inbound + ", unsellable " + unsellable));
    }
    if (confidence < 0 || confidence > 100) {
      throw new IllegalArgumentException("confidence must be 0 to 100: " + confidence);
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
    return with(Math.addExact(onHand, delta), reserved, safety, inbound, unsellable);
  }

  StockLine plusReserved(long delta) {
    return with(onHand, reserved + delta, safety, inbound, unsellable);
  }

  StockLine withSafety(long units) {
    return with(onHand, reserved, units, inbound, unsellable);
  }

  /** A step of a supplied order, in one go, so that {@code reserved <= onHand} all the time. */
  StockLine supplied(long onHandDelta, long reservedDelta, long unsellableDelta) {
    return with(
        onHand + onHandDelta,
        reserved + reservedDelta,
        safety,
        inbound,
        unsellable + unsellableDelta);
  }

  /** A step of an order on its way here. */
  StockLine arrived(long inboundDelta, long onHandDelta, long unsellableDelta) {
    return with(
        Math.addExact(onHand, onHandDelta),
        reserved,
        safety,
        inbound + inboundDelta,
        unsellable + unsellableDelta);
  }

  StockLine trusted(int percent) {
    return new StockLine(onHand, reserved, safety, inbound, unsellable, percent, countTask);
  }

  /** The first reason to count it stays until it is counted. */
  StockLine toCount(Optional<CountTask> task) {
    return new StockLine(
        onHand, reserved, safety, inbound, unsellable, confidence, countTask.or(() -> task));
  }

  StockLine counted() {
    return new StockLine(
        onHand, reserved, safety, inbound, unsellable, confidence, Optional.empty());
  }

  private StockLine with(
      long nowOnHand, long nowReserved, long nowSafety, long nowInbound, long nowUnsellable) {
    return new StockLine(
        nowOnHand, nowReserved, nowSafety, nowInbound, nowUnsellable, confidence, countTask);
  }
}
