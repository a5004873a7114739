package io.shelfshare.simulation.judge;

import io.shelfshare.domain.stock.StockLine;

/** What a store has of one SKU, as the judge adds it up. Mutable. */
final class StockCount {
  long onHand;
  long reserved;
  long safety;
  long inbound;
  long unsellable;

  long free() {
    return onHand - reserved;
  }

  void check(Object about) {
    Violation.require(
        reserved >= 0 && reserved <= onHand, "P2", "reserved " + reserved + " of " + onHand, about);
    Violation.require(
        unsellable >= 0 && inbound >= 0, "P4", "fewer than no units in a store", about);
  }

  void compare(StockLine line, Object about) {
    Violation.requireSame(reserved, line.reserved(), "P2", "reserved units", about);
    Violation.requireSame(onHand, line.onHand(), "P4", "units on hand", about);
    Violation.requireSame(unsellable, line.unsellable(), "P4", "unsellable units", about);
    Violation.requireSame(inbound, line.inbound(), "P4", "inbound units", about);
    Violation.requireSame(safety, line.safety(), "P4", "safety stock", about);
  }
}
