package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.SettlementTerms;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A budget for subsidies as its events tell it (P9). Mutable. */
final class BudgetModel {
  private final long capMinor;
  private final Set<OrderId> closed = new HashSet<>();
  private final Map<OrderId, Long> settled = new HashMap<>();
  private final Map<OrderId, Long> awaited = new LinkedHashMap<>();

  BudgetModel(long capMinor) {
    this.capMinor = capMinor;
  }

  /** Takes an event in, before the budget itself does. */
  void take(BudgetEvent event) {
    if (event instanceof BudgetEvent.Reserved e) {
      boolean first = awaited.putIfAbsent(e.order(), e.amount().minor()) == null;
      require(first && !settled.containsKey(e.order()), "P9", "a subsidy granted twice", event);
    } else if (event instanceof BudgetEvent.Settled e) {
      boolean nothing = e.settled().isZero() && e.awaited().isZero();
      require(
          nothing || awaited.containsKey(e.order()),
          "P9",
          "a subsidy that was never granted",
          event);
      if (closed.contains(e.order())) {
        require(nothing, "P9", "a subsidy paid after the end", event);
        return;
      }
      settled.put(e.order(), e.settled().minor());
      awaited.put(e.order(), e.awaited().minor());
      if (e.closes()) {
        closed.add(e.order());
      }
    }
    long spent = settled.values().stream().mapToLong(Long::longValue).sum();
    long kept = awaited.values().stream().mapToLong(Long::longValue).sum();
    require(spent + kept <= capMinor, "P9", "a budget of " + capMinor + " is exceeded", event);
  }

  /** Whether an order may count on its subsidies. */
  boolean isGranted(OrderId order) {
    return awaited.containsKey(order);
  }

  /** Once all steps are taken, the budget paid for what was accepted and kept. */
  void checkSettled(OrderModel order) {
    SettlementTerms terms = order.pins.money().orElseThrow();

    long due =
        terms.lines().stream()
            .mapToLong(
                line ->
                    order.of(line.sku()).accepted
                        * (line.subsidyToSupplier().minor() + line.subsidyToRequester().minor()))
            .sum();
    requireSame(due, settled.getOrDefault(order.id, 0L), "P9", "subsidies paid", order.terms);
    requireSame(0, awaited.getOrDefault(order.id, 0L), "P9", "subsidies kept", order.terms);
  }
}
