package io.shelfshare.load.report;

import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.measure.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Decides what is plotted. */
final class Plots {
  private Plots() {}

  /** Latency by percentile, a line a step. */
  static String percentiles(RunResult run) {
    List<Series> lines = new ArrayList<>();
    run.steps()
        .forEach(
            (step, result) -> lines.add(new Series(step.key(), step.ordinal(), curve(result))));
    double end =
        lines.stream()
            .flatMap(l -> l.points().stream())
            .mapToDouble(Series.Point::x)
            .max()
            .orElse(0);
    return SvgPlot.of("Latency by percentile", Axis.percentiles(end), millisAxis(lines), lines);
  }

  /** Answers per second over time, a line a step. */
  static String throughput(RunResult run) {
    List<Series> lines = overTime(run, Step::isCall, Plots::perSecond, "/s");
    double max = maxY(lines);
    return SvgPlot.of("Answers per second", timeAxis(run), Axis.linear("per second", max), lines);
  }

  /** The 99th percentile over time, a line a step. */
  static String tail(RunResult run) {
    List<Series> lines = overTime(run, step -> true, (sample, latency) -> latency.p99(), " ms");
    return SvgPlot.of("99th percentile over time", timeAxis(run), millisAxis(lines), lines);
  }

  /** Operations under way over time: where it climbs, the cluster does not keep up. */
  static String inFlight(RunResult run) {
    List<Series.Point> points = new ArrayList<>();
    for (Sample sample : run.samples()) {
      String label = "%.0f s: %d".formatted(sample.second(), sample.inFlight());
      points.add(new Series.Point(sample.second(), sample.inFlight(), label));
    }
    List<Series> lines = List.of(new Series("operations in flight", 0, points));
    return SvgPlot.of(
        "Operations in flight", timeAxis(run), Axis.linear("operations", maxY(lines)), lines);
  }

  /** Throughput and latency by what was kept under way; the knee is where the first bends. */
  static String knee(List<RunResult> runs) {
    double widest = runs.stream().mapToInt(run -> run.facts().concurrency()).max().orElse(1);
    List<Series.Point> points = new ArrayList<>();
    for (RunResult run : runs) {
      double perSecond = run.count() / run.facts().measuredSeconds();
      String label = "%.0f/s at %d in flight".formatted(perSecond, run.facts().concurrency());
      points.add(new Series.Point(run.facts().concurrency(), perSecond, label));
    }
    List<Series> lines = List.of(new Series("all steps", 0, points));
    return SvgPlot.of(
            "Answers per second by operations in flight",
            Axis.upTo("in flight", widest),
            Axis.linear("per second", maxY(lines)),
            lines)
        + kneeLatency(runs, widest);
  }

  private static String kneeLatency(List<RunResult> runs, double widest) {
    List<Series> lines = new ArrayList<>();
    for (Step step : Step.values()) {
      List<Series.Point> points = new ArrayList<>();
      for (RunResult run : runs) {
        StepResult result = run.steps().get(step);
        if (result != null && result.latency().count() > 0) {
          double p99 = result.latency().p99();
          String label = TextReport.millis(p99) + " ms at " + run.facts().concurrency();
          points.add(new Series.Point(run.facts().concurrency(), p99, label));
        }
      }
      if (!points.isEmpty()) {
        lines.add(new Series(step.key(), step.ordinal(), points));
      }
    }
    return SvgPlot.of(
        "99th percentile by operations in flight",
        Axis.upTo("in flight", widest),
        millisAxis(lines),
        lines);
  }

  private static List<Series.Point> curve(StepResult result) {
    return result.curve().stream()
        .map(
            point ->
                new Series.Point(
                    point.percentile(),
                    point.millis(),
                    "p%s %s ms"
                        .formatted(trimmed(point.percentile()), TextReport.millis(point.millis()))))
        .toList();
  }

  private interface Reading {
    double of(Sample sample, Latency latency);
  }

  private static List<Series> overTime(
      RunResult run, Predicate<Step> shown, Reading reading, String unit) {
    List<Series> lines = new ArrayList<>();
    for (Step step : run.steps().keySet().stream().filter(shown).toList()) {
      List<Series.Point> points = new ArrayList<>();
      for (Sample sample : run.samples()) {
        Latency latency = sample.steps().get(step);
        if (latency != null) {
          double value = reading.of(sample, latency);
          String label = "%.0f s: %s%s".formatted(sample.second(), trimmed(value), unit);
          points.add(new Series.Point(sample.second(), value, label));
        }
      }
      if (!points.isEmpty()) {
        lines.add(new Series(step.key(), step.ordinal(), points));
      }
    }
    return lines;
  }

  /** Samples are taken about once a second, so that a count is a rate. */
  private static double perSecond(Sample sample, Latency latency) {
    return latency.count();
  }

  private static Axis timeAxis(RunResult run) {
    return Axis.upTo("seconds after the warm-up", max(run.samples(), Sample::second));
  }

  private static Axis millisAxis(List<Series> lines) {
    double min =
        lines.stream()
            .flatMap(l -> l.points().stream())
            .mapToDouble(Series.Point::y)
            .min()
            .orElse(1);
    return Axis.logarithmic("milliseconds", min, maxY(lines));
  }

  private static double maxY(List<Series> lines) {
    return lines.stream().mapToDouble(line -> max(line.points(), Series.Point::y)).max().orElse(1);
  }

  private static <T> double max(List<T> values, ToDoubleFunction<T> value) {
    return values.stream().mapToDouble(value).max().orElse(1);
  }

  private static String trimmed(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }
}
