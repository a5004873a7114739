package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.SupplyStep;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Conservation across stores, once every step of every order is taken (P2, P4). */
final class SettledChain {
  private final List<StockModel> stocks;
  private final Map<OrderId, OrderModel> orders;

  SettledChain(List<StockModel> stocks, Map<OrderId, OrderModel> orders) {
    this.stocks = stocks;
    this.orders = orders;
  }

  void check() {
    for (OrderModel order : orders.values()) {
      require(order.isAtRest(), "P4", "units move for ever", order.terms);
      require(order.status().isEnd(), "P4", "an order never ends", order.terms);
      order.counts.forEach((sku, count) -> taken(order, sku, count));
    }
    Set<SkuId> skus = new LinkedHashSet<>();
    for (StockModel stock : stocks) {
      requireSame(0, stock.held().size(), "P2", "held for ever", stock.held());
      skus.addAll(stock.counts.keySet());
      stock.counts.forEach(
          (sku, count) -> {
            requireSame(0, count.reserved, "P2", "reserved for ever", sku);
            requireSame(0, count.inbound, "P4", "inbound for ever", sku);
          });
    }
    skus.forEach(this::conserved);
  }

  /** Both stores took exactly what the order says. */
  private void taken(OrderModel order, SkuId sku, OrderCount count) {
    long left = 0;
    long came = 0;
    long cameDamaged = 0;
    long back = 0;
    long backDamaged = 0;
    long surplus = 0;
    for (StockModel stock : stocks) {
      SupplyStep.Line supplied = stock.supplied.getOrDefault(order.id, Map.of()).get(sku);
      left += supplied == null ? 0 : supplied.shipped();
      InboundStep.Line inbound = stock.inbounds.getOrDefault(order.id, Map.of()).get(sku);
      if (inbound != null && order.isDestination(stock.store)) {
        came += inbound.accepted();
        cameDamaged += inbound.damaged();
        surplus += inbound.surplus();
      } else if (inbound != null) {
        back += inbound.accepted();
        backDamaged += inbound.damaged();
      }
    }
    boolean stays = !order.goesToCustomer();
    requireSame(count.shipped, left, "P4", "units that left", order.terms);
    requireSame(stays ? count.accepted : 0, came, "P4", "units that came", order.terms);
    requireSame(stays ? count.damaged : 0, cameDamaged, "P4", "units damaged", order.terms);
    requireSame(stays ? count.surplus : 0, surplus, "P4", "units beyond", order.terms);
    requireSame(count.returnedGood, back, "P4", "units that came back", order.terms);
    requireSame(count.returnedDamaged, backDamaged, "P4", "units back damaged", order.terms);
  }

  /** What is there is what people told of, less what left, with what arrived. */
  private void conserved(SkuId sku) {
    long there = 0;
    long known = 0;
    for (StockModel stock : stocks) {
      StockCount count = stock.of(sku);
      there += count.onHand + count.unsellable;
      known += stock.recorded.getOrDefault(sku, 0L) - stock.absent.getOrDefault(sku, 0L);
    }
    long lost = sum(sku, count -> count.lost.total() + count.lostBack.total());
    long atCustomers =
        orders.values().stream()
            .filter(OrderModel::goesToCustomer)
            .mapToLong(order -> order.of(sku).accepted + order.of(sku).damaged)
            .sum();
    long surplus =
        orders.values().stream()
            .filter(order -> !order.goesToCustomer())
            .mapToLong(order -> order.surplus(sku))
            .sum();
    requireSame(known - lost - atCustomers + surplus, there, "P4", "units of the chain", sku);
  }

  private long sum(SkuId sku, ToLongFunction<OrderCount> part) {
    return orders.values().stream().mapToLong(order -> part.applyAsLong(order.of(sku))).sum();
  }
}
