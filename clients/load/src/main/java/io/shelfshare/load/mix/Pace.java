package io.shelfshare.load.mix;

import java.time.Duration;
import java.util.List;

/**
 * How often operations begin, and within which bounds.
 *
 * @param stages of the run after the warm-up, one after the other
 * @param warmUp how long the first stage's rate runs before anything is recorded
 * @param evenly true where operations begin at even gaps, false where at random (exponential) ones
 * @param inFlight how many operations may be under way at once; what finds no place is counted
 * @param callTimeout how long one call may take
 */
public record Pace(
    List<Stage> stages, Duration warmUp, boolean evenly, int inFlight, Duration callTimeout) {

  public Pace {
    stages = List.copyOf(stages);
  }

  /** The same pace with other stages. */
  public Pace withStages(List<Stage> others) {
    return new Pace(others, warmUp, evenly, inFlight, callTimeout);
  }

  /** The same pace with another warm-up. */
  public Pace withWarmUp(Duration other) {
    return new Pace(stages, other, evenly, inFlight, callTimeout);
  }

  /** The same pace with another bound of operations under way. */
  public Pace withInFlight(int other) {
    return new Pace(stages, warmUp, evenly, other, callTimeout);
  }

  /** How long the stages take together. */
  public Duration duration() {
    return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
  }
}
