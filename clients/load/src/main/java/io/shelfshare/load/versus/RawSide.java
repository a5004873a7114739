package io.shelfshare.load.versus;

import io.shelfshare.load.postgres.Pgbench;
import io.shelfshare.load.postgres.ThrowAwayPostgres;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The peer's schema and functions without any service: pgbench's own loop over a unix socket. */
public final class RawSide implements Side {
  /** Its name in results. */
  public static final String NAME = "pgbench";

  private static final String DATABASE = "raw";

  /** Lives have numbers of their own, above all requests that are laid down ahead. */
  private static final long FIRST_LIFE = 1_000_000_000;

  /** More than a machine decides in a second, as long as nobody knows how many it does. */
  private static final double FIRST_PER_SECOND = 40_000;

  private static final double FIRST_LOSING_PER_SECOND = 150_000;

  /** A turn must not run out of requests: those that do not exist are refused faster. */
  private static final double SPARE = 3;

  private final ThrowAwayPostgres postgres;
  private final Processes processes;
  private final long stores;
  private final long skus;
  private final Calm calm;
  private final Map<Workload, Double> lastPerSecond = new EnumMap<>(Workload.class);

  private RawSide(
      ThrowAwayPostgres postgres, Processes processes, long stores, long skus, LongSupplier nanos) {
    this.postgres = postgres;
    this.processes = processes;
    this.stores = stores;
    this.skus = skus;
    this.calm = new Calm(nanos, processes.count());
  }

  /** Fills a database of its own with stock. */
  public static RawSide prepare(
      ThrowAwayPostgres postgres, long stores, long skus, long units, LongSupplier nanos) {
    postgres.create(DATABASE);
    postgres.script(DATABASE, "preload.sql", Map.of("stores", stores, "skus", skus, "qty0", units));
    Processes processes = new Processes(Map.of("postgres", postgres.pid()));
    return new RawSide(postgres, processes, stores, skus, nanos);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Turn play(Workload workload, Duration length) throws InterruptedException {
    int seconds = Math.max(1, (int) length.toSeconds());
    long first = 0;
    long count = 0;
    if (workload.racers() > 0) {
      double unknown = workload.racers() == 1 ? FIRST_PER_SECOND : FIRST_LOSING_PER_SECOND;
      double perSecond = lastPerSecond.getOrDefault(workload, unknown / SPARE) * SPARE;
      count = (long) (perSecond * seconds / workload.racers()) + 2;
      first = number("SELECT coalesce(max(id), -1) + 1 FROM inv.request WHERE id < " + FIRST_LIFE);
      postgres.script(DATABASE, "requests.sql", block(first, count, workload.racers()));
    } else if (workload == Workload.FULL_LIFE) {
      number(
          "SELECT setval('inv.grab_cursor', greatest(coalesce(max(id), 0) - %d, 0) + 1)"
                  .formatted(FIRST_LIFE)
              + " FROM inv.request");
    }
    settle();
    Costs before = processes.look(postgres.walBytes());
    double ownBefore = processes.endedChildrenMicros();
    Pgbench.Outcome outcome =
        postgres
            .pgbench(DATABASE)
            .run(script(workload), clients(workload), seconds, variables(workload));
    double own = processes.endedChildrenMicros() - ownBefore;
    settle();
    Costs used = processes.look(postgres.walBytes()).since(before);
    if (workload.racers() > 0) {
      long reached = number("SELECT last_value FROM inv.grab_cursor") / workload.racers();
      if (reached >= first + count) {
        throw new IllegalStateException("pgbench ran out of requests at " + workload.key());
      }
    }
    lastPerSecond.put(workload, outcome.perSecond());
    double each = Math.max(1, outcome.done());
    Map<String, Double> cpu = new LinkedHashMap<>();
    cpu.put("postgres", used.cpuMicros().getOrDefault("postgres", 0.0) / each);
    cpu.put(NAME, own / each);
    return new Turn(outcome.perSecond(), 0, 0, 0, cpu, Map.of(), 0, used.logBytes() / each);
  }

  private Map<String, Long> block(long first, long count, long racers) {
    return Map.of("first", first, "count", count, "racers", racers, "stores", stores, "skus", skus);
  }

  private static String script(Workload workload) {
    return switch (workload) {
      case WON_GRABS, LOST_GRABS_10, LOST_GRABS_1000 -> "grab_fn.sql";
      case FULL_LIFE -> "lifecycle.sql";
      case FIND_SKU -> "hq.sql";
    };
  }

  /** As many as the brief's own runs had. */
  private static int clients(Workload workload) {
    return switch (workload) {
      case WON_GRABS, LOST_GRABS_10 -> 32;
      case LOST_GRABS_1000 -> 64;
      case FULL_LIFE -> 16;
      case FIND_SKU -> 8;
    };
  }

  private Map<String, Long> variables(Workload workload) {
    return Map.of("stores", stores, "skus", skus, "racers", (long) Math.max(1, workload.racers()));
  }

  private long number(String sql) {
    return Long.parseLong(postgres.query(DATABASE, sql));
  }

  private void settle() throws InterruptedException {
    calm.await(() -> processes.look(0).cpuMicros().getOrDefault("postgres", 0.0));
  }

  /** What the checks of the schema print: a line each, which ends with 0 where all is well. */
  public String checks(long units) {
    return postgres.script(DATABASE, "check.sql", Map.of("total", stores * skus * units));
  }
}
