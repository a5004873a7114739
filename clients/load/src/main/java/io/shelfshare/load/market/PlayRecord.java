package io.shelfshare.load.market;

import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What was acknowledged to the virtual clerks: the audit's only witness besides the API itself.
 * Safe for use by several threads.
 */
public final class PlayRecord {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final Histogram NOTHING_TIMED = new Histogram(SIGNIFICANT_DIGITS);

  private final ConcurrentMap<String, TransferRequest> posted = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, WonGrab> won = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Cancelled> cancelled = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Span> expected = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Undecided> undecided = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Violation> violations = new ConcurrentLinkedQueue<>();
  private final ConcurrentMap<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> paths = new ConcurrentHashMap<>();
  private final Set<String> bids = ConcurrentHashMap.newKeySet();
  private final AtomicLong slowestNanos = new AtomicLong();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder grabsLost = new LongAdder();
  private final LongAdder unitsReceived = new LongAdder();
  private final LongAdder breaches = new LongAdder();
  private final Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);

  /** An empty record. */
  public PlayRecord() {
    for (Operation operation : Operation.values()) {
      latencies.put(operation, new ConcurrentHistogram(SIGNIFICANT_DIGITS));
    }
  }

  /**
   * A grab that was acknowledged as won.
   *
   * @param order resource name of the order that it became
   * @param sentAt when its first copy was sent
   */
  public record WonGrab(
      String request,
      String store,
      String order,
      List<Quantity> lines,
      Instant awardTime,
      Instant sentAt) {
    public WonGrab {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A cancellation that was acknowledged.
   *
   * @param at the cluster's time of it
   * @param acknowledgedAt when the answer was here
   */
  public record Cancelled(String request, Instant at, Instant acknowledgedAt) {}

  /**
   * A mutation that was never decided, as far as its sender knows.
   *
   * @param target resource name of what it was about
   */
  public record Undecided(String operation, String target) {}

  /**
   * How many units of a SKU there must be: between these two, which differ by what is undecided.
   */
  public record Span(long least, long most) {
    static final Span NOTHING = new Span(0, 0);

    Span plus(Span other) {
      return new Span(least + other.least, most + other.most);
    }
  }

  /** Units of a SKU came into the chain from outside, or left it for good. */
  public void units(String sku, long change) {
    units(sku, change, change);
  }

  /** The same where it is not known how many. */
  public void units(String sku, long least, long most) {
    expected.merge(sku, new Span(least, most), Span::plus);
  }

  void posted(TransferRequest request) {
    posted.put(request.getName(), request);
  }

  void won(WonGrab grab) {
    won.put(grab.order(), grab);
  }

  void lost(String reason) {
    grabsLost.increment();
    refused(reason);
  }

  void refused(String reason) {
    refusals.computeIfAbsent(reason, r -> new LongAdder()).increment();
  }

  void path(String name) {
    paths.computeIfAbsent(name, p -> new LongAdder()).increment();
  }

  /** A bid that was acknowledged; what it wins is told to nobody by itself. */
  void bid(String request, String store) {
    bids.add(request + " " + store);
  }

  /** Whether a store's bid on a request was acknowledged. */
  boolean hasBid(String request, String store) {
    return bids.contains(request + " " + store);
  }

  void cancelled(Cancelled cancellation) {
    cancelled.put(cancellation.request(), cancellation);
  }

  void undecided(String operation, String target) {
    undecided.add(new Undecided(operation, target));
  }

  void received(long units) {
    unitsReceived.add(units);
  }

  void breached(long units) {
    breaches.add(units);
  }

  void duplicates(long copies) {
    duplicates.add(copies);
  }

  void saw(Violation violation) {
    violations.add(violation);
  }

  void took(Operation operation, long nanos) {
    slowestNanos.accumulateAndGet(nanos, Math::max);
    latencies(operation).recordValue(Math.max(0, nanos / 1_000));
  }

  /** The longest that a step took which was acknowledged since this was last asked. */
  public Duration slowest() {
    return Duration.ofNanos(slowestNanos.getAndSet(0));
  }

  /** The requests that were acknowledged, as they were posted, by name. */
  public Map<String, TransferRequest> posted() {
    return posted;
  }

  /** The grabs that were acknowledged, by the name of the order. */
  public Map<String, WonGrab> won() {
    return won;
  }

  /** The cancellations that were acknowledged, by the request's name. */
  public Map<String, Cancelled> cancelled() {
    return cancelled;
  }

  /** How many units of each SKU there must be in the chain, in transit and with customers. */
  public Map<String, Span> expected() {
    return expected;
  }

  /** What was never decided; only failures of the cluster bring this about. */
  public List<Undecided> undecided() {
    return List.copyOf(undecided);
  }

  /** What was seen to be wrong in the course of the play. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** How often a path of the domain was taken that the chain's last state does not show. */
  public Map<String, Long> paths() {
    Map<String, Long> counts = new TreeMap<>();
    paths.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  /** How often each reason was given. */
  public Map<String, Long> refusals() {
    Map<String, Long> counts = new TreeMap<>();
    refusals.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }

  /** Copies that were sent beyond the first. */
  public long duplicates() {
    return duplicates.sum();
  }

  /** Grabs that were refused. */
  public long grabsLost() {
    return grabsLost.sum();
  }

  /** Units taken in, damaged ones included. */
  public long unitsReceived() {
    return unitsReceived.sum();
  }

  /** Held units that a till sold. */
  public long breachedUnits() {
    return breaches.sum();
  }

  /** Latencies in microseconds. */
  public Histogram latencies(Operation operation) {
    return latencies.getOrDefault(operation, NOTHING_TIMED);
  }
}
