package io.shelfshare.local;

import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.identity.SigningKey;
import io.shelfshare.local.identity.Tokens;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.local.node.NodeSettings;
import io.shelfshare.local.process.FolderLock;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.StartFailedException;
import io.shelfshare.local.process.Waiting;
import io.shelfshare.schema.KeyspaceSettings;
import io.shelfshare.schema.SchemaMigrations;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A whole Shelfshare on this machine, for {@code shelfshare dev}, {@code demo} and the tests. It
 * stops in order when it is closed or when this JVM is asked to end, nodes before their database,
 * and it leaves nothing running however this JVM ends. What it has stored is kept in its data
 * folder and used again by the next start.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration NODE_START_LIMIT = Duration.ofMinutes(4);
  private static final Duration TOKEN_VALIDITY = Duration.ofDays(30);

  private final LocalSettings settings;
  private final Progress progress;
  private final Clock clock;
  private final FolderLock lock;
  private final SigningKey key;
  private final List<ManagedCassandra> cassandras;
  private final List<ManagedNode> nodes;
  private final Thread stopAtShutdown = new Thread(this::stopAll, "stop-local-cluster");
  private volatile boolean stopped;

  private LocalCluster(LocalSettings settings, Progress progress, Clock clock, FolderLock lock) {
    this.settings = settings;
    this.progress = progress;
    this.clock = clock;
    this.lock = lock;
    Path folder = settings.dataFolder();
    this.key = SigningKey.in(folder.resolve("keys"));
    this.cassandras = new Databases(settings, progress).prepare();
    this.nodes = prepareNodes(new Ports(folder));
  }

  /**
   * Starts everything and returns when every node is ready.
   *
   * @throws io.shelfshare.local.process.StartFailedException if anything does not start; what had
   *     started is stopped again
   * @throws io.shelfshare.schema.SchemaException if the kept data has another schema
   */
  public static LocalCluster start(LocalSettings settings, Progress progress, Clock clock) {
    FolderLock lock = FolderLock.take(settings.dataFolder());
    LocalCluster cluster;
    try {
      cluster = new LocalCluster(settings, progress, clock, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
    try {
      Runtime.getRuntime().addShutdownHook(cluster.stopAtShutdown);
      cluster.startCassandra();
      cluster.startNodes();
      return cluster;
    } catch (RuntimeException e) {
      boolean askedToEnd = cluster.stopped;
      cluster.close();
      // A child that was stopped on purpose has not failed to start.
      throw askedToEnd ? new StartFailedException("Starting was stopped", e) : e;
    }
  }

  private List<ManagedNode> prepareNodes(Ports ports) {
    List<Integer> remoting =
        IntStream.rangeClosed(1, settings.nodes())
            .mapToObj(i -> ports.choose("node" + i + ".remoting", OptionalInt.empty()))
            .toList();
    List<InetSocketAddress> seeds =
        IntStream.rangeClosed(1, settings.nodes())
            .mapToObj(i -> new InetSocketAddress(remotingHost(i), remoting.get(i - 1)))
            .toList();
    List<ManagedNode> prepared = new ArrayList<>();
    for (int i = 1; i <= settings.nodes(); i++) {
      Path folder = settings.dataFolder().resolve("nodes");
      NodeSettings node =
          new NodeSettings(
              "node " + i,
              settings.home().nodeJars(),
              folder,
              folder.resolve("node-" + i + ".log"),
              settings.wiring().node(i),
              ports.choose("node" + i + ".edge", edgePort(i)),
              remoting.get(i - 1),
              ports.choose("node" + i + ".management", OptionalInt.empty()),
              seeds,
              contactPoints(),
              cassandra().datacenter(),
              settings.keyspace(),
              key.publicKeys(),
              settings.nodeHeapMegabytes(),
              NODE_START_LIMIT,
              settings.nodeEnvironment());
      prepared.add(new ManagedNode(node, progress));
    }
    return List.copyOf(prepared);
  }

  private String remotingHost(int node) {
    return settings.wiring().node(node).remotingHost();
  }

  private OptionalInt edgePort(int node) {
    return settings.edgePort().isPresent()
        ? OptionalInt.of(settings.edgePort().getAsInt() + node - 1)
        : OptionalInt.empty();
  }

  /** Starts the database, if it does not run, and brings its schema up to date. */
  public void startCassandra() {
    cassandras.forEach(ManagedCassandra::launch);
    cassandras.forEach(ManagedCassandra::awaitAnswer);
    Waiting time = new Waiting("schema", progress, NODE_START_LIMIT);
    progress.at("schema", "migrating", time.elapsed());
    KeyspaceSettings keyspace =
        cassandras.size() == 1
            ? KeyspaceSettings.single(settings.keyspace())
            : KeyspaceSettings.replicated(
                settings.keyspace(), cassandra().datacenter(), cassandras.size());
    SchemaMigrations.packaged(keyspace, clock).apply(contactPoints(), cassandra().datacenter());
    progress.at("schema", "ready", time.elapsed());
  }

  private List<InetSocketAddress> contactPoints() {
    return cassandras.stream().map(ManagedCassandra::contactPoint).toList();
  }

  /** Starts the nodes that do not run, all at once, and returns when every one is ready. */
  public void startNodes() {
    nodes.forEach(ManagedNode::launch);
    nodes.forEach(ManagedNode::awaitReady);
  }

  /** Whether every node is ready, and hears every other as a member that is up. */
  public boolean isWhole() {
    return nodes.stream().allMatch(node -> node.isReady() && node.hearsAll(nodes.size()));
  }

  /** Stops the nodes in order and then the database; both may be started again. */
  public void stopNodesAndCassandra() {
    Waiting time = new Waiting("shelfshare", progress, NODE_START_LIMIT);
    progress.at("shelfshare", "stopping the nodes", time.elapsed());
    // All leave at the same time; one after the other, each would first hand over its shards.
    nodes.forEach(ManagedNode::requestStop);
    nodes.forEach(ManagedNode::stop);
    progress.at("shelfshare", "stopping cassandra", time.elapsed());
    cassandras.forEach(ManagedCassandra::requestStop);
    cassandras.forEach(ManagedCassandra::stop);
    progress.at("shelfshare", "stopped", time.elapsed());
  }

  /** The nodes, running or not, first node first. */
  public List<ManagedNode> nodes() {
    return nodes;
  }

  /** The database; of three servers the first. */
  public ManagedCassandra cassandra() {
    return cassandras.get(0);
  }

  /** All servers of the database, one or three. */
  public List<ManagedCassandra> cassandras() {
    return cassandras;
  }

  /** The keyspace everything lives in. */
  public String keyspace() {
    return settings.keyspace();
  }

  /** Issues tokens that the nodes accept for 30 days. */
  public Tokens tokens() {
    return tokens(TOKEN_VALIDITY);
  }

  /** Issues tokens that the nodes accept for a time of the caller's choice. */
  public Tokens tokens(Duration validity) {
    return new Tokens(key, clock, validity);
  }

  /** Stops everything in order and gives up the data folder. */
  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(stopAtShutdown);
    } catch (IllegalStateException e) {
      // The JVM is already ending, and the hook finds everything stopped.
    }
  }

  private synchronized void stopAll() {
    if (stopped) {
      return;
    }
    stopped = true;
    stopNodesAndCassandra();
    cassandras.forEach(ManagedCassandra::close);
    lock.close();
  }
}
