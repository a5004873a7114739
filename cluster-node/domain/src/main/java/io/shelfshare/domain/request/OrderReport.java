package io.shelfshare.domain.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import java.util.List;

/**
 * What an order tells its request. Totals, not deltas: a request takes the highest version.
 *
 * @param version the order's version; only rises
 * @param excludesSupplier true where the supplier gave up and is left out of the rest of the race
 * @param ended true when the order will report nothing more
 */
public record OrderReport(
    OrderId order, long version, boolean excludesSupplier, boolean ended, List<Line> lines) {
  public OrderReport {
    lines = List.copyOf(lines);
  }

  /**
   * @param reopened awarded units that this order will not bring, in all (shorted or cancelled)
   * @param accepted units received in order, in all
   */
  public record Line(SkuId sku, long reopened, long accepted) {}
}
