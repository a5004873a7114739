package io.shelfshare.domain.stock;

import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a store's stock is made of, and what each event makes of it. Mutable and confined to its
 * {@link StoreStock}. Nothing is decided here, so that a replay ends in the same state.
 */
final class StockBook {
  final NavigableMap<SkuId, StockLine> lines = new TreeMap<>();
  final Map<OrderId, Hold> holds = new LinkedHashMap<>();

  /** The few holds that are unbound or whose breaches are untold, so that none is looked for. */
  final Set<OrderId> pending = new LinkedHashSet<>();

  final Map<OrderId, Inbound> inbounds = new LinkedHashMap<>();
  final MutationMemory<StoreStock.Recorded> mutations = new MutationMemory<>();
  final EndedOrders endedSupplies = new EndedOrders();
  final EndedOrders endedInbounds = new EndedOrders();
  long version;
  Instant lastEventAt = Instant.EPOCH;

  /** Sums that would take long to make out from the lines. */
  private final StockDays days = new StockDays();

  private final StockWeeks weeks = new StockWeeks();

  static StockBook of(StoreStock.State state) {
    StockBook stock = new StockBook();
    stock.version = state.version();
    stock.lastEventAt = state.lastEventAt();
    stock.lines.putAll(state.lines());
    state.holds().forEach(stock::keep);
    state.inbounds().forEach(inbound -> stock.inbounds.put(inbound.order(), inbound));
    state.mutations().forEach(stock.mutations::remember);
    stock.endedSupplies.putAll(state.endedSupplies());
    stock.endedInbounds.putAll(state.endedInbounds());
    long onHand = state.lines().values().stream().mapToLong(StockLine::onHand).sum();
    stock.days.restore(onHand, state.days());
    stock.weeks.restore(state.weeks());
    return stock;
  }

  StoreStock.State state() {
    return new StoreStock.State(
        version,
        lastEventAt,
        lines,
        List.copyOf(holds.values()),
        List.copyOf(inbounds.values()),
        mutations.entries(),
        endedSupplies.all(),
        endedInbounds.all(),
        days(),
        weeks.all());
  }

  List<DayTally> days() {
    return days.all();
  }

  List<WeekTally> weeksOf(SkuId sku) {
    return weeks.of(sku);
  }

  StockLine line(SkuId sku) {
    return lines.getOrDefault(sku, StockLine.EMPTY);
  }

  void apply(StockEvent event) {
    if (event instanceof StockEvent.MovementsRecorded recorded) {
      recorded.breaches().forEach(this::applyBreach);
      recorded.changes().forEach(change -> applyChange(change, recorded.at()));
      mutations.remember(
          new Remembered<>(
              recorded.mutation(),
              recorded.fingerprint(),
              recorded.at(),
              StoreStock.answerTo(recorded)));
    } else if (event instanceof StockEvent.Reserved reserved) {
      reserved.lines().forEach(units -> addReserved(units.sku(), units.quantity()));
      keep(
          new Hold(
              reserved.order(),
              reserved.awardBy(),
              false,
              false,
              0,
              reserved.lines().stream().map(Hold.Line::reserved).toList()));
    } else if (event instanceof StockEvent.Bound bound) {
      keep(hold(bound.order()).bind());
    } else if (event instanceof StockEvent.HoldDropped dropped) {
      hold(dropped.order()).held().forEach(units -> addReserved(units.sku(), -units.quantity()));
      end(dropped.order(), dropped.at());
    } else if (event instanceof StockEvent.SupplyApplied applied) {
      applySupply(applied);
    } else if (event instanceof StockEvent.InboundApplied applied) {
      applyInbound(applied);
    } else if (event instanceof StockEvent.BreachTold told) {
      keep(hold(told.order()).with(line -> line.tell(Units.of(line.sku(), told.totals()))));
    }
    days.close(event.at());
    endedSupplies.forgetBefore(event.at());
    endedInbounds.forgetBefore(event.at());
    lastEventAt = event.at();
    version++;
  }

  private void applyBreach(StockEvent.Breach breach) {
    SkuId sku = breach.units().sku();
    long units = breach.units().quantity();
    addReserved(sku, -units);
    Hold hold = hold(breach.order());
    keep(hold.with(line -> line.sku().equals(sku) ? line.breach(units, hold.bound()) : line));
  }

  private void applyChange(StockEvent.LineChange change, Instant at) {
    StockLine line =
        line(change.sku())
            .plusOnHand(change.onHandDelta())
            .withSafety(change.safety())
            .trusted(change.confidence());
    Optional<CountTask> task =
        change.unexplained() > 0
            ? Optional.of(new CountTask(CountTask.Reason.MORE_THAN_RECORDED, at))
            : Optional.empty();
    boolean sale = change.kind() == Movement.Kind.SALE;
    long sold = sale ? change.unexplained() - change.onHandDelta() : 0;
    days.moved(change.onHandDelta(), sold);
    if (sold > 0) {
      weeks.sold(change.sku(), sold, at, version + 1);
    }
    boolean counted = change.kind() == Movement.Kind.COUNT;
    lines.put(change.sku(), counted ? line.counted() : line.toCount(task));
  }

  private void applySupply(StockEvent.SupplyApplied applied) {
    SupplyStep step = applied.step();
    Hold hold = hold(step.order());
    for (StockEvent.SupplyOutcome outcome : applied.outcomes()) {
      SkuId sku = outcome.sku();
      long reservedDelta = outcome.held() - hold.held(sku);
      days.moved(outcome.onHandDelta(), 0);
      lines.put(
          sku,
          line(sku)
              .supplied(outcome.onHandDelta(), reservedDelta, outcome.unsellableDelta())
              .trusted(outcome.confidence())
              .toCount(outcome.count().map(reason -> new CountTask(reason, applied.at()))));
    }
    if (step.ended()) {
      end(step.order(), applied.at());
    } else {
      keep(Supplies.after(hold, applied));
    }
  }

  private void applyInbound(StockEvent.InboundApplied applied) {
    InboundStep step = applied.step();
    Inbound known = inbounds.get(step.order());
    List<InboundStep.Line> told = known == null ? List.of() : known.lines();
    for (InboundStep.Line line : step.lines()) {
      InboundStep.Line before = Supplies.before(told, line.sku());
      long underway = step.ended() ? 0 : line.underway();
      long onHandDelta = line.accepted() + line.surplus() - before.accepted() - before.surplus();
      days.moved(onHandDelta, 0);
      lines.put(
          line.sku(),
          line(line.sku())
              .arrived(
                  underway - before.underway(), onHandDelta, line.damaged() - before.damaged()));
    }
    if (step.ended()) {
      inbounds.remove(step.order());
      endedInbounds.add(step.order(), applied.at());
    } else {
      inbounds.put(step.order(), new Inbound(step.order(), step.step(), step.lines()));
    }
  }

  Hold hold(OrderId order) {
    Hold hold = holds.get(order);
    if (hold == null) {
      throw new IllegalStateException("no hold for order " + order + ", yet it has an event");
    }
    return hold;
  }

  private void keep(Hold hold) {
    holds.put(hold.order(), hold);
    if (!hold.bound() || !hold.untold().isEmpty()) {
      pending.add(hold.order());
    } else {
      pending.remove(hold.order());
    }
  }

  private void end(OrderId order, Instant at) {
    holds.remove(order);
    pending.remove(order);
    endedSupplies.add(order, at);
  }

  private void addReserved(SkuId sku, long delta) {
    lines.put(sku, line(sku).plusReserved(delta));
  }
}
