package io.shelfshare.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * One axis of a plot.
 *
 * @param title with the unit
 * @param min value at its beginning
 * @param max value at its end
 * @param ticks values that are labelled
 * @param scale turns a value into something that is linear along the axis
 */
record Axis(String title, double min, double max, List<Tick> ticks, DoubleUnaryOperator scale) {
  // Below this a logarithmic axis of milliseconds would show the clock's resolution.
  private static final double LOG_MIN = 0.01;

  /** A labelled value. */
  record Tick(double value, String label) {}

  /** From 0 to the first round number from {@code max} on. */
  static Axis linear(String title, double max) {
    double step = step(max);
    double end = Math.max(1, Math.ceil(max / step)) * step;
    return new Axis(title, 0, end, ticks(step, end), value -> value);
  }

  /** From 0 to {@code max} itself. */
  static Axis upTo(String title, double max) {
    double end = Math.max(max, 1e-6);
    return new Axis(title, 0, end, ticks(step(end), end), value -> value);
  }

  /** A round number that divides the axis into four to ten parts. */
  private static double step(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(max, 1e-6))));
    double parts = max / power;
    return parts < 2 ? power / 5 : parts < 5 ? power / 2 : power;
  }

  private static List<Tick> ticks(double step, double end) {
    List<Tick> ticks = new ArrayList<>();
    for (int at = 0; at * step <= end * 1.000001; at++) {
      ticks.add(new Tick(at * step, label(at * step)));
    }
    return ticks;
  }

  /** Powers of ten around the values. */
  static Axis logarithmic(String title, double min, double max) {
    int from = (int) Math.floor(Math.log10(Math.max(min, LOG_MIN)));
    int to = Math.max(from + 1, (int) Math.ceil(Math.log10(Math.max(max, LOG_MIN))));
    List<Tick> ticks = new ArrayList<>();
    for (int power = from; power <= to; power++) {
      double value = Math.pow(10, power);
      ticks.add(new Tick(value, label(value)));
    }
    return new Axis(
        title,
        Math.pow(10, from),
        Math.pow(10, to),
        ticks,
        value -> Math.log10(Math.max(value, LOG_MIN)));
  }

  /** Percentiles by how many calls in how many were slower, so that the tail has room. */
  static Axis percentiles(double max) {
    List<Tick> ticks = new ArrayList<>();
    for (double value : new double[] {0, 50, 90, 99, 99.9, 99.99, 99.999}) {
      if (value <= Math.max(max, 90)) {
        ticks.add(new Tick(value, value == 0 ? "0" : "p" + label(value)));
      }
    }
    double end = Math.max(max, 90);
    return new Axis("percentile", 0, end, ticks, value -> -Math.log10(1 - value / 100.00001));
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double share(double value) {
    double from = scale.applyAsDouble(min);
    double to = scale.applyAsDouble(max);
    return (scale.applyAsDouble(Math.min(Math.max(value, min), max)) - from) / (to - from);
  }

  private static String label(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    return value >= 1_000 ? String.format(Locale.ROOT, "%,.0f", value) : text;
  }
}
