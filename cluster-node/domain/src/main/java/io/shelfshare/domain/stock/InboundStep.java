package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import java.util.List;

/**
 * What an order tells the store that it goes to, or that its refused units go back to. Totals, not
 * deltas, as in {@link SupplyStep}.
 *
 * @param ended true with the order's last word; never before the order durably knows that the store
 *     took one of its steps
 */
public record InboundStep(OrderId order, long step, boolean ended, List<Line> lines) {
  public InboundStep {
    lines = List.copyOf(lines);
  }

  /**
   * @param shipped units that are meant for this store, in all
   * @param accepted units taken in, in all
   * @param damaged units that arrived damaged, in all: they are here, unsellable
   * @param gone units that will not come, as things stand: refused or lost; found ones may again
   * @param surplus units that came beyond what was sent on record, in all: they are here
   */
  public record Line(
      SkuId sku, long shipped, long accepted, long damaged, long gone, long surplus) {
    long underway() {
      return shipped - accepted - damaged - gone;
    }
  }
}
