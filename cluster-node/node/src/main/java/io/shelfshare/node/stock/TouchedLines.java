package io.shelfshare.node.stock;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which lines an event changes. */
final class TouchedLines {
  private TouchedLines() {}

  /**
   * @param before the stock that the event has not been applied to yet
   */
  static Collection<SkuId> of(StoreStock before, StockEvent event) {
    Set<SkuId> touched = new LinkedHashSet<>();
    if (event instanceof StockEvent.MovementsRecorded e) {
      e.changes().forEach(change -> touched.add(change.sku()));
      e.breaches().forEach(breach -> touched.add(breach.units().sku()));
    } else if (event instanceof StockEvent.Reserved e) {
      e.lines().forEach(units -> touched.add(units.sku()));
    } else if (event instanceof StockEvent.HoldDropped e) {
      touched.addAll(linesOfHold(before, e.order()));
    } else if (event instanceof StockEvent.SupplyApplied e) {
      touched.addAll(linesOfHold(before, e.step().order()));
    } else if (event instanceof StockEvent.InboundApplied e) {
      e.step().lines().stream().map(InboundStep.Line::sku).forEach(touched::add);
    }
    return touched;
  }

  private static List<SkuId> linesOfHold(StoreStock before, OrderId order) {
    return before.holdOf(order).stream()
        .flatMap(hold -> hold.lines().stream())
        .map(Hold.Line::sku)
        .toList();
  }
}
