package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OrderId;

/**
 * What an order tells the budget that pays its subsidies, until it has taken it.
 *
 * @param step the order's version; higher is newer
 * @param settled subsidies on units that were accepted and kept
 * @param awaited subsidies on units that may still be accepted
 * @param closes nothing more will come; see {@link PostingStep}
 */
public record BudgetStep(OrderId order, long step, Money settled, Money awaited, boolean closes) {
  /** What an order's totals mean to its budget. */
  public static BudgetStep of(
      OrderId order, long step, boolean closes, SettlementTerms terms, OrderTotals totals) {
    Money settled = Money.zero(terms.currency());
    Money awaited = settled;
    for (SettlementTerms.Line unit : terms.lines()) {
      for (OrderTotals.Line line : totals.lines()) {
        if (line.sku().equals(unit.sku())) {
          settled = settled.plus(unit.subsidy().times(line.kept()));
          awaited = awaited.plus(unit.subsidy().times(line.awaited()));
        }
      }
    }
    return new BudgetStep(order, step, settled, awaited, closes);
  }
}
