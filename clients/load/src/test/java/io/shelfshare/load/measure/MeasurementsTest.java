package io.shelfshare.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final RunFacts FACTS = new RunFacts("test", 0, 1, 10, 1, 1, 0);

  private final AtomicLong now = new AtomicLong();
  private final Measurements measurements = new Measurements(now::get);

  @Test
  void latencyCountsFromTheTimeThatACallWasMeantFor() {
    measurements.between(0, seconds(100));
    // Ten calls, one a second, all answered when a stall of ten seconds ends.
    now.set(seconds(10));
    for (int second = 0; second < 10; second++) {
      measurements.done(Step.POST, seconds(second));
    }
    Latency latency = measurements.result(FACTS).steps().get(Step.POST).latency();
    assertThat(latency.max()).isCloseTo(10_000, within(10.0));
    assertThat(latency.p50()).isCloseTo(5_000, within(10.0));
  }

  @Test
  void whatWasMeantForTheWarmUpIsDropped() {
    measurements.between(seconds(5), seconds(10));
    now.set(seconds(6));
    measurements.done(Step.POST, seconds(4));
    measurements.failed(Step.POST, "RETRY_LATER", seconds(4));
    measurements.notSent(seconds(4));
    RunResult result = measurements.result(FACTS);
    assertThat(result.steps()).isEmpty();
    assertThat(result.notSent()).isZero();
  }

  @Test
  void failuresAreCountedByReason() {
    measurements.between(0, seconds(10));
    measurements.failed(Step.GRAB_WON, "NOT_AVAILABLE", 1);
    measurements.failed(Step.GRAB_WON, "NOT_AVAILABLE", 2);
    measurements.failed(Step.GRAB_WON, "UNAVAILABLE", 3);
    RunResult result = measurements.result(FACTS);
    assertThat(result.steps().get(Step.GRAB_WON).errors())
        .containsEntry("NOT_AVAILABLE", 2L)
        .containsEntry("UNAVAILABLE", 1L);
    assertThat(result.errorCount()).isEqualTo(3);
  }

  @Test
  void intervalsAddUpToTheWhole() {
    measurements.between(0, seconds(10));
    for (int second = 1; second <= 3; second++) {
      now.set(seconds(second));
      for (int call = 0; call < second; call++) {
        measurements.done(Step.LIST, seconds(second));
      }
      assertThat(measurements.sample(0).count()).isEqualTo(second);
    }
    assertThat(measurements.result(FACTS).count()).isEqualTo(6);
  }

  @Test
  void theCurveEndsWhereAPercentileWouldNameAFractionOfACall() {
    measurements.between(0, seconds(10));
    for (int call = 0; call < 1_000; call++) {
      measurements.done(Step.LIST, 0);
    }
    StepResult list = measurements.result(FACTS).steps().get(Step.LIST);
    assertThat(list.curve()).last().extracting(StepResult.Point::percentile).isEqualTo(99.9);
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
