package io.shelfshare.load.versus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets sides take turns, round after round: A B C, A B C. Belongs to one thread. */
public final class Match {
  private static final int[] PERCENTS = {25, 50, 75};

  /** A JVM decides its first grabs in code that it has not compiled yet. */
  private static final Duration FIRST_WARM_UP = Duration.ofSeconds(10);

  private static final int FIRST_WARM_UPS = 2;

  private static final double STEADY = 0.93;

  private final List<Side> sides;
  private final Duration length;
  private final int rounds;
  private final Listener listener;
  private boolean warm;

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
   */
  public Match(List<? extends Side> sides, Duration length, int rounds, Listener listener) {
    this.sides = List.copyOf(sides);
    this.length = length;
    this.rounds = rounds;
    this.listener = listener;
  }

  /**
   * Plays a workload; each side's turns by its name, in the order of the rounds. Before the first
   * workload, what runs in a JVM warms up a few times more.
   */
  public Map<String, List<Turn>> play(Workload workload) throws InterruptedException {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    if (!warm) {
      warm = true;
      for (int again = 0; again < FIRST_WARM_UPS; again++) {
        for (Side side : sides) {
          if (side instanceof ServedSide) {
            listener.played(workload, 0, side, side.play(workload, FIRST_WARM_UP));
          }
        }
      }
    }
    for (int round = 0; round <= rounds; round++) {
      for (Side side : sides) {
        Turn turn = side.play(workload, length);
        listener.played(workload, round, side, turn);
        if (round > 0 && turn.perSecond() <= 0) {
          throw new IllegalStateException(
              "%s ended none of its %s within a turn of %s; take longer turns or fewer calls at once"
                  .formatted(side.name(), workload.unit(), workload.key()));
        }
        if (round > 0) {
          turns.computeIfAbsent(side.name(), name -> new ArrayList<>()).add(turn);
        }
      }
    }
    return turns;
  }

  /**
   * Lets each side warm up until a turn costs hardly less than the one before, in place of a fixed
   * time: what a JVM still has to compile would count as the cost of its work.
   *
   * @param turnsMax for each side
   */
  public void warmUntilSteady(Workload workload, int turnsMax) throws InterruptedException {
    warm = true;
    for (Side side : sides) {
      double before = Double.MAX_VALUE;
      for (int turn = 0; turn < turnsMax; turn++) {
        Turn played = side.play(workload, FIRST_WARM_UP);
        listener.played(workload, 0, side, played);
        double cost = played.cpuMicrosEach().values().stream().mapToDouble(c -> c).sum();
        if (cost >= before * STEADY) {
          break;
        }
        before = cost;
      }
    }
  }

  /** Measures latencies at shares of each side's own knee, side by side. */
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
  public static Duration about(List<Workload> workloads, Duration length, int rounds) {
    long seconds = length.toSeconds();
    long sum = FIRST_WARM_UPS * 2 * (2 * FIRST_WARM_UP.toSeconds() + 4);
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
