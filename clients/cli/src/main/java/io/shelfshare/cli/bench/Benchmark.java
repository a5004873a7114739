package io.shelfshare.cli.bench;

import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.load.postgres.PostgresBinaries;
import io.shelfshare.load.postgres.ThrowAwayPostgres;
import io.shelfshare.load.run.Stint;
import io.shelfshare.load.versus.Comparison;
import io.shelfshare.load.versus.Match;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.Processes;
import io.shelfshare.load.versus.RawSide;
import io.shelfshare.load.versus.ServedSide;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.WarmUp;
import io.shelfshare.load.versus.Workload;
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One comparison from start to end. Belongs to one thread. */
public final class Benchmark {
  private static final String PEER_DATABASE = "peer";
  private static final int LOADS_IN_FLIGHT = 8;
  private static final int NODE_HEAP_MEGABYTES = 4_096;
  private static final int CASSANDRA_HEAP_MEGABYTES = 1_024;
  private static final int PEER_HEAP_MEGABYTES = 1_024;
  private static final Duration EXPIRY = Duration.ofHours(12);

  /** The edge lets no caller through as fast as a generator that stands for all stores. */
  private static final String LIMITS =
      "-Dshelfshare.edge.limits.chain-mutations.per-second=10000000"
          + " -Dshelfshare.edge.limits.chain-mutations.burst=10000000"
          + " -Dshelfshare.edge.limits.chain-reads.per-second=10000000"
          + " -Dshelfshare.edge.limits.chain-reads.burst=10000000";

  /** What our node runs with beside its defaults. */
  private static final Map<String, String> NODE_ENVIRONMENT =
      Map.of("JDK_JAVA_OPTIONS", LIMITS, "SHELFSHARE_CONFIRM_WITHIN", "12h");

  private final WarmUp warmUp = new WarmUp(Plan.WARM_UPS_MAX);
  private final Plan plan;
  private final Home home;
  private final PostgresBinaries binaries;
  private final Clock clock;
  private final Listener listener;

  /** Is told how it goes. */
  public interface Listener extends Progress, LoadProgress.Listener, Match.Listener {
    /** Something begins; the key names the words for people. */
    void begins(String key);
  }

  /** A comparison with the PostgreSQL of this machine. */
  public Benchmark(
      Plan plan, Home home, PostgresBinaries binaries, Clock clock, Listener listener) {
    this.plan = plan;
    this.home = home;
    this.binaries = binaries;
    this.clock = clock;
    this.listener = listener;
  }

  /** Runs everything in a folder that was made for it, and stops everything again. */
  public Comparison run(DataFolder folder) throws InterruptedException {
    Instant start = Instant.now(clock);
    Map<String, String> facts = new LinkedHashMap<>(MachineFacts.of(folder.path()));
    LocalSettings settings =
        LocalSettings.in(folder.path().resolve("ours"), home)
            .withHeapMegabytes(NODE_HEAP_MEGABYTES, CASSANDRA_HEAP_MEGABYTES)
            .withNodeEnvironment(NODE_ENVIRONMENT);
    try (Ending ending = new Ending(folder)) {
      ThrowAwayPostgres postgres =
          ending.closing(
              ThrowAwayPostgres.start(binaries, folder.path().resolve("postgres"), Ports.free()));
      postgres.create(PEER_DATABASE);
      PeerProcess peer =
          ending.closing(
              PeerProcess.start(
                  home,
                  postgres.jdbcUrl(PEER_DATABASE),
                  folder.path().resolve("peer"),
                  PEER_HEAP_MEGABYTES,
                  listener));
      LocalCluster cluster = ending.closing(LocalCluster.start(settings, listener, clock));
      facts.put(
          "PostgreSQL", postgres.version() + ", " + String.join(", ", ThrowAwayPostgres.SETTINGS));
      facts.putAll(settingsFacts());
      return compete(start, facts, cluster, peer, postgres);
    }
  }

