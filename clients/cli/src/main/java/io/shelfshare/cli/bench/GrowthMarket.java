package io.shelfshare.cli.bench;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.growth.ColdStart;
import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.run.FirstGrab;
import io.shelfshare.load.run.Stint;
import io.shelfshare.load.versus.Processes;
import io.shelfshare.load.versus.ServedSide;
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.Waiting;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.StockFigures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A market of one size while it runs, with its load generator. Belongs to one thread. */
final class GrowthMarket implements AutoCloseable {
  private static final Duration DIRECTORY_WITHIN = Duration.ofMinutes(1);
  private static final int PAGE = 1_000;

  private static final Duration EXPIRY = Duration.ofHours(12);

  /** Requests and orders that each node keeps in memory, the same at every size. */
  private static final int TRANSFERS_IN_MEMORY = 20_000;

  /** The edge lets no caller through as fast as a generator that stands for all stores. */
  private static final String LIMITS =
      "-Dshelfshare.edge.limits.chain-mutations.per-second=10000000"
          + " -Dshelfshare.edge.limits.chain-mutations.burst=10000000"
          + " -Dshelfshare.edge.limits.chain-reads.per-second=10000000"
          + " -Dshelfshare.edge.limits.chain-reads.burst=10000000"
          + " -Dshelfshare.edge.limits.watches-max=20000";

  private final GrowthSize size;
  private final GrowthPlan plan;
  private final Clock clock;
  private final LocalCluster cluster;
  private final String token;
  private @Nullable Stint stint;
  private long reservedBefore;

  private GrowthMarket(GrowthSize size, GrowthPlan plan, Clock clock, LocalCluster cluster) {
    this.size = size;
    this.plan = plan;
    this.clock = clock;
    this.cluster = cluster;
    this.token = cluster.tokens().headquarters("bench");
  }

  /** Starts it in a folder, on the data that are there. */
  static GrowthMarket start(
      GrowthSize size, GrowthPlan plan, Path folder, Home home, Clock clock, Progress progress) {
    int heap = GrowthPlan.nodeHeapMegabytes(size);
    long bytes = heap * 1_024L * 1_024;
    String inMemory =
        " -Dshelfshare.node.in-memory.heap-per-store=%d".formatted(bytes / (2L * size.stores()))
            + " -Dshelfshare.node.in-memory.heap-per-transfer=%d"
                .formatted(bytes / TRANSFERS_IN_MEMORY)
            + " -Dshelfshare.node.in-memory.idle=12h";
    LocalSettings settings =
        LocalSettings.in(folder, home)
            .withNodes(size.nodes())
            .withHeapMegabytes(heap, GrowthPlan.cassandraHeapMegabytes())
            .withNodeEnvironment(
                Map.of("JDK_JAVA_OPTIONS", LIMITS + inMemory, "SHELFSHARE_CONFIRM_WITHIN", "12h"));
    return new GrowthMarket(size, plan, clock, LocalCluster.start(settings, progress, clock));
  }

  GrowthSize size() {
    return size;
  }

  List<String> endpoints() {
    return cluster.nodes().stream().map(node -> node.uri().toString()).toList();
  }

  String token() {
    return token;
  }

  ShelfshareClient client() {
    return ShelfshareClient.builder().endpoints(endpoints()).token(token).clock(clock).build();
  }

  /** Waits until every node knows the chain: each has a copy of its own, which follows. */
  void awaitDirectory() {
    for (String endpoint : endpoints()) {
      try (ShelfshareClient client =
          ShelfshareClient.builder().endpoint(endpoint).token(token).clock(clock).build()) {
        new Waiting("the directory at " + endpoint, Progress.silent(), DIRECTORY_WITHIN)
            .until(
                "following", () -> stores(client) >= size.stores() && skus(client) >= size.skus());
      }
    }
  }

  private static long stores(ShelfshareClient client) {
    return client.listStores(ListStoresRequest.newBuilder().setPageSize(PAGE).build()).count();
  }

  private static long skus(ShelfshareClient client) {
    return client.listSkus(ListSkusRequest.newBuilder().setPageSize(PAGE).build()).count();
  }

  LocalCluster cluster() {
    return cluster;
  }

  /** The load generator, once the directory is loaded. */
  Stint stint() {
    Stint known = stint;
    if (known == null) {
      // Two connections to each node, as the comparison with the peer has.
      List<String> twice = Stream.concat(endpoints().stream(), endpoints().stream()).toList();
      known =
          new Stint(
              new Stint.Setting(twice, token, size.skus(), plan.inFlight(), EXPIRY, plan.seed()),
              clock,
              System::nanoTime);
      stint = known;
    }
    return known;
  }

  /** It as one that takes turns. */
  ServedSide side() {
    Map<String, Long> processes = new LinkedHashMap<>();
    List<ManagedNode> nodes = cluster.nodes();
    nodes.forEach(
        node -> processes.put(nodes.size() == 1 ? "node" : node.settings().name(), node.pid()));
    processes.put("cassandra", cluster.cassandra().pid());
    return new ServedSide(size.key(), stint(), new Processes(processes), () -> 0, System::nanoTime);
  }

  /** Stops it, starts it again on its data, and waits for a grab that wins. */
  ColdStart startCold(DemoChain chain) throws InterruptedException {
    closeStint();
    cluster.stopNodesAndCassandra();
    long began = System.nanoTime();
    cluster.startCassandra();
    double cassandra = secondsSince(began);
    long nodesBegan = System.nanoTime();
    cluster.startNodes();
    double ready = secondsSince(nodesBegan);
    try (ShelfshareClient client = client()) {
      FirstGrab.win(
          client,
          clock,
          "stores/" + chain.stores().get(0).id(),
          "stores/" + chain.stores().get(chain.stores().size() - 1).id(),
          "skus/" + chain.skus().get(0).id());
    }
    return new ColdStart(cassandra, ready, secondsSince(nodesBegan));
  }

  /** Remembers what earlier turns have reserved on the same data. */
  void reservedAlready() {
    reservedBefore = total().getReserved();
  }

  /** What must hold at the end; an empty text where it does. */
  String wrong() {
    StockFigures total = total();
    long units = size.lines() * GrowthPlan.units();
    long reserved = total.getReserved() - reservedBefore;
    long won = stint().won();
    long unknown = stint().unknown();
    return total.getOnHand() == units && Math.abs(reserved - won) <= unknown
        ? ""
        : "%,d on hand, expected %,d; %,d reserved, expected %,d (%,d unknown)"
            .formatted(total.getOnHand(), units, reserved, won, unknown);
  }

  private StockFigures total() {
    try (ShelfshareClient client = client()) {
      return client
          .call(() -> client.reports().aggregateStock(AggregateStockRequest.getDefaultInstance()))
          .getTotal();
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void closeStint() {
    Stint known = stint;
    stint = null;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void close() {
    closeStint();
    cluster.close();
  }
}
