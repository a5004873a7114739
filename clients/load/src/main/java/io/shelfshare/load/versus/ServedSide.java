package io.shelfshare.load.versus;

import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.measure.StepResult;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.run.Stint;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A market behind gRPC, driven by the load generator. */
public final class ServedSide implements Side {
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** What a first turn takes as its rate, as nothing is known yet. */
  private static final double FIRST_PER_SECOND = 2_000;

  /** More requests are posted than the last turn used, as this one may be faster. */
  private static final double SPARE = 1.3;

  /** Where a turn was too short for any to begin and end in it. */
  private static final Latency UNKNOWN = new Latency(0, 0, 0, 0, 0, 0, 0);

  private final String name;
  private final Stint stint;
  private final Processes processes;
  private final LongSupplier logBytes;
  private final Calm calm;
  private final Map<Workload, Double> lastPerSecond = new EnumMap<>(Workload.class);

  /**
   * A market.
   *
   * @param logBytes how long its database's log has become; 0 where nobody can tell
   */
  public ServedSide(
      String name, Stint stint, Processes processes, LongSupplier logBytes, LongSupplier nanos) {
    this.name = name;
    this.stint = stint;
    this.processes = processes;
    this.logBytes = logBytes;
    this.calm = new Calm(nanos, processes.count());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Turn play(Workload workload, Duration length) throws InterruptedException {
    if (workload.racers() > 0) {
      double perSecond = lastPerSecond.getOrDefault(workload, FIRST_PER_SECOND);
      double grabs = perSecond * WARM_UP.plus(length).toMillis() / 1_000 * SPARE;
      stint.prepare((int) Math.ceil(grabs / workload.racers()) + 2);
    }
    settle();
    Costs before = processes.look(logBytes.getAsLong());
    Stint.Stretch stretch =
        switch (workload) {
          case WON_GRABS, LOST_GRABS_10, LOST_GRABS_1000 ->
              stint.grabs(workload.racers(), WARM_UP, length);
          case FULL_LIFE -> stint.operations(Operation.LIFE, WARM_UP, length);
          case FIND_SKU -> stint.operations(Operation.FIND_STOCK, WARM_UP, length);
        };
    settle();
    Costs used = processes.look(logBytes.getAsLong()).since(before);
    double perSecond = stretch.perSecond();
    RunResult run = stretch.run();
    if (perSecond > 0) {
      lastPerSecond.put(workload, perSecond);
    }
    return turn(run, perSecond, latency(workload, run), used);
  }

  /** Grabs at a rate; the latencies of those that won, from when they were meant to be sent. */
  public OpenLoop open(int percent, double perSecond, Duration length) throws InterruptedException {
    RunResult run = stint.openGrabs(perSecond, WARM_UP, length);
    settle();
    Latency latency = latency(Workload.WON_GRABS, run);
    return new OpenLoop(
        name,
        percent,
        perSecond,
        latency.p50(),
        latency.p99(),
        latency.p999(),
        latency.max(),
        run.errorCount() + run.notSent(),
        run.facts().latestMillis());
  }

  /**
   * Waits until its processes have little left to do, for instance after loading.
   *
   * @param over how long they have little to do: longer than what comes late stays away
   */
  public void settle(Duration limit, Duration over) throws InterruptedException {
    calm.await(processes::allCpuMicros, limit, over);
  }

  private void settle() throws InterruptedException {
    calm.await(processes::allCpuMicros);
  }

  private static Turn turn(RunResult run, double perSecond, Latency latency, Costs used) {
    double each = Math.max(1, run.facts().begun());
    double written =
        used.writtenBytes().values().stream().mapToDouble(Double::doubleValue).sum() / each;
    return new Turn(
        perSecond,
        latency.p50(),
        latency.p99(),
        run.errorCount(),
        each(used.cpuMicros(), each),
        each(used.compilerMicros(), each),
        written,
        used.logBytes() / each);
  }

  private static Map<String, Double> each(Map<String, Double> micros, double units) {
    Map<String, Double> shares = new LinkedHashMap<>();
    micros.forEach((process, used) -> shares.put(process, used / units));
    return shares;
  }

  /** Of the step that most of the workload's calls are. */
  private static Latency latency(Workload workload, RunResult run) {
    Step step =
        switch (workload) {
          case WON_GRABS -> Step.GRAB_WON;
          case LOST_GRABS_10, LOST_GRABS_1000 -> Step.GRAB_LOST;
          case FULL_LIFE -> Step.LIFE;
          case FIND_SKU -> Step.FIND_STOCK;
        };
    StepResult result = run.steps().get(step);
    return result == null ? UNKNOWN : result.latency();
  }
}
