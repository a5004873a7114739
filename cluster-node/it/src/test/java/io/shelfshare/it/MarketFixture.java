package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.identity.Role;
import io.shelfshare.local.network.Wiring;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.local.process.Progress;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster with a client of headquarters, and the set-up of chains through the public API. */
final class MarketFixture implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFixture.class);
  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final int IMPORT_MAX = 500;
  private static final int PROBE_MILLIS = 2_000;
  private static final int NODE_MEGABYTES = 256;
  private static final int CASSANDRA_MEGABYTES = 512;
  private static final String HEAD_OFFICE = "head-office";

  /** The owner of every store. */
  static final String DEALER = "dealer";

  /** The one that was started last, until it is closed. */
  private static final AtomicReference<MarketFixture> RUNNING = new AtomicReference<>();

  private final String name;
  private final LocalCluster cluster;
  private final Clock clock;
  private final ShelfshareClient client;
  private final Journal journal;

  private MarketFixture(String name, LocalCluster cluster, Clock clock) {
    this.name = name;
    this.cluster = cluster;
    this.clock = clock;
    this.client = client(RetryPolicy.DEFAULT);
    this.journal = new Journal(cluster);
  }

  /**
   * Starts a cluster on a new folder, which stays behind for a look at its logs. One that still
   * runs is closed first: it would take its share of the processors and prove nothing.
   *
   * @param variables further environment of the nodes
   */
  static MarketFixture start(String name, int nodes, Map<String, String> variables) {
    return start(name, nodes, variables, Wiring.LOOPBACK);
  }

  /** The same with everything listening elsewhere. */
  static MarketFixture start(String name, int nodes, Map<String, String> variables, Wiring wiring) {
    return start(name, nodes, 1, variables, wiring);
  }

  /** The same on a ring of three Cassandra servers, each with a copy of everything. */
  static MarketFixture startOnThreeDatabases(String name, int nodes) {
    return start(name, nodes, 3, Map.of("SHELFSHARE_AWARD_WITHIN", "30s"), Wiring.LOOPBACK);
  }

  private static MarketFixture start(
      String name, int nodes, int databases, Map<String, String> variables, Wiring wiring) {
    Optional.ofNullable(RUNNING.get()).ifPresent(MarketFixture::close);
    Path folder = Path.of("target", "it", name).toAbsolutePath();
    deleteAll(folder);
    LocalSettings settings =
        LocalSettings.in(folder, Home.find())
            .withNodes(nodes)
            .withDatabases(databases)
            .withHeapMegabytes(NODE_MEGABYTES, CASSANDRA_MEGABYTES)
            .withNodeEnvironment(variables)
            .withWiring(wiring);
    long began = System.nanoTime();
    Clock clock = Clock.systemUTC();
    LocalCluster cluster = LocalCluster.start(settings, Progress.silent(), clock);
    log("start of cassandra and " + nodes + " nodes", began);
    MarketFixture started = new MarketFixture(name, cluster, clock);
    RUNNING.set(started);
    return started;
  }

  /** The one of this name, where it runs. */
  static Optional<MarketFixture> running(String name) {
    return Optional.ofNullable(RUNNING.get()).filter(market -> market.name.equals(name));
  }

  static void log(String what, long beganNanos) {
    LOG.info("{}: {} ms", what, Duration.ofNanos(System.nanoTime() - beganNanos).toMillis());
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalCluster cluster() {
    return cluster;
  }

  Clock clock() {
    return clock;
  }

  /** Headquarters, at every node in turn; sends calls again as any client does. */
  ShelfshareClient client() {
    return client;
  }

  Journal journal() {
    return journal;
  }

  /** Another client of headquarters; the caller closes it. */
  ShelfshareClient client(RetryPolicy retries) {
    return client(cluster.tokens().headquarters("it"), retries);
  }

  /** A client of headquarters that asks one node alone; the caller closes it. */
  ShelfshareClient client(ManagedNode node) {
    return ShelfshareClient.builder()
        .endpoint(node.uri().toString())
        .token(cluster.tokens().headquarters("it"))
        .build();
  }

  /** A client of a store's clerk; the caller closes it. */
  ShelfshareClient clerkClient(String store, String owner) {
    return client(
        cluster.tokens().store("clerk-" + store, Role.CLERK, store, owner), RetryPolicy.DEFAULT);
  }

  private ShelfshareClient client(String token, RetryPolicy retries) {
    return ShelfshareClient.builder()
        .endpoints(cluster.nodes().stream().map(node -> node.uri().toString()).toList())
        .token(token)
        .retries(retries)
        .deadline(Duration.ofSeconds(60))
        .build();
  }

  /** Brings back what a test before has left dead. */
  void heal() {
    cluster.startCassandra();
    cluster.startNodes();
  }

  /** What a node answers to {@code /ready}, or 0 where it does not answer. */
  static int readiness(ManagedNode node) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) node.uri().resolve("/ready").toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return 0;
    }
  }

  /** Waits until one node, which answers, counts another as no member any more. */
  static void awaitGone(ManagedNode other, ManagedNode gone, Duration limit) {
    Eventually.holds(
        limit, () -> assertThat(other.hasMember(other) && !other.hasMember(gone)).isTrue());
  }

  /** Imports stores of one dealer and SKUs of one style, and gives every store units of each. */
  Chain chain(String prefix, int stores, int skus, long unitsEach) {
    long began = System.nanoTime();
    List<String> skuIds = Chain.skuIds(prefix, skus);
    List<String> storeIds = Chain.storeIds(prefix, stores);
    importDirectory(prefix, skuIds, storeIds);
    Map<String, Clerk> clerks = new LinkedHashMap<>();
    for (String store : storeIds) {
      clerks.put(store, new Clerk(client, store, clerkToken(store)));
    }
    Chain chain = new Chain(skuIds, clerks, unitsEach);
    List<StockMovement> opening =
        skuIds.stream().map(sku -> Clerk.movement(sku).setReceipt(unitsEach).build()).toList();
    AtOnce.run(
        chain.all().stream()
            .<Callable<RecordStockMovementsResponse>>map(
                clerk -> () -> clerk.record(opening).sendUntilFinal(GENEROUS))
            .toList());
    log("import of " + stores + " stores with stock", began);
    return chain;
  }

  /** A token of a store's clerk. */
  String clerkToken(String store) {
    return cluster.tokens().store("clerk-" + store, Role.CLERK, store, DEALER);
  }

  private void importDirectory(String prefix, List<String> skus, List<String> stores) {
    Owner headOffice =
        Owner.newBuilder()
            .setName(ResourceNames.owner(HEAD_OFFICE))
            .setDisplayName("Head office")
            .setKind(Owner.Kind.KIND_HEAD_OFFICE)
            .build();
    Owner dealer =
        Owner.newBuilder()
            .setName(ResourceNames.owner(DEALER))
            .setDisplayName("Dealer")
            .setKind(Owner.Kind.KIND_DEALER)
            .setParentOwner(headOffice.getName())
            .build();
    var owners = ImportOwnersRequest.newBuilder().addOwners(headOffice).addOwners(dealer).build();
    client.call(() -> client.directory().importOwners(owners));
    var items = ImportSkusRequest.newBuilder();
    skus.forEach(sku -> items.addSkus(sku(prefix, sku)));
    client.call(() -> client.directory().importSkus(items.build()));
    for (int from = 0; from < stores.size(); from += IMPORT_MAX) {
      var batch = ImportStoresRequest.newBuilder();
      stores.stream().skip(from).limit(IMPORT_MAX).forEach(id -> batch.addStores(store(id)));
      client.call(() -> client.directory().importStores(batch.build()));
    }
  }

  private static Sku sku(String style, String id) {
    return Sku.newBuilder()
        .setName(ResourceNames.sku(id))
        .setStyle(style)
        .setColour("red")
        .setSize(id.substring(id.lastIndexOf('-') + 1))
        .setDisplayName(id)
        .build();
  }

  private static Store store(String id) {
    return Store.newBuilder()
        .setName(ResourceNames.store(id))
        .setDisplayName(id)
        .setOwner(ResourceNames.owner(DEALER))
        .setPlace(
            Place.newBuilder()
                .setLatitude(30.2)
                .setLongitude(120.2)
                .setRegion("CN/East/Zhejiang/Hangzhou"))
        .build();
  }

  /**
   * Kills all of it. What an end in order is worth has tests of its own; here it would be a wait of
   * a quarter of a minute for each cluster. Does nothing the second time.
   */
  @Override
  public void close() {
    if (RUNNING.compareAndSet(this, null)) {
      journal.close();
      client.close();
      cluster.nodes().forEach(ManagedNode::kill9);
      cluster.cassandras().forEach(ManagedCassandra::kill9);
      cluster.close();
    }
  }
}