  private Comparison compete(
      Instant start,
      Map<String, String> facts,
      LocalCluster cluster,
      PeerProcess peer,
      ThrowAwayPostgres postgres)
      throws InterruptedException {
    String ourEndpoint = cluster.nodes().get(0).uri().toString();
    String token = cluster.tokens().headquarters("bench");
    DemoChain chain = DemoChain.of(plan.seed(), plan.stores(), plan.skus());
    listener.begins("bench.loading-ours");
    load(chain, ourEndpoint, token);
    listener.begins("bench.loading-peer");
    load(chain, peer.endpoint(), token);
    try (Stint ours = stint(ourEndpoint, token);
        Stint theirs = stint(peer.endpoint(), token)) {
      listener.begins("bench.stocking-ours");
      ours.restock(Plan.UNITS, (what, share) -> {});
      listener.begins("bench.stocking-peer");
      theirs.restock(Plan.UNITS, (what, share) -> {});
      postgres.query(PEER_DATABASE, "VACUUM (ANALYZE) inv.stock");
      listener.begins("bench.stocking-raw");
      RawSide raw =
          RawSide.prepare(postgres, plan.stores(), plan.skus(), Plan.UNITS, System::nanoTime);
      Map<String, Long> ourProcesses =
          Map.of("node", cluster.nodes().get(0).pid(), "cassandra", cluster.cassandra().pid());
      ServedSide ourSide =
          new ServedSide(
              Comparison.OURS, ours, new Processes(ourProcesses), () -> 0, System::nanoTime);
      Processes theirProcesses =
          new Processes(Map.of("peer", peer.pid(), "postgres", postgres.pid()));
      ServedSide theirSide =
          new ServedSide(
              Comparison.PEER, theirs, theirProcesses, postgres::walBytes, System::nanoTime);
      Match match =
          new Match(
              List.of(ourSide, theirSide, raw), plan.length(), plan.rounds(), warmUp, listener);
      Map<Workload, Map<String, List<Turn>>> workloads = new LinkedHashMap<>();
      List<OpenLoop> open = List.of();
      for (Workload workload : plan.workloads()) {
        Map<String, List<Turn>> turns = match.play(workload);
        workloads.put(workload, turns);
        if (workload == Workload.WON_GRABS) {
          open = match.open(turns);
        }
      }
      listener.begins("bench.checking");
      facts.put("load average at the end", MachineFacts.loadAverage());
      Map<String, String> checks =
          new Checks(plan, postgres, PEER_DATABASE)
              .all(ours, theirs, raw, client(ourEndpoint, token));
      return new Comparison(start, plan.command(), facts, Notes.ALL, workloads, open, checks);
    }
  }

  private Map<String, String> settingsFacts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "chain",
        "%,d stores × %,d SKUs, %,d units of each"
            .formatted(plan.stores(), plan.skus(), Plan.UNITS));
    facts.put(
        "turns",
        ("%d rounds of %d s each after one that does not count and, before each workload, a"
                + " warm-up of ours and the peer: %s; each turn begins 1 s before it counts")
            .formatted(plan.rounds(), plan.length().toSeconds(), warmUp.words()));
    facts.put(
        "generator",
        "%d calls in flight over 2 connections, the same for ours and the peer; seed %d"
            .formatted(plan.inFlight(), plan.seed()));
    facts.put(
        "ours",
        "1 node (heap %d MiB), 1 Cassandra (heap %d MiB, commitlog_sync batch), %s"
            .formatted(
                NODE_HEAP_MEGABYTES,
                CASSANDRA_HEAP_MEGABYTES,
                "no rate limit for the chain's callers, confirm-within 12h"));
    facts.put(
        "peer",
        "gRPC on netty (heap %d MiB), HikariCP with %d connections over TCP, as many threads"
            .formatted(PEER_HEAP_MEGABYTES, PeerProcess.CONNECTIONS));
    return facts;
  }

  private void load(DemoChain chain, String endpoint, String token) {
    try (ShelfshareClient client = client(endpoint, token)) {
      new ChainLoader(client, LOADS_IN_FLIGHT, clock, System::nanoTime)
          .loadDirectory(chain, listener);
    }
  }

  private ShelfshareClient client(String endpoint, String token) {
    return ShelfshareClient.builder().endpoint(endpoint).token(token).clock(clock).build();
  }

  private Stint stint(String endpoint, String token) {
    return new Stint(
        new Stint.Setting(
            List.of(endpoint, endpoint), token, plan.skus(), plan.inFlight(), EXPIRY, plan.seed()),
        clock,
        System::nanoTime);
  }
}
