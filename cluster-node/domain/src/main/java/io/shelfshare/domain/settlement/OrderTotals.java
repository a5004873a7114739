package io.shelfshare.domain.settlement;

import io.shelfshare.domain.SkuId;
import java.util.List;

/** How far an order is, in totals that only rise ({@code awaited} alone falls). */
public record OrderTotals(List<Line> lines) {
  public OrderTotals {
    lines = List.copyOf(lines);
  }

  /**
   * One SKU, in units.
   *
   * @param awaited can still be accepted
   * @param returned accepted, and taken back since
   * @param lost written off, by who is liable
   * @param found written off, and found since
   */
  public record Line(
      SkuId sku, long awaited, long shipped, long accepted, long returned, Lost lost, Lost found) {
    /** Accepted and kept. */
    long kept() {
      return accepted - returned;
    }
  }

  /** Lost units by who is liable for them; what a carrier lost, the chain bears. */
  public record Lost(long bySupplier, long byRequester, long byCarrier) {
    public static final Lost NOTHING = new Lost(0, 0, 0);
  }
}
