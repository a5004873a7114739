package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.present;
import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.domain.stock.SupplyStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** One store's stock as its events tell it (P2, P4). Mutable. */
final class StockModel {
  private static final Duration HELD_AT_LEAST = Duration.ofSeconds(30);

  final StoreId store;
  final Map<SkuId, StockCount> counts = new LinkedHashMap<>();
  final Map<OrderId, HoldCount> holds = new LinkedHashMap<>();
  final Map<OrderId, Map<SkuId, InboundStep.Line>> inbounds = new HashMap<>();

  /** Totals that the store took of each order that it supplies, and that came to it. */
  final Map<OrderId, Map<SkuId, SupplyStep.Line>> supplied = new HashMap<>();

  /** Units that were not on the shelf, as the store took it, with those that no till had sold. */
  final Map<SkuId, Long> absent = new HashMap<>();

  /** What people said about the premises, with what was found beyond the record. */
  final Map<SkuId, Long> recorded = new HashMap<>();

  private record Telling(Mutation.Key key, String fingerprint) {}

  private final Map<Telling, List<Movement>> told = new HashMap<>();
  private final Set<OrderId> everHeld = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
  private final Function<OrderId, Optional<OrderModel>> orders;
  private Instant last = Instant.EPOCH;

  StockModel(StoreId store, Function<OrderId, Optional<OrderModel>> orders) {
    this.store = store;
    this.orders = orders;
  }

  StockCount of(SkuId sku) {
    return counts.computeIfAbsent(sku, any -> new StockCount());
  }

  /** A person of the store is about to tell this under this mutation. */
  void tells(Mutation sent, List<Movement> movements) {
    told.putIfAbsent(new Telling(sent.key(), sent.fingerprint()), movements);
  }

  boolean isBound(OrderId order) {
    HoldCount hold = holds.get(order);
    return hold != null && hold.bound;
  }

  /** Takes an event in, before the store itself does. */
  void take(StockEvent event) {
    require(!event.at().isBefore(last), "P10", "a store's time went back", event);
    last = event.at();
    if (event instanceof StockEvent.MovementsRecorded e) {
      Optional<List<Movement>> said =
          Optional.ofNullable(told.get(new Telling(e.mutation(), e.fingerprint())));
      new MovementsModel(this, e).take(present(said, "P6", "movements that nobody told", e));
    } else if (event instanceof StockEvent.Reserved e) {
      reserve(e);
    } else if (event instanceof StockEvent.Bound e) {
      bind(e);
    } else if (event instanceof StockEvent.HoldDropped e) {
      drop(e);
    } else if (event instanceof StockEvent.SupplyApplied e) {
      supply(e);
    } else if (event instanceof StockEvent.InboundApplied e) {
      inbound(e);
    }
    counts.values().forEach(count -> count.check(event));
  }

  /** Compares it with what the store shows. */
  void compare(StoreStock stock, StockEvent event) {
    counts.forEach((sku, count) -> count.compare(stock.line(sku), event));
    requireSame(holds.size(), stock.holds().size(), "P2", "holds", event);
  }

  private void reserve(StockEvent.Reserved event) {
    boolean fresh = everHeld.add(event.order());
    require(fresh, "P2", "an order was reserved for once more", event);
    boolean longEnough = !event.awardBy().isBefore(event.at().plus(HELD_AT_LEAST));
    require(longEnough, "P2", "held for less than 30 s", event);
    HoldCount hold = new HoldCount();
    for (Units units : event.lines()) {
      StockCount count = of(units.sku());
      boolean there = units.quantity() <= count.free() - count.safety;
      require(there, "P2", "reserved what is not available", event);
      count.reserved += units.quantity();
      hold.lines.put(units.sku(), new HoldCount.Line(units.quantity()));
    }
    holds.put(event.order(), hold);
  }

  /** Nobody loses to units that are held for the same request, and that may come free at once. */
  void refuse(OrderId order, List<Units> lines) {
    boolean lacking =
        lines.stream()
            .anyMatch(
                units -> {
                  StockCount count = of(units.sku());
                  long free = count.free() + softlyHeld(order, units.sku());
                  return units.quantity() > Math.max(0, free - count.safety);
                });
    require(lacking, "P6", "lost to units that are only held softly", order);
  }

  private long softlyHeld(OrderId order, SkuId sku) {
    return holds.entrySet().stream()
        .filter(hold -> !hold.getValue().bound)
        .filter(hold -> hold.getKey().request().equals(order.request()))
        .mapToLong(hold -> hold.getValue().held(sku))
        .sum();
  }

  private void bind(StockEvent.Bound event) {
    HoldCount hold =
        present(Optional.ofNullable(holds.get(event.order())), "P2", "bound without a hold", event);
    hold.bind();
    hold.lines.forEach(
        (sku, line) ->
            requireSame(line.held, Units.of(sku, event.held()), "P2", "units bound", event));
  }

  private void drop(StockEvent.HoldDropped event) {
    HoldCount hold =
        present(Optional.ofNullable(holds.remove(event.order())), "P2", "dropped no hold", event);
    require(!hold.bound, "P2", "dropped a hold that was bound", event);
    hold.lines.forEach((sku, line) -> of(sku).reserved -= line.held);
  }

