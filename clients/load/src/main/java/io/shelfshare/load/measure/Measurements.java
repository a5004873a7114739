package io.shelfshare.load.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the calls of one run measured. Recording is safe for use by several threads; {@link
 * #sample} and {@link #result} belong to one.
 *
 * <p>Latencies count from when a call was meant to be sent, not from when the generator came to it:
 * otherwise a stall of the cluster would hide the calls it delayed (Gil Tene's "coordinated
 * omission"). What was meant for the warm-up is dropped.
 */
public final class Measurements {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double SECOND_MIN = 0.5;

  private final LongSupplier nanos;
  private final List<StepMeter> meters = Stream.of(Step.values()).map(StepMeter::new).toList();
  private final LongAdder notSent = new LongAdder();
  private final LongAdder contended = new LongAdder();
  private final List<Sample> samples = new ArrayList<>();
  private double lastSecond;
  private volatile long startNanos = Long.MAX_VALUE;
  private volatile long endNanos = Long.MAX_VALUE;

  /** Measures with an elapsed-time source in nanoseconds. */
  public Measurements(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Sets the span whose calls count, by the time they were meant for. */
  public void between(long start, long end) {
    startNanos = start;
    endNanos = end;
  }

  /** A step that was meant for a time has ended well just now. */
  public void done(Step step, long intendedNanos) {
    if (counts(intendedNanos)) {
      long micros = TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - intendedNanos);
      meter(step).recorder.recordValue(Math.max(0, micros));
    }
  }

  /** A step that was meant for a time has failed just now. */
  public void failed(Step step, String reason, long intendedNanos) {
    if (counts(intendedNanos)) {
      meter(step).errors.computeIfAbsent(reason, r -> new LongAdder()).increment();
    }
  }

  /** An operation that was meant for a time found no place and was not sent. */
  public void notSent(long intendedNanos) {
    if (counts(intendedNanos)) {
      notSent.increment();
    }
  }

  /** A grab was told to try again in a moment. */
  public void contended(long intendedNanos) {
    if (counts(intendedNanos)) {
      contended.increment();
    }
  }

  /**
   * Closes an interval and returns what it held; to be called about once a second.
   *
   * @param inFlight operations under way now
   */
  public Sample sample(int inFlight) {
    Map<Step, Latency> steps = new EnumMap<>(Step.class);
    for (StepMeter meter : meters) {
      Histogram interval = meter.closeInterval();
      if (interval.getTotalCount() > 0) {
        steps.put(meter.step, Latency.of(interval));
      }
    }
    double second = (nanos.getAsLong() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    Sample sample = new Sample(second, steps, inFlight, notSent.sum(), errorCount());
    // The rest of a second would look like a fall at the end of every plot.
    if (second - lastSecond > SECOND_MIN) {
      samples.add(sample);
      lastSecond = second;
    }
    return sample;
  }

  /** Everything measured, after the last call has ended. */
  public RunResult result(RunFacts facts) {
    sample(0);
    Map<Step, StepResult> steps = new EnumMap<>(Step.class);
    for (StepMeter meter : meters) {
      Map<String, Long> reasons = new TreeMap<>();
      meter.errors.forEach((reason, count) -> reasons.put(reason, count.sum()));
      if (meter.total.getTotalCount() > 0 || !reasons.isEmpty()) {
        steps.put(meter.step, StepResult.of(meter.total, reasons, facts.measuredSeconds()));
      }
    }
    return new RunResult(facts, steps, notSent.sum(), contended.sum(), List.copyOf(samples));
  }

  private boolean counts(long intendedNanos) {
    // Compared by differences, as elapsed-time sources may wrap around.
    return startNanos != Long.MAX_VALUE
        && intendedNanos - startNanos >= 0
        && endNanos - intendedNanos > 0;
  }

  private long errorCount() {
    return meters.stream()
        .flatMap(meter -> meter.errors.values().stream())
        .mapToLong(LongAdder::sum)
        .sum();
  }

  private StepMeter meter(Step step) {
    return meters.get(step.ordinal());
  }

  /** What is kept of one step; the recorder takes values while an interval is being closed. */
  private static final class StepMeter {
    private final Step step;
    private final Recorder recorder = new Recorder(SIGNIFICANT_DIGITS);
    private final Histogram total = new Histogram(SIGNIFICANT_DIGITS);
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private @Nullable Histogram recycled;

    private StepMeter(Step step) {
      this.step = step;
    }

    private Histogram closeInterval() {
      Histogram interval = recorder.getIntervalHistogram(recycled);
      recycled = interval;
      total.add(interval);
      return interval;
    }
  }
}
