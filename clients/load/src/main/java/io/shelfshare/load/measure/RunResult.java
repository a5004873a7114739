package io.shelfshare.load.measure;

import java.util.List;
import java.util.Map;

/**
 * What one run measured.
 *
 * @param facts how it went
 * @param steps what each step did, in the order of {@link Step}
 * @param notSent operations that found no place and were not sent
 * @param contended answers to grabs that said to try again in a moment
 * @param samples the run second by second
 */
public record RunResult(
    RunFacts facts,
    Map<Step, StepResult> steps,
    long notSent,
    long contended,
    List<Sample> samples) {

  /** Calls that were answered well. */
  public long count() {
    return steps.entrySet().stream()
        .filter(step -> step.getKey().isCall())
        .mapToLong(step -> step.getValue().latency().count())
        .sum();
  }

  /** Calls that failed. */
  public long errorCount() {
    return steps.values().stream().mapToLong(StepResult::errorCount).sum();
  }
}
