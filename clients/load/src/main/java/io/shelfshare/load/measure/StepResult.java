package io.shelfshare.load.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one step did over a run.
 *
 * @param perSecond how many ended well per second of the measured span
 * @param latency of those
 * @param errors how many failed, by reason
 * @param curve latency by percentile, for a plot
 */
public record StepResult(
    double perSecond, Latency latency, Map<String, Long> errors, List<Point> curve) {
  // As many points as a plot can show; the last percentile is where single calls begin to show.
  private static final double[] PERCENTILES = {
    0, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 92.5, 95, 96, 97, 98, 99, 99.5, 99.75, 99.9, 99.95,
    99.99, 99.999
  };

  /**
   * A point of the curve.
   *
   * @param percentile 0 to 100
   * @param millis the latency that so many per cent did not exceed
   */
  public record Point(double percentile, double millis) {}

  static StepResult of(Histogram micros, Map<String, Long> errors, double seconds) {
    List<Point> curve = new ArrayList<>();
    long count = micros.getTotalCount();
    for (double percentile : PERCENTILES) {
      // Beyond one call a percentile would name a fraction of one; the rest allows for rounding.
      if (count * (100 - percentile) / 100 > 0.999) {
        curve.add(new Point(percentile, Latency.at(micros, percentile)));
      }
    }
    return new StepResult(count / seconds, Latency.of(micros), errors, List.copyOf(curve));
  }

  /** How many failed. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
