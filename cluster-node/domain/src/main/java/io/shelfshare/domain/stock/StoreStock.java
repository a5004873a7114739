package io.shelfshare.domain.stock;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.RequestId;
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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One store's stock: lines, holds for orders that it supplies, orders on their way to it.
 *
 * <p>Mutable, because a store has tens of thousands of lines, and confined to its entity. Only
 * {@link #apply} changes it; every other method decides or reads. Callers say what their clock
 * shows; events and deadlines go by the later of that and the last event, {@code not_after} and the
 * age of ids by the clock alone.
 */
public final class StoreStock {
  /** A hold lasts at least this long unbound, longer than a failover. */
  public static final Duration AWARD_WITHIN_MIN = Duration.ofSeconds(30);

  private final StockBook book;

  private StoreStock(StockBook book) {
    this.book = book;
  }

  /** A store that never had anything. */
  public static StoreStock empty() {
    return new StoreStock(new StockBook());
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
      Map<OrderId, Instant> endedInbounds,
      List<DayTally> days,
      List<WeekTally> weeks) {
    public State {
      lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
      holds = List.copyOf(holds);
      inbounds = List.copyOf(inbounds);
      mutations = List.copyOf(mutations);
      endedSupplies = Collections.unmodifiableMap(new LinkedHashMap<>(endedSupplies));
      endedInbounds = Collections.unmodifiableMap(new LinkedHashMap<>(endedInbounds));
      days = List.copyOf(days);
      weeks = List.copyOf(weeks);
    }
  }

  /** The stock that {@link #state} was taken of. */
  public static StoreStock of(State state) {
    return new StoreStock(StockBook.of(state));
  }

  public State state() {
    return book.state();
  }

  /** Takes in what happened. */
  public void apply(StockEvent event) {
    book.apply(event);
  }

  /** The answer to a batch of movements. */
  public record Recorded(Instant at, int count, long breachedUnits) {}

  /** Records physical facts: all of them or, where one is refused, none. */
  public Decision<StockEvent, Recorded> record(
      Mutation mutation, List<Movement> movements, Instant now) {
    Optional<Decision<StockEvent, Recorded>> known = book.mutations.recall(mutation, now);
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
            time(now), mutation.key(), mutation.fingerprint(), batch.changes(), batch.breaches());
    return Decision.done(List.of(event), answerTo(event));
  }

  /** What is held for an order that may win until {@code awardBy}. */
  public record Reservation(OrderId order, List<Units> lines, Instant awardBy) {}

  /**
   * Holds units for an order that may win within {@code awardWithin}, at least 30 s from now. Where
   * only holds for the same request stand in the way that nobody has won yet, it is {@code
   * CONTENDED}: {@link #undecided} names them, for the request to decide about.
   */
  public Decision<StockEvent, Reservation> reserve(
      OrderId order, List<Units> wanted, Duration awardWithin, Instant now) {
    Hold hold = book.holds.get(order);
    if (hold != null) {
      return Decision.unchanged(new Reservation(order, hold.reservedAtFirst(), hold.awardBy()));
    }
    if (book.endedSupplies.contains(order)) {
      return Decision.refused(Refusal.of(Refusal.Reason.ORDER_STATE, "ended", order));
    }
    SortedMap<SkuId, Long> bySku = Units.bySku(wanted);
    for (Map.Entry<SkuId, Long> line : bySku.entrySet()) {
      long available = available(line.getKey());
      if (line.getValue() > available) {
        return Decision.refused(
            new Refusal(
                lacks(order, line.getKey(), line.getValue())
                    ? Refusal.Reason.NOT_AVAILABLE
                    : Refusal.Reason.CONTENDED,
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

  /** There are too few units, whatever becomes of what is held softly for the same request. */
  private boolean lacks(OrderId order, SkuId sku, long wanted) {
    StockLine line = line(sku);
    long softly =
        undecided(order.request()).stream().map(book::hold).mapToLong(hold -> hold.held(sku)).sum();
    return wanted > Math.max(0, line.free() + softly - line.safety());
  }

  /** Orders of a request that nothing is known of but that units are held for them. */
  public List<OrderId> undecided(RequestId request) {
    return book.pending.stream()
        .map(book::hold)
        .filter(hold -> !hold.bound() && hold.order().request().equals(request))
        .map(Hold::order)
        .toList();
  }

  /**
   * An order that won takes its hold over. The answer is what was left of the hold at that moment,
   * the same again when asked again, since breaches after it are told on their own. An order
   * without a hold has ended, for a hold is only dropped when its request said that it may be.
   */
  public Decision<StockEvent, List<Units>> bind(OrderId order, Instant now) {
    Hold hold = book.holds.get(order);
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
    Hold hold = book.holds.get(step.order());
    if (hold == null) {
      return Decision.unchanged(List.of());
    }
    if (step.step() <= hold.step()) {
      return Decision.unchanged(hold.held());
    }
    List<StockEvent.SupplyOutcome> outcomes =
        hold.lines().stream()
            .map(line -> Supplies.outcome(hold, line, step, line(line.sku())))
            .toList();
    List<Units> held = new ArrayList<>();
    outcomes.stream()
        .filter(outcome -> outcome.held() > 0)
        .forEach(outcome -> held.add(new Units(outcome.sku(), outcome.held())));
    return Decision.done(
        List.of(new StockEvent.SupplyApplied(time(now), step, outcomes)), List.copyOf(held));
  }

  /**
   * Takes a step of an order on its way here; the answer is the last step taken. An order whose end
   * is told and that is not known here was ended before: it only tells its end to a store that took
   * a step of it. The memory of ended ones is for late copies of earlier steps alone.
   */
  public Decision<StockEvent, Long> inbound(InboundStep step, Instant now) {
    Inbound known = book.inbounds.get(step.order());
    boolean takenBefore = known == null ? step.ended() : step.step() <= known.step();
    if (takenBefore || book.endedInbounds.contains(step.order())) {
      return Decision.unchanged(step.step());
    }
    return Decision.done(List.of(new StockEvent.InboundApplied(time(now), step)), step.step());
  }

  /**
   * Hears from the request whether an order won; the answer is what is held for it afterwards. Only
   * an unbound hold is ever dropped: a bound one ends by its order's last step alone.
   */
  public Decision<StockEvent, List<Units>> verdict(OrderId order, Verdict verdict, Instant now) {
    Hold hold = book.holds.get(order);
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
    Hold hold = book.holds.get(order);
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
    return book.pending.stream()
        .map(book::hold)
        .filter(hold -> !hold.bound() && !at.isBefore(hold.awardBy()))
        .map(Hold::order)
        .toList();
  }

  /** Totals of breaches since bound, by order, where the order does not know of all of them. */
  public Map<OrderId, List<Units>> untoldBreaches() {
    Map<OrderId, List<Units>> untold = new LinkedHashMap<>();
    book.pending.stream()
        .map(book::hold)
        .filter(Hold::bound)
        .forEach(hold -> untold.put(hold.order(), hold.untold()));
    return untold;
  }

  /** When something has to be done even if nobody calls; in the past where it is overdue. */
  public Optional<Instant> nextDue() {
    return book.pending.stream()
        .map(book::hold)
        .map(hold -> hold.bound() ? book.lastEventAt : hold.awardBy())
        .min(Comparator.naturalOrder());
  }

  /** The line of {@code sku}; of zeros where the store never had it. */
  public StockLine line(SkuId sku) {
    return book.line(sku);
  }

  /** Lines in the order of SKUs, at most {@code limit} after {@code after}. */
  public SortedMap<SkuId, StockLine> lines(Optional<SkuId> after, int limit) {
    NavigableMap<SkuId, StockLine> rest =
        after.map(sku -> book.lines.tailMap(sku, false)).orElse(book.lines);
    SortedMap<SkuId, StockLine> page = new TreeMap<>();
    for (Map.Entry<SkuId, StockLine> line : rest.entrySet()) {
      if (page.size() == limit) {
        break;
      }
      page.put(line.getKey(), line.getValue());
    }
    return page;
  }

  /** Lines that should be counted, by SKU, at most {@code limit} after {@code after}. */
  public SortedMap<SkuId, StockLine> linesToCount(Optional<SkuId> after, int limit) {
    SortedMap<SkuId, StockLine> page = new TreeMap<>();
    after.map(sku -> book.lines.tailMap(sku, false)).orElse(book.lines).entrySet().stream()
        .filter(line -> line.getValue().countTask().isPresent())
        .limit(limit)
        .forEach(line -> page.put(line.getKey(), line.getValue()));
    return page;
  }

  public long available(SkuId sku) {
    return line(sku).available();
  }

  /** How many events made it what it is. */
  public long version() {
    return book.version;
  }

  /** When its last event happened. */
  public Instant lastEventAt() {
    return book.lastEventAt;
  }

  /** Holds, oldest first. */
  public Collection<Hold> holds() {
    return Collections.unmodifiableCollection(book.holds.values());
  }

  /** What is held for an order; empty where nothing is, or nothing any more. */
  public Optional<Hold> holdOf(OrderId order) {
    return Optional.ofNullable(book.holds.get(order));
  }

  /** What the last two days on which units came or went did, the older first. */
  public List<DayTally> days() {
    return book.days();
  }

  /** What the till sold of a SKU in the last two weeks with any sale, the older first. */
  public List<WeekTally> weeksOf(SkuId sku) {
    return book.weeksOf(sku);
  }

  static Recorded answerTo(StockEvent.MovementsRecorded event) {
    long breached = event.breaches().stream().mapToLong(b -> b.units().quantity()).sum();
    return new Recorded(event.at(), event.changes().size(), breached);
  }

  private Instant time(Instant now) {
    return now.isAfter(book.lastEventAt) ? now : book.lastEventAt;
  }
}
