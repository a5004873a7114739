package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.present;
import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One batch of physical facts: that it says what people told, and takes only what it may. */
final class MovementsModel {
  private final StockModel stock;
  private final StockEvent.MovementsRecorded event;

  MovementsModel(StockModel stock, StockEvent.MovementsRecorded event) {
    this.stock = stock;
    this.event = event;
  }

  void take(List<Movement> told) {

    requireSame(told.size(), event.changes().size(), "P4", "movements", event);
    Map<SkuId, Long> taken = new HashMap<>();
    for (StockEvent.Breach breach : event.breaches()) {
      breach(breach);
      taken.merge(breach.units().sku(), breach.units().quantity(), Long::sum);
    }
    for (int i = 0; i < told.size(); i++) {
      change(told.get(i), event.changes().get(i), taken);
    }
    taken.forEach((sku, units) -> requireSame(0, units, "P2", "units taken out of holds", event));
  }

  private void breach(StockEvent.Breach breach) {
    OrderId order = breach.order();
    SkuId sku = breach.units().sku();
    long units = breach.units().quantity();
    HoldCount hold =
        present(Optional.ofNullable(stock.holds.get(order)), "P2", "taken out of no hold", event);
    require(!hold.confirmed, "P2", "taken out of a confirmed hold", event);
    if (hold.bound) {
      Set<OrderId> unbound = new HashSet<>();
      stock.holds.forEach(
          (id, one) -> {
            if (!one.bound && one.held(sku) > 0) {
              unbound.add(id);
            }
          });
      require(unbound.isEmpty(), "P2", "taken out of a bound hold first", event);
    }
    HoldCount.Line line =
        present(Optional.ofNullable(hold.lines.get(sku)), "P2", "taken out of no hold", event);
    require(line.held >= units, "P2", "more taken than was held", event);
    line.held -= units;
    line.soldSinceBound += hold.bound ? units : 0;
    stock.of(sku).reserved -= units;
  }

  /** The whole batch's breaches come before its changes, so the units are free by then. */
  private void change(Movement told, StockEvent.LineChange change, Map<SkuId, Long> taken) {
    SkuId sku = told.sku();
    boolean same = sku.equals(change.sku()) && told.kind() == change.kind();
    require(same, "P4", "recorded something else than was told", event);
    StockCount count = stock.of(sku);
    long breached = taken.getOrDefault(sku, 0L);
    long unexplained = 0;
    long delta = 0;
    switch (told.kind()) {
      case RECEIPT -> delta = told.quantity();
      case SAFETY -> count.safety = told.quantity();
      case CORRECTION -> delta = told.quantity();
      case COUNT -> delta = told.quantity() - count.onHand;
      case SALE -> {
        unexplained = Math.max(0, told.quantity() - count.free());
        delta = unexplained - told.quantity();
      }
    }
    requireSame(unexplained, change.unexplained(), "P4", "unexplained units", event);
    requireSame(delta, change.onHandDelta(), "P4", "units moved", event);
    requireSame(count.safety, change.safety(), "P4", "safety stock", event);
    count.onHand += delta;
    stock.recorded.merge(sku, delta, Long::sum);
    long needed = count.reserved + breached - count.onHand;
    require(breached <= Math.max(0, needed), "P2", "taken more than was needed", event);
    taken.remove(sku);
  }
}
