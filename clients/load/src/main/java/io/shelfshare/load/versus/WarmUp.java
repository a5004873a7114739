package io.shelfshare.load.versus;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Lets sides play until the compilers of their JVMs have little left to do: what they compile would
 * count as the cost of the work, and what they have not compiled yet costs more than it will. Each
 * side warms up once for each workload, whose code may be another. Belongs to one thread.
 */
public final class WarmUp {
  /** How long a turn of it takes. */
  public static final Duration TURN = Duration.ofSeconds(10);

  /** A JVM decides its first grabs in code that it has not compiled yet. */
  private static final int TURNS_MIN = 2;

  /** The compilers' share of the processor time of a turn at which a side is warm. */
  private static final double CALM = 0.05;

  private final int turnsMax;
  private final Set<String> warm = new HashSet<>();

  /**
   * A warm-up of sides to come.
   *
   * @param turnsMax for each side, whatever its compilers do by then; at least 2
   */
  public WarmUp(int turnsMax) {
    this.turnsMax = turnsMax;
  }

  /** Warms those up that run in a JVM and have not been warmed for this workload yet. */
  void warm(List<Side> sides, Workload workload, BiConsumer<Side, Turn> played)
      throws InterruptedException {
    for (Side side : sides) {
      if (!side.compiles() || !warm.add(side.name() + " " + workload)) {
        continue;
      }
      for (int turn = 1; turn <= turnsMax; turn++) {
        Turn last = side.play(workload, TURN);
        played.accept(side, last);
        if (turn >= TURNS_MIN && last.compilingMicros() <= last.servingMicros() * CALM) {
          break;
        }
      }
    }
  }

  /** What it does, for a report. */
  public String words() {
    return "turns of %d s until compilers take at most %.0f %% of the processor time, %d to %d"
        .formatted(TURN.toSeconds(), CALM * 100, TURNS_MIN, turnsMax);
  }
}
