package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import java.util.List;

/**
 * What an order tells its supplying store after each of its steps. Totals, not deltas: a store
 * takes the highest step and ignores what it has seen.
 *
 * @param step rises with each of the order's steps
 * @param confirmed true once the units were found: a till sale can no longer take them
 * @param ended true with the order's last word: the rest of the hold is released
 */
public record SupplyStep(
    OrderId order, long step, boolean confirmed, boolean ended, List<Line> lines) {
  public SupplyStep {
    lines = List.copyOf(lines);
  }

  /**
   * @param hold units that the order still wants held
   * @param shipped units that left, in all
   * @param absent units that were not on the shelf, in all: on-hand is corrected
   * @param damaged units that were found damaged, in all: they become unsellable
   * @param breached breaches that the order has heard of, in all; {@code absent} units may be ones
   *     that the till sold beyond these
   * @param mistaken units in whose place another item was, in all: a count is due
   */
  public record Line(
      SkuId sku,
      long hold,
      long shipped,
      long absent,
      long damaged,
      long breached,
      long mistaken) {}
}
