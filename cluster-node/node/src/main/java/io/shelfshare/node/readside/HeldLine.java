package io.shelfshare.node.readside;

import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.StockSums;

/**
 * What the index keeps of a stock line. There are millions of these, so that units are kept as
 * {@code int}: a line with more than two thousand million units of a kind shows as many.
 */
record HeldLine(
    int onHand,
    int reserved,
    int safety,
    int inbound,
    int unsellable,
    byte confidence,
    long version) {
  static HeldLine of(StockLineView line) {
    return new HeldLine(
        units(line.onHand()),
        units(line.reserved()),
        units(line.safety()),
        units(line.inbound()),
        units(line.unsellable()),
        (byte) line.confidence(),
        line.version());
  }

  private static int units(long units) {
    return (int) Math.min(Integer.MAX_VALUE, units);
  }

  /** Units that others can grab. */
  long available() {
    return Math.max(0, (long) onHand - reserved - safety);
  }

  boolean isEmpty() {
    return onHand == 0 && inbound == 0 && unsellable == 0;
  }

  StockSums sums() {
    return new StockSums(onHand, reserved, safety, available(), inbound, unsellable, 1, 0, 0);
  }

  HeldLine newer(HeldLine other) {
    return other.version >= version ? other : this;
  }
}
