package io.shelfshare.load.measure;

import org.HdrHistogram.Histogram;

/**
 * A summary of latencies in milliseconds.
 *
 * @param count how many
 */
public record Latency(
    long count, double p50, double p90, double p99, double p999, double max, double mean) {
  private static final double MICROS_PER_MILLI = 1_000.0;

  /** The summary of a histogram of microseconds. */
  public static Latency of(Histogram micros) {
    return new Latency(
        micros.getTotalCount(),
        at(micros, 50),
        at(micros, 90),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / MICROS_PER_MILLI,
        Math.round(micros.getMean()) / MICROS_PER_MILLI);
  }

  static double at(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }
}
