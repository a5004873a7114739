package io.shelfshare.domain.stock;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One store's stock: lines, holds for orders that it supplies, orders on their way to it.
 *
 * <p>Mutable, because a store has tens of thousands of lines, and confined to its entity. Only
 * {@link #apply} changes it; every other method decides or reads. Times are the caller's clock,
 * never before the last event.
 */
public final class StoreStock {
  /** A hold lasts at least this long unbound, longer than a failover. */
  public static final Duration AWARD_WITHIN_MIN = Duration.ofSeconds(30);

  private final NavigableMap<SkuId, StockLine> lines = new TreeMap<>();
  private final Map<OrderId, Hold> holds = new LinkedHashMap<>();

  /** The few holds that are unbound or whose breaches are untold, so that none is looked for. */
  private final Set<OrderId> pending = new LinkedHashSet<>();

  private final Map<OrderId, Inbound> inbounds = new LinkedHashMap<>();
  private final MutationMemory<Recorded> mutations = new MutationMemory<>();
  private final EndedOrders endedSupplies = new EndedOrders();
  private final EndedOrders endedInbounds = new EndedOrders();
  private long version;
  private Instant lastEventAt = Instant.EPOCH;

  private StoreStock() {}

  /** A store that never had anything. */
  public static StoreStock empty() {
    return new StoreStock();
  }

  /** A copy of everything, for a snapshot. Holds and memories are in the order they came in. */
  public record State(
      long version,
      Instant lastEventAt,
      SortedMap<SkuId, StockLine> lines,
      List<Hold> holds,
      List<Inbound> inbounds,
      List<Remembered<Recorded>> mutations,
      Map<OrderId, Instant> endedSupplies,
      Map<OrderId, Instant> endedInbounds) {
    public State {
      lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
      holds = List.copyOf(holds);
      inbounds = List.copyOf(inbounds);
      mutations = List.copyOf(mutations);
      endedSupplies = Collections.unmodifiableMap(new LinkedHashMap<>(endedSupplies));
      endedInbounds = Collections.unmodifiableMap(new LinkedHashMap<>(endedInbounds));
    }
  }

  /** The stock that {@link #state} was taken of. */
  public static StoreStock of(State state) {
    StoreStock stock = new StoreStock();
    stock.version = state.version();
    stock.lastEventAt = state.lastEventAt();
    stock.lines.putAll(state.lines());
    state.holds().forEach(stock::keep);
    state.inbounds().forEach(inbound -> stock.inbounds.put(inbound.order(), inbound));
    state.mutations().forEach(stock.mutations::remember);
    stock.endedSupplies.putAll(state.endedSupplies());
    stock.endedInbounds.putAll(state.endedInbounds());
    return stock;
  }

  public State state() {
    return new State(
        version,
        lastEventAt,
        lines,
        List.copyOf(holds.values()),
        List.copyOf(inbounds.values()),
        mutations.entries(),
        endedSupplies.all(),
        endedInbounds.all());
  }

  /** The answer to a batch of movements. */
  public record Recorded(Instant at, int count, long breachedUnits) {}

  /** Records physical facts: all of them or, where one is refused, none. */
  public Decision<StockEvent, Recorded> record(
      Mutation mutation, List<Movement> movements, Instant now) {
    Instant at = time(now);
    Optional<Decision<StockEvent, Recorded>> known = mutations.recall(mutation, at);
    if (known.isPresent()) {
      return known.get();
    }
    MovementBatch batch = new MovementBatch(this);
    for (Movement movement : movements) {
      Optional<Refusal> refusal = batch.add(movement);
      if (refusal.isPresent()) {
        return Decision.refused(refusal.get());
      }
    }
    var event =
        new StockEvent.MovementsRecorded(
            at, mutation.key(), mutation.fingerprint(), batch.changes(), batch.breaches());
    return Decision.done(List.of(event), answerTo(event));
  }

  /** What is held for an order that may win until {@code awardBy}. */
  public record Reservation(OrderId order, List<Units> lines, Instant awardBy) {}

  /** Holds units for an order that may win within {@code awardWithin}, at least 30 s from now. */
  public Decision<StockEvent, Reservation> reserve(
      OrderId order, List<Units> wanted, Duration awardWithin, Instant now) {
    Hold hold = holds.get(order);
    if (hold != null) {
      return Decision.unchanged(new Reservation(order, hold.reservedAtFirst(), hold.awardBy()));
    }
    if (endedSupplies.contains(order)) {
      return Decision.refused(Refusal.of(Refusal.Reason.ORDER_STATE, "ended", order));
    }
    SortedMap<SkuId, Long> bySku = Units.bySku(wanted);
    for (Map.Entry<SkuId, Long> line : bySku.entrySet()) {
      long available = available(line.getKey());
      if (line.getValue() > available) {
        return Decision.refused(
            new Refusal(
                Refusal.Reason.NOT_AVAILABLE,
                Map.of(
                    "sku", line.getKey().value(),
                    "wanted", line.getValue().toString(),
                    "available", Long.toString(available))));
      }
    }
    Instant at = time(now);
    Duration within = awardWithin.compareTo(AWARD_WITHIN_MIN) < 0 ? AWARD_WITHIN_MIN : awardWithin;
    var event = new StockEvent.Reserved(at, order, Units.listOf(bySku), at.plus(within));
    return Decision.done(List.of(event), new Reservation(order, event.lines(), event.awardBy()));
  }

  /**
   * An order that won takes its hold over. The answer is what was left of the hold at that moment,
   * the same again when asked again, since breaches after it are told on their own. An order
   * without a hold has ended, for a hold is only dropped when its request said that it may be.
   */
  public Decision<StockEvent, List<Units>> bind(OrderId order, Instant now) {
    Hold hold = holds.get(order);
    if (hold == null) {
      return Decision.unchanged(List.of());
    }
    if (hold.bound()) {
      return Decision.unchanged(hold.heldWhenBound());
    }
    var event = new StockEvent.Bound(time(now), order, hold.held());
    return Decision.done(List.of(event), event.held());
  }

  /** Takes a supplied order's step; the answer is what is held for it afterwards. */
  public Decision<StockEvent, List<Units>> supply(SupplyStep step, Instant now) {
    Hold hold = holds.get(step.order());
    if (hold == null) {
      return Decision.unchanged(List.of());
    }
    if (step.step() <= hold.step()) {
      return Decision.unchanged(hold.held());
    }
    List<StockEvent.SupplyOutcome> outcomes =
        hold.lines().stream().map(line -> Supplies.outcome(line, step, line(line.sku()))).toList();
    List<Units> held = new ArrayList<>();
    outcomes.stream()
        .filter(outcome -> outcome.held() > 0)
        .forEach(outcome -> held.add(new Units(outcome.sku(), outcome.held())));
    return Decision.done(
        List.of(new StockEvent.SupplyApplied(time(now), step, outcomes)), List.copyOf(held));
  }

  /** Takes a step of an order on its way here; the answer is the last step taken. */
  public Decision<StockEvent, Long> inbound(InboundStep step, Instant now) {
    Inbound known = inbounds.get(step.order());
    if (endedInbounds.contains(step.order()) || (known != null && step.step() <= known.step())) {
      return Decision.unchanged(step.step());
    }
    return Decision.done(List.of(new StockEvent.InboundApplied(time(now), step)), step.step());
  }

  /**
   * Hears from the request whether an order won; the answer is what is held for it afterwards. Only
   * an unbound hold is ever dropped: a bound one ends by its order's last step alone.
   */
  public Decision<StockEvent, List<Units>> verdict(OrderId order, Verdict verdict, Instant now) {
    Hold hold = holds.get(order);
    if (hold == null) {
      return Decision.unchanged(List.of());
    }
    boolean lost = verdict == Verdict.NO || verdict == Verdict.ENDED;
    if (hold.bound() || !lost) {
      return Decision.unchanged(hold.held());
    }
    return Decision.done(List.of(new StockEvent.HoldDropped(time(now), order)), List.of());
  }

  /** The order has heard of breaches up to {@code totals}; the answer is what is held for it. */
  public Decision<StockEvent, List<Units>> breachTold(
      OrderId order, List<Units> totals, Instant now) {
    Hold hold = holds.get(order);
    if (hold == null) {
      return Decision.unchanged(List.of());
    }
    boolean news =
        hold.lines().stream().anyMatch(line -> Units.of(line.sku(), totals) > line.told());
    return news
        ? Decision.done(List.of(new StockEvent.BreachTold(time(now), order, totals)), hold.held())
        : Decision.unchanged(hold.held());
  }

  /**
   * Orders whose unbound hold has lasted beyond its {@code awardBy}: their requests are asked for a
   * verdict, again and again at the caller's pace, until they are bound or dropped.
   */
  public List<OrderId> overdue(Instant now) {
    Instant at = time(now);
    return pending.stream()
        .map(this::hold)
        .filter(hold -> !hold.bound() && !at.isBefore(hold.awardBy()))
        .map(Hold::order)
        .toList();
  }

  /** Totals of breaches since bound, by order, where the order does not know of all of them. */
  public Map<OrderId, List<Units>> untoldBreaches() {
    Map<OrderId, List<Units>> untold = new LinkedHashMap<>();
    pending.stream()
        .map(this::hold)
        .filter(Hold::bound)
        .forEach(hold -> untold.put(hold.order(), hold.untold()));
    return untold;
  }

  /** When something has to be done even if nobody calls; in the past where it is overdue. */
  public Optional<Instant> nextDue() {
    return pending.stream()
        .map(this::hold)
        .map(hold -> hold.bound() ? lastEventAt : hold.awardBy())
        .min(Comparator.naturalOrder());
  }

  /** The line of {@code sku}; of zeros where the store never had it. */
  public StockLine line(SkuId sku) {
    return lines.getOrDefault(sku, StockLine.EMPTY);
  }

  /** Lines in the order of SKUs, at most {@code limit} after {@code after}. */
  public SortedMap<SkuId, StockLine> lines(Optional<SkuId> after, int limit) {
    NavigableMap<SkuId, StockLine> rest = after.map(sku -> lines.tailMap(sku, false)).orElse(lines);
    SortedMap<SkuId, StockLine> page = new TreeMap<>();
    for (Map.Entry<SkuId, StockLine> line : rest.entrySet()) {
      if (page.size() == limit) {
        break;
      }
      page.put(line.getKey(), line.getValue());
    }
    return page;
  }

  public long available(SkuId sku) {
    return line(sku).available();
  }

  /** How many events made it what it is. */
  public long version() {
    return version;
  }

  /** When its last event happened. */
  public Instant lastEventAt() {
    return lastEventAt;
  }

  /** Holds, oldest first. */
  public Collection<Hold> holds() {
    return Collections.unmodifiableCollection(holds.values());
  }

  /** Takes in what happened. Nothing is decided here, so that a replay ends in the same state. */
  public void apply(StockEvent event) {
    if (event instanceof StockEvent.MovementsRecorded recorded) {
      recorded.breaches().forEach(this::applyBreach);
      recorded.changes().forEach(this::applyChange);
      mutations.remember(
          new Remembered<>(
              recorded.mutation(), recorded.fingerprint(), recorded.at(), answerTo(recorded)));
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

  private void applyChange(StockEvent.LineChange change) {
    lines.put(
        change.sku(),
        line(change.sku()).plusOnHand(change.onHandDelta()).withSafety(change.safety()));
  }

  private void applySupply(StockEvent.SupplyApplied applied) {
    SupplyStep step = applied.step();
    Hold hold = hold(step.order());
    for (StockEvent.SupplyOutcome outcome : applied.outcomes()) {
      SkuId sku = outcome.sku();
      long reservedDelta = outcome.held() - hold.held(sku);
      lines.put(
          sku, line(sku).supplied(outcome.onHandDelta(), reservedDelta, outcome.unsellableDelta()));
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
      long underway = step.ended() ? 0 : Supplies.underway(line);
      lines.put(
          line.sku(),
          line(line.sku())
              .arrived(
                  underway - Supplies.underway(before),
                  line.accepted() - before.accepted(),
                  line.damaged() - before.damaged()));
    }
    if (step.ended()) {
      inbounds.remove(step.order());
      endedInbounds.add(step.order(), applied.at());
    } else {
      inbounds.put(step.order(), new Inbound(step.order(), step.step(), step.lines()));
    }
  }

  private static Recorded answerTo(StockEvent.MovementsRecorded event) {
    long breached = event.breaches().stream().mapToLong(b -> b.units().quantity()).sum();
    return new Recorded(event.at(), event.changes().size(), breached);
  }

  private Hold hold(OrderId order) {
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

  private Instant time(Instant now) {
    return now.isAfter(lastEventAt) ? now : lastEventAt;
  }
}
