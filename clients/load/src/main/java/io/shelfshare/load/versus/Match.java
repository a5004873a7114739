package io.shelfshare.load.versus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets sides take turns, round after round: A B C, A B C. Belongs to one thread. */
public final class Match {
  private static final int[] PERCENTS = {25, 50, 75};

  private final List<Side> sides;
  private final Duration length;
  private final int rounds;
  private final WarmUp warmUp;
  private final Listener listener;

  /** Is told how it goes. */
  public interface Listener {
    /** A side's turn is over; round 0 warms up and counts for nothing. */
    void played(Workload workload, int round, Side side, Turn turn);

    /** A side has been measured at a rate. */
    void opened(OpenLoop loop);
  }

  /**
   * A match.
   *
   * @param sides in the order of their turns, ours first
   * @param length of a turn
   * @param rounds that count
   * @param warmUp may have warmed some of them already
   */
  public Match(
      List<? extends Side> sides, Duration length, int rounds, WarmUp warmUp, Listener listener) {
    this.sides = List.copyOf(sides);
    this.length = length;
    this.rounds = rounds;
    this.warmUp = warmUp;
    this.listener = listener;
  }

  /**
   * Plays a workload; each side's turns by its name, in the order of the rounds. Sides that have
   * not played yet warm up first. A turn in which nothing ended counts, with a rate of 0.
   */
  public Map<String, List<Turn>> play(Workload workload) throws InterruptedException {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    warmUp.warm(sides, workload, (side, turn) -> listener.played(workload, 0, side, turn));
    for (int round = 0; round <= rounds; round++) {
      for (Side side : sides) {
        Turn turn = side.play(workload, length);
        listener.played(workload, round, side, turn);
        if (round > 0) {
          turns.computeIfAbsent(side.name(), name -> new ArrayList<>()).add(turn);
        }
      }
    }
    return turns;
  }

  /** Measures latencies at shares of each side's own knee, side by side, of those that have one. */
  public List<OpenLoop> open(Map<String, List<Turn>> wonGrabs) throws InterruptedException {
    List<OpenLoop> loops = new ArrayList<>();
    for (int percent : PERCENTS) {
      for (Side one : sides) {
        if (!(one instanceof ServedSide side)) {
          continue;
        }
        double knee =
            Spread.of(
                    wonGrabs.getOrDefault(side.name(), List.of()).stream()
                        .map(Turn::perSecond)
                        .toList())
                .median();
        if (knee <= 0) {
          continue;
        }
        OpenLoop loop = side.open(percent, knee * percent / 100, length);
        listener.opened(loop);
        loops.add(loop);
      }
    }
    return loops;
  }

  /**
   * How long a match takes, about: turns, what must be posted before them, and waiting for calm.
   */
  public static Duration about(
      List<Workload> workloads, Duration length, int rounds, int warmUpTurns) {
    long seconds = length.toSeconds();
    long sum = 2L * warmUpTurns * (2 * WarmUp.TURN.toSeconds() + 4);
    for (Workload workload : workloads) {
      long posting = workload == Workload.WON_GRABS ? 2 * (2 * seconds) + 3 : 2;
      sum += (rounds + 1) * (3 * (seconds + 2) + 2 + posting);
      if (workload == Workload.WON_GRABS) {
        sum += PERCENTS.length * 2 * (2 * seconds + 4);
      }
    }
    return Duration.ofSeconds(sum);
  }
}
