package io.shelfshare.simulation;

import java.util.stream.IntStream;

/**
 * Looks for the fewest steps of a run that break the same promise (delta debugging: Zeller and
 * Hildebrandt, 2002). Each step has a luck of its own, so that the others stay much the same
 * without it.
 */
final class Shrinker {
  private static final int RUNS_MAX = 4_000;

  private final Simulation simulation;
  private final String promise;
  private final boolean toTheEnd;
  private int runs;

  Shrinker(Simulation simulation, Simulation.Outcome broken) {
    this.simulation = simulation;
    this.promise = broken.violation().orElseThrow().promise();
    this.toTheEnd = broken.brokenAt() == Integer.MAX_VALUE;
  }

  int[] shrink(int[] all, int brokenAt) {
    int[] steps = toTheEnd ? all : IntStream.of(all).filter(one -> one <= brokenAt).toArray();
    int size = Math.max(1, steps.length / 2);
    while (runs < RUNS_MAX) {
      int[] fewer = withoutSome(steps, size);
      boolean shrunk = fewer.length < steps.length;
      steps = fewer;
      if (size == 1 && !shrunk) {
        break;
      }
      size = Math.max(1, size / 2);
    }
    return steps;
  }

  /** Leaves out one part of this size after the other, wherever the promise stays broken. */
  private int[] withoutSome(int[] all, int size) {
    int[] steps = all;
    for (int from = 0; from < steps.length && runs < RUNS_MAX; ) {
      int[] fewer = without(steps, from, Math.min(steps.length, from + size));
      if (breaks(fewer)) {
        steps = fewer;
      } else {
        from += size;
      }
    }
    return steps;
  }

  private static int[] without(int[] steps, int from, int to) {
    return IntStream.range(0, steps.length)
        .filter(i -> i < from || i >= to)
        .map(i -> steps[i])
        .toArray();
  }

  private boolean breaks(int[] steps) {
    runs++;
    return simulation
        .run(steps, toTheEnd, false)
        .violation()
        .filter(violation -> violation.promise().equals(promise))
        .isPresent();
  }
}
