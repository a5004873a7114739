package io.shelfshare.load.report;

import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.measure.StepResult;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a report for people at a terminal. */
public final class TextReport {
  private static final String HEAD = "%-14s %10s %9s %9s %9s %9s %9s %9s%n";
  private static final String LINE = "%-14s %,10d %9.1f %9s %9s %9s %9s %9s%n";

  private TextReport() {}

  /** Every run with a line a step, then the levels of a closed loop side by side. */
  public static String of(LoadReport report) {
    StringBuilder text = new StringBuilder();
    for (RunResult run : report.runs()) {
      run(text, run);
    }
    if (report.runs().size() > 1) {
      levels(text, report);
    }
    return text.toString();
  }

  /** The state of a run in one line, for a progress display. */
  public static String progress(Sample sample) {
    Optional<Map.Entry<Step, Latency>> busiest =
        sample.steps().entrySet().stream()
            .filter(entry -> entry.getKey().isCall())
            .max(Comparator.comparingLong(entry -> entry.getValue().count()));
    String latency =
        busiest
            .map(
                entry ->
                    "%s p50 %s ms, p99 %s ms"
                        .formatted(
                            entry.getKey().key(),
                            millis(entry.getValue().p50()),
                            millis(entry.getValue().p99())))
            .orElse("nothing answered");
    return format(
        "%4.0f s  %,6d answers  %,5d in flight  %,d not sent  %,d errors  %s",
        sample.second(),
        sample.count(),
        sample.inFlight(),
        sample.notSent(),
        sample.errors(),
        latency);
  }

  private static void run(StringBuilder text, RunResult run) {
    text.append(format("%n%s, %.0f s measured%n", run.facts().label(), seconds(run)));
    text.append(format(HEAD, "step", "count", "per s", "p50 ms", "p90", "p99", "p99.9", "max"));
    run.steps().forEach((step, result) -> text.append(line(step.key(), result)));
    text.append(
        format(
            "not sent for want of a place: %,d; told to try again: %,d; most in flight: %,d;"
                + " generator late by at most %s ms%n",
            run.notSent(),
            run.contended(),
            run.facts().inFlightMax(),
            millis(run.facts().latestMillis())));
    run.steps()
        .forEach(
            (step, result) ->
                result
                    .errors()
                    .forEach(
                        (reason, count) ->
                            text.append(
                                format("failed: %-12s %s × %,d%n", step.key(), reason, count))));
  }

  private static void levels(StringBuilder text, LoadReport report) {
    text.append(format("%n%-14s %12s %12s%n", "in flight", "answers/s", "worst p99 ms"));
    for (RunResult run : report.runs()) {
      double worst =
          run.steps().values().stream().mapToDouble(step -> step.latency().p99()).max().orElse(0);
      double perSecond = run.count() / seconds(run);
      text.append(
          format("%-14d %12.1f %12s%n", run.facts().concurrency(), perSecond, millis(worst)));
    }
  }

  private static String line(String name, StepResult result) {
    Latency latency = result.latency();
    return format(
        LINE,
        name,
        latency.count(),
        result.perSecond(),
        millis(latency.p50()),
        millis(latency.p90()),
        millis(latency.p99()),
        millis(latency.p999()),
        millis(latency.max()));
  }

  private static double seconds(RunResult run) {
    return run.facts().measuredSeconds();
  }

  /** Three digits that mean something. */
  static String millis(double millis) {
    return millis < 10
        ? format("%.2f", millis)
        : millis < 100 ? format("%.1f", millis) : format("%,.0f", millis);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
