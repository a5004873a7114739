package io.shelfshare.load.run;

import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When operations are meant to begin, in nanoseconds after the start of a run: the warm-up at the
 * first stage's rate, then stage after stage. Decided ahead of what the cluster does, which is what
 * makes a loop open.
 */
final class Arrivals {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final boolean evenly;
  private final RandomGenerator random;
  private final List<Stage> stages = new ArrayList<>();
  private int stage;
  private double stageEnd;
  private double next;
  private boolean stageBegins = true;

  Arrivals(Pace pace, RandomGenerator random) {
    this.evenly = pace.evenly();
    this.random = random;
    if (!pace.warmUp().isZero()) {
      stages.add(new Stage(pace.stages().get(0).perSecond(), pace.warmUp()));
    }
    stages.addAll(pace.stages());
    stageEnd = stages.get(0).duration().toNanos();
  }

  /** The next time, or -1 after the last. */
  long next() {
    while (stage < stages.size()) {
      if (evenly && stageBegins) {
        stageBegins = false;
        return (long) next;
      }
      double gap = gap(stages.get(stage).perSecond());
      if (next + gap < stageEnd) {
        next += gap;
        return (long) next;
      }
      // Exponential gaps have no memory, so a new stage may begin a new one.
      next = stageEnd;
      stageBegins = true;
      stage++;
      if (stage < stages.size()) {
        stageEnd += stages.get(stage).duration().toNanos();
      }
    }
    return -1;
  }

  private double gap(double perSecond) {
    double share = evenly ? 1 : -Math.log(1 - random.nextDouble());
    return share * NANOS_PER_SECOND / perSecond;
  }
}
