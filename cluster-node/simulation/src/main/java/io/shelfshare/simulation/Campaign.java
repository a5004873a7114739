package io.shelfshare.simulation;

import io.shelfshare.simulation.fault.Seam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs seed after seed, and tells of each broken promise with the fewest steps that break it. */
public final class Campaign {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Supplier<Seam> seam;
  private final int stepsEach;
  private final int findingsMax;
  private final LongSupplier nanos;

  /**
   * @param stepsEach how many steps a seed runs before its end is played
   * @param findingsMax after so many it stops
   * @param nanos a clock that only rises, in nanoseconds
   */
  public Campaign(Supplier<Seam> seam, int stepsEach, int findingsMax, LongSupplier nanos) {
    this.seam = seam;
    this.stepsEach = stepsEach;
    this.findingsMax = findingsMax;
    this.nanos = nanos;
  }

  /**
   * A broken promise.
   *
   * @param steps how many steps its run had taken by then
   * @param left how many of them are enough
   * @param trace what those did, line by line
   */
  public record Finding(
      long seed, String promise, String what, long steps, int left, List<String> trace) {}

  /**
   * How far it is.
   *
   * @param seen how often each kind of event happened
   */
  public record Report(
      long seeds,
      long steps,
      long events,
      double seconds,
      Map<String, Long> seen,
      List<Finding> findings) {
    /** Things that happened and were judged, by second. */
    public long stepsPerSecond() {
      return Math.round(steps / Math.max(seconds, 1e-9));
    }

    /** Persisted events by second. */
    public long eventsPerSecond() {
      return Math.round(events / Math.max(seconds, 1e-9));
    }

    /** Seeds by second. */
    public double seedsPerSecond() {
      return seeds / Math.max(seconds, 1e-9);
    }
  }

  /** Hears how it goes on. */
  public interface Listener {
    /** One seed more was run. */
    void ran(Report soFar);

    /** A promise was broken, and its run is being shrunk. */
    void broken(long seed, String promise);
  }

  /** Runs {@code seeds} seeds from {@code first} on. */
  public Report run(long first, long seeds, Listener listener) {
    long start = nanos.getAsLong();
    long steps = 0;
    long events = 0;
    Map<String, Long> seen = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    Report report = new Report(0, 0, 0, 0, seen, findings);
    for (long i = 0; i < seeds && findings.size() < findingsMax; i++) {
      Simulation simulation = new Simulation(first + i, seam);
      Simulation.Outcome outcome = simulation.run(stepsEach);
      steps += outcome.steps();
      events += outcome.events();
      outcome.seen().forEach((kind, times) -> seen.merge(kind, times, Long::sum));
      if (outcome.violation().isPresent()) {
        listener.broken(first + i, outcome.violation().get().promise());
        findings.add(finding(simulation, outcome));
      }
      double seconds = (nanos.getAsLong() - start) / NANOS_PER_SECOND;
      report = new Report(i + 1, steps, events, seconds, seen, List.copyOf(findings));
      listener.ran(report);
    }
    return report;
  }

  private Finding finding(Simulation simulation, Simulation.Outcome outcome) {
    int[] all = IntStream.range(0, stepsEach).toArray();
    int[] few = new Shrinker(simulation, outcome).shrink(all, outcome.brokenAt());
    Simulation.Outcome again = simulation.run(few, outcome.brokenAt() == Integer.MAX_VALUE, true);
    String promise = outcome.violation().orElseThrow().promise();
    String what =
        again.violation().or(outcome::violation).map(Throwable::getMessage).orElse(promise);
    return new Finding(outcome.seed(), promise, what, outcome.steps(), few.length, again.lines());
  }
}
