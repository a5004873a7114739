package io.shelfshare.simulation.judge;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ShortReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** One order as its events tell it (P3). Mutable. */
final class OrderModel {
  final OrderId id;
  final OrderTerms terms;
  final OrderPins pins;
  final Map<SkuId, OrderCount> counts = new LinkedHashMap<>();

  /** Units that came in place of others; nobody had sent them. */
  final Map<SkuId, Long> strange = new LinkedHashMap<>();

  /** The states it showed, by version; what the books name as cause is one of them. */
  final List<OrderView.Status> shown = new ArrayList<>();

  private Instant last;

  OrderModel(OrderEvent.Started event) {
    terms = event.terms();
    pins = event.pins();
    id = terms.order();
    last = event.at();
    for (Units line : terms.lines()) {
      counts.put(line.sku(), new OrderCount(line.quantity(), Units.of(line.sku(), event.held())));
    }
  }

  long version() {
    return shown.size();
  }

  OrderView.Status status() {
    return shown.get(shown.size() - 1);
  }

  boolean goesToCustomer() {
    return terms.customerReference().isPresent();
  }

  /** Whether a store is where the units should go; else it is where refused ones come back to. */
  boolean isDestination(StoreId store) {
    return !goesToCustomer() && store.equals(terms.requester());
  }

  OrderCount of(SkuId sku) {
    return counts.getOrDefault(sku, new OrderCount(0, 0));
  }

  long sum(ToLongFunction<OrderCount> part) {
    return counts.values().stream().mapToLong(part).sum();
  }

  long surplus(SkuId sku) {
    return of(sku).surplus + strange.getOrDefault(sku, 0L);
  }

  /** Takes an event in, before the order itself does. */
  void take(OrderEvent event) {
    Violation.require(!event.at().isBefore(last), "P10", "an order's time went back", event);
    last = event.at();
    if (event instanceof OrderEvent.Confirmed e) {
      shorten(e.found(), e.shortReason().orElse(ShortReason.BUSY));
    } else if (event instanceof OrderEvent.Shipped e) {
      shorten(e.shipped(), e.shortReason().orElse(ShortReason.BUSY));
      counts.values().forEach(OrderCount::ship);
    } else if (event instanceof OrderEvent.Released e) {
      if (e.reason() == ShortReason.CANCEL_AGREED) {
        cancel();
      } else {
        shorten(List.of(), e.reason());
      }
    } else if (event instanceof OrderEvent.HoldRanOut) {
      shorten(List.of(), ShortReason.BUSY);
    } else if (event instanceof OrderEvent.Cancelled) {
      cancel();
    } else if (event instanceof OrderEvent.Breached e) {
      counts.forEach((sku, count) -> count.breach(Units.of(sku, e.totals())));
    } else if (event instanceof OrderEvent.Received e) {
      e.receipts().forEach(this::receive);
    } else if (event instanceof OrderEvent.Recalled) {
      counts.values().forEach(OrderCount::recall);
    } else if (event instanceof OrderEvent.LossConfirmed e) {
      lose(e.lost(), e.liable());
    } else if (event instanceof OrderEvent.Found e) {
      e.found().forEach(this::find);
    } else if (event instanceof OrderEvent.GivenBack e) {
      e.units().forEach(this::giveBack);
    } else if (event instanceof OrderEvent.ReturnReceived e) {
      e.returns().forEach(this::comeBack);
    }
    counts.values().forEach(count -> count.check(event));
  }

  private void shorten(List<Units> kept, ShortReason reason) {
    counts.forEach(
        (sku, count) -> count.shorten(Units.of(sku, kept), reason == ShortReason.DAMAGED));
  }

  private void cancel() {
    for (OrderCount count : counts.values()) {
      count.cancelled += count.pending;
      count.pending = 0;
    }
  }

  private void receive(OrderEvent.Receipt one) {
    OrderCount count = counts.get(one.sku());
    if (count == null) {
      strange.merge(one.sku(), one.surplus(), Long::sum);
      return;
    }
    count.inTransit -= one.accepted() + one.damaged() + one.refused();
    count.accepted += one.accepted();
    count.damaged += one.damaged();
    count.refused += one.refused();
    count.returning += one.refused();
    count.surplus += one.surplus();
  }

  private void lose(List<Units> units, Liable liable) {
    boolean onTheWayThere = sum(count -> count.inTransit) > 0;
    for (Units one : units) {
      OrderCount count = of(one.sku());
      if (onTheWayThere) {
        count.inTransit -= one.quantity();
        count.lost.lose(one.quantity(), liable);
      } else {
        count.returning -= one.quantity();
        count.lostBack.lose(one.quantity(), liable);
      }
    }
  }

  private void find(Units units) {
    OrderCount count = of(units.sku());
    long there = Math.min(units.quantity(), count.lost.total());
    count.lost.find(there);
    count.inTransit += there;
    count.lostBack.find(units.quantity() - there);
    count.returning += units.quantity() - there;
  }

  private void giveBack(Units units) {
    OrderCount count = of(units.sku());
    count.accepted -= units.quantity();
    count.refused += units.quantity();
    count.returning += units.quantity();
    count.givenBack += units.quantity();
  }

  private void comeBack(OrderEvent.Return one) {
    OrderCount count = of(one.sku());
    count.returning -= one.good() + one.damaged();
    count.returnedGood += one.good();
    count.returnedDamaged += one.damaged();
  }

  /** Compares it with what both stores see. */
  void compare(OrderView view) {
    shown.add(view.status());
    Violation.requireSame(shown.size(), view.version(), "P3", "an order's version", view);
    for (OrderLine line : view.lines()) {
      of(line.sku()).compare(line, view);
    }
  }

  /** Nothing of it is anywhere but where it stays. */
  boolean isAtRest() {
    return sum(count -> count.pending + count.inTransit + count.returning) == 0;
  }
}
