package io.shelfshare.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void evenArrivalsComeAtTheRateOfTheirStage() {
    List<Long> times = times(pace(true), 1);
    // Two seconds of warm-up and ten of the first stage at 100/s, then ten at 400/s.
    assertThat(times.stream().filter(t -> t < 12 * SECOND)).hasSize(1_200);
    assertThat(times.stream().filter(t -> t >= 12 * SECOND)).hasSize(4_000);
    assertThat(times.get(1) - times.get(0)).isEqualTo(SECOND / 100);
  }

  @Test
  void randomArrivalsHaveTheRateInTheMeanAndGapsLikeCustomers() {
    List<Long> times = times(pace(false), 7);
    assertThat(times.size()).isBetween(4_900, 5_500);
    List<Long> gaps = new ArrayList<>();
    for (int at = 1; at < 1_000; at++) {
      gaps.add(times.get(at) - times.get(at - 1));
    }
    // Of exponential gaps, 1 - 1/e are shorter than the mean.
    double shorter = gaps.stream().filter(gap -> gap < SECOND / 100).count() / 999.0;
    assertThat(shorter).isCloseTo(0.632, within(0.06));
  }

  @Test
  void timesRiseAndEndWithTheLastStage() {
    List<Long> times = times(pace(false), 3);
    assertThat(times).isSorted();
    assertThat(times.get(times.size() - 1)).isLessThan(22 * SECOND);
  }

  @Test
  void theSameSeedMakesTheSameTimes() {
    assertThat(times(pace(false), 5)).isEqualTo(times(pace(false), 5));
    assertThat(times(pace(false), 5)).isNotEqualTo(times(pace(false), 6));
  }

  private static Pace pace(boolean evenly) {
    List<Stage> stages =
        List.of(new Stage(100, Duration.ofSeconds(10)), new Stage(400, Duration.ofSeconds(10)));
    return new Pace(stages, Duration.ofSeconds(2), evenly, 10, Duration.ofSeconds(1));
  }

  private static List<Long> times(Pace pace, long seed) {
    Arrivals arrivals = new Arrivals(pace, new SplittableRandom(seed));
    List<Long> times = new ArrayList<>();
    for (long at = arrivals.next(); at >= 0; at = arrivals.next()) {
      times.add(at);
    }
    return times;
  }
}
