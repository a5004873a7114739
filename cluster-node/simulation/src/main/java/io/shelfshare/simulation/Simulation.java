package io.shelfshare.simulation;

import io.shelfshare.simulation.fault.Seam;
import io.shelfshare.simulation.judge.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs one seed: so many steps, after each of which the judge is content, and the end of all. */
public final class Simulation {
  private final long seed;
  private final Supplier<Seam> seam;

  /**
   * @param seam what stands between the entities and the domain; asked for one with each run
   */
  public Simulation(long seed, Supplier<Seam> seam) {
    this.seed = seed;
    this.seam = seam;
  }

  /**
   * What came of a run.
   *
   * @param steps how many things happened
   * @param events how many were persisted
   * @param seen how often each kind of event was
   * @param brokenAt the step at which a promise was broken; that of the end where it was only seen
   *     there
   * @param lines what happened, for people; empty unless it was wanted
   */
  public record Outcome(
      long seed,
      long steps,
      long events,
      Map<String, Long> seen,
      Optional<Violation> violation,
      int brokenAt,
      List<String> lines) {}

  /** Runs all of so many steps. */
  public Outcome run(int steps) {
    return run(IntStream.range(0, steps).toArray(), true, false);
  }

  /**
   * Runs these steps alone.
   *
   * @param toTheEnd whether it is judged at its end as well
   * @param traced whether it is told line by line
   */
  Outcome run(int[] steps, boolean toTheEnd, boolean traced) {
    Trace trace = new Trace(traced);
    World world = new World(seed, seam.get(), trace);
    long done = 0;
    int at = 0;
    try {
      for (int step : steps) {
        at = step;
        world.step(step);
        done++;
      }
      if (toTheEnd) {
        at = Integer.MAX_VALUE;
        trace.add(() -> "# nothing is lost any more, and all deadlines pass");
        world.startSettling(at);
        done += new Settling(world).settle(seed % 2 == 0);
      }
      return outcome(world, done, Optional.empty(), at, trace);
    } catch (Violation violation) {
      return outcome(world, done, Optional.of(violation), at, trace);
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException thrown) {
      Violation violation = new Violation("none", "the domain threw " + thrown, thrown);
      return outcome(world, done, Optional.of(violation), at, trace);
    }
  }

  private Outcome outcome(
      World world, long done, Optional<Violation> violation, int at, Trace trace) {
    return new Outcome(seed, done, world.events(), world.seen(), violation, at, trace.lines());
  }
}
