package io.shelfshare.load.measure;

import java.util.Map;

/**
 * What one interval of about a second held.
 *
 * @param second when it ended, counted from the end of the warm-up
 * @param steps what ended well in it
 * @param inFlight operations under way at its end
 * @param notSent operations that found no place, since the end of the warm-up
 * @param errors calls that failed, since the end of the warm-up
 */
public record Sample(
    double second, Map<Step, Latency> steps, int inFlight, long notSent, long errors) {

  /** Calls that were answered well in the interval. */
  public long count() {
    return steps.entrySet().stream()
        .filter(step -> step.getKey().isCall())
        .mapToLong(step -> step.getValue().count())
        .sum();
  }
}