  private void supply(StockEvent.SupplyApplied event) {
    SupplyStep step = event.step();
    HoldCount hold =
        present(Optional.ofNullable(holds.get(step.order())), "P2", "a step without a hold", event);
    require(hold.bound, "P2", "a step without a bound hold", event);
    OrderModel order = present(orders.apply(step.order()), "P4", "a step of no order", event);
    require(step.step() <= order.version(), "P4", "a step that was never taken", event);
    Map<SkuId, SupplyStep.Line> totals =
        supplied.computeIfAbsent(step.order(), any -> new LinkedHashMap<>());
    for (SupplyStep.Line line : step.lines()) {
      OrderCount truth = order.of(line.sku());
      boolean left = line.shipped() <= truth.shipped && line.damaged() <= truth.damagedBefore;
      require(left, "P4", "more left than was sent", event);
      totals.put(line.sku(), line);
      Optional<HoldCount.Line> held = Optional.ofNullable(hold.lines.get(line.sku()));
      supply(event, present(held, "P4", "a step of units that were never held", event), line);
    }
    hold.confirmed |= step.confirmed();
    if (step.ended()) {
      holds.remove(step.order());
    }
  }

  /** Gone units come out of the hold, then out of what is free, else nobody knew of them. */
  private void supply(StockEvent.SupplyApplied event, HoldCount.Line held, SupplyStep.Line line) {
    StockCount count = of(line.sku());
    long soldUntold = Math.max(0, held.soldSinceBound - line.breached());
    long absentNow = Math.max(held.absent, Math.max(0, line.absent() - soldUntold));
    long shippedNow = Math.max(held.shipped, line.shipped());
    long damagedNow = Math.max(held.damaged, line.damaged());
    long missing = absentNow - held.absent;
    long spoilt = damagedNow - held.damaged;
    long gone = shippedNow - held.shipped + missing + spoilt;
    long fromHold = Math.min(held.held, gone);
    long fromFree = Math.min(count.free(), gone - fromHold);
    long unknown = gone - fromHold - fromFree;
    long heldAfter = event.step().ended() ? 0 : Math.min(held.held - fromHold, line.hold());
    StockEvent.SupplyOutcome outcome =
        event.outcomes().stream()
            .filter(one -> one.sku().equals(line.sku()))
            .findFirst()
            .orElseThrow(() -> new Violation("P4", "a step without its outcome: " + event));
    requireSame(-fromHold - fromFree, outcome.onHandDelta(), "P4", "units that left", event);
    requireSame(spoilt, outcome.unsellableDelta(), "P4", "units found damaged", event);
    requireSame(unknown, outcome.unexplained(), "P4", "unexplained units", event);
    requireSame(heldAfter, outcome.held(), "P2", "units held after a step", event);
    count.reserved += heldAfter - held.held;
    count.onHand -= fromHold + fromFree;
    count.unsellable += spoilt;
    recorded.merge(line.sku(), unknown, Long::sum);
    absent.merge(line.sku(), missing, Long::sum);
    held.held = heldAfter;
    held.absent = absentNow;
    held.shipped = shippedNow;
    held.damaged = damagedNow;
  }

  private void inbound(StockEvent.InboundApplied event) {
    InboundStep step = event.step();
    OrderModel order = present(orders.apply(step.order()), "P4", "a step of no order", event);
    require(step.step() <= order.version(), "P4", "a step that was never taken", event);
    Map<SkuId, InboundStep.Line> totals =
        inbounds.computeIfAbsent(step.order(), any -> new LinkedHashMap<>());
    boolean there = order.isDestination(store);
    for (InboundStep.Line line : step.lines()) {
      InboundStep.Line before =
          totals.getOrDefault(line.sku(), new InboundStep.Line(line.sku(), 0, 0, 0, 0, 0));
      boolean rises =
          line.accepted() >= before.accepted()
              && line.damaged() >= before.damaged()
              && line.surplus() >= before.surplus();
      require(rises, "P4", "units that arrived are gone again", event);
      requireSent(order.of(line.sku()), line, there, order, event);
      StockCount count = of(line.sku());
      count.inbound += (step.ended() ? 0 : underway(line)) - underway(before);
      long surplus = line.surplus() - before.surplus();
      count.onHand += line.accepted() - before.accepted() + surplus;
      count.unsellable += line.damaged() - before.damaged();
      totals.put(line.sku(), line);
    }
  }

  private static long underway(InboundStep.Line line) {
    return line.shipped() - line.accepted() - line.damaged() - line.gone();
  }

  private static void requireSent(
      OrderCount truth, InboundStep.Line line, boolean there, OrderModel order, Object about) {
    boolean sent =
        there
            ? line.shipped() <= truth.shipped
                && line.accepted() <= truth.accepted
                && line.damaged() <= truth.damaged
                && line.surplus() <= order.surplus(line.sku())
            : line.shipped() <= truth.refused
                && line.accepted() <= truth.returnedGood
                && line.damaged() <= truth.returnedDamaged
                && line.surplus() == 0;
    require(sent, "P4", "more arrived than the order says", about);
  }

  /** Holds of orders of which nothing is known any more. */
  List<OrderId> held() {
    return new ArrayList<>(holds.keySet());
  }
}
