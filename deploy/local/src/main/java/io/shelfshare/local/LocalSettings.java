package io.shelfshare.local;

import io.shelfshare.local.network.Wiring;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a local cluster runs.
 *
 * @param home the distribution whose jars the children run
 * @param dataFolder holds everything that is kept: database, keys, logs, ports
 * @param nodes how many cluster nodes, at least one
 * @param databases how many Cassandra servers, one or three; three have a copy of everything each
 * @param edgePort public port of the first node, the others take the next ones; remembered or free
 *     when empty
 * @param cqlPort database port; remembered or free when empty
 * @param nodeHeapMegabytes largest heap of each node
 * @param cassandraHeapMegabytes largest heap of each Cassandra server
 * @param keyspace the keyspace everything lives in
 * @param nodeEnvironment further environment variables of every node
 * @param wiring where everything listens
 */
public record LocalSettings(
    Home home,
    Path dataFolder,
    int nodes,
    int databases,
    OptionalInt edgePort,
    OptionalInt cqlPort,
    int nodeHeapMegabytes,
    int cassandraHeapMegabytes,
    String keyspace,
    Map<String, String> nodeEnvironment,
    Wiring wiring) {

  private static final int CASSANDRA_HEAP_MEGABYTES = 512;
  private static final int NODE_HEAP_MEGABYTES = 768;

  /** A node's index of who has what holds 96 bytes a line; a third is the collector's room. */
  private static final int NODE_HEAP_BYTES_PER_LINE = 144;

  private static final int CASSANDRA_HEAP_BYTES_PER_LINE = 40;

  /** Refuses a cluster without nodes. */
  public LocalSettings {
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes is " + nodes + ", expected at least 1");
    }
    if (databases != 1 && databases != 3) {
      throw new IllegalArgumentException("databases is " + databases + ", expected 1 or 3");
    }
    dataFolder = dataFolder.toAbsolutePath().normalize();
    nodeEnvironment = Map.copyOf(nodeEnvironment);
  }

  /** One node with 768 MiB of heap, Cassandra with 512 MiB, on ports of its own choice. */
  public static LocalSettings in(Path dataFolder, Home home) {
    return new LocalSettings(
        home,
        dataFolder,
        1,
        1,
        OptionalInt.empty(),
        OptionalInt.empty(),
        NODE_HEAP_MEGABYTES,
        CASSANDRA_HEAP_MEGABYTES,
        "shelfshare",
        Map.of(),
        Wiring.LOOPBACK);
  }

  /** The same with another number of nodes. */
  public LocalSettings withNodes(int count) {
    return new LocalSettings(
        home,
        dataFolder,
        count,
        databases,
        edgePort,
        cqlPort,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        nodeEnvironment,
        wiring);
  }

  /**
   * The same with another number of Cassandra servers. Three listen at 127.0.0.2 to 127.0.0.4,
   * which Linux has by itself; elsewhere the addresses have to be given to the loopback first.
   */
  public LocalSettings withDatabases(int count) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        count,
        edgePort,
        cqlPort,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        nodeEnvironment,
        wiring);
  }

  /** The same with a public port for the first node. */
  public LocalSettings withEdgePort(OptionalInt port) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        databases,
        port,
        cqlPort,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        nodeEnvironment,
        wiring);
  }

  /** The same with a database port. */
  public LocalSettings withCqlPort(OptionalInt port) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        databases,
        edgePort,
        port,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        nodeEnvironment,
        wiring);
  }

  /**
   * The same with heaps that suit a chain.
   *
   * @param stockLines of all stores together; the nodes share them, and have room for those of one
   *     node that died
   */
  public LocalSettings withHeapsFor(long stockLines) {
    long megabyte = 1024 * 1024;
    long linesOfEachNode = stockLines / Math.max(1, nodes - 1);
    return withHeapMegabytes(
        Math.toIntExact(
            NODE_HEAP_MEGABYTES + linesOfEachNode * NODE_HEAP_BYTES_PER_LINE / megabyte),
        Math.toIntExact(
            CASSANDRA_HEAP_MEGABYTES + stockLines * CASSANDRA_HEAP_BYTES_PER_LINE / megabyte));
  }

  /** The same with other heaps. */
  public LocalSettings withHeapMegabytes(int ofEachNode, int ofCassandra) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        databases,
        edgePort,
        cqlPort,
        ofEachNode,
        ofCassandra,
        keyspace,
        nodeEnvironment,
        wiring);
  }

  /** The same with further environment variables of every node. */
  public LocalSettings withNodeEnvironment(Map<String, String> variables) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        databases,
        edgePort,
        cqlPort,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        variables,
        wiring);
  }

  /** The same with everything listening elsewhere. */
  public LocalSettings withWiring(Wiring other) {
    return new LocalSettings(
        home,
        dataFolder,
        nodes,
        databases,
        edgePort,
        cqlPort,
        nodeHeapMegabytes,
        cassandraHeapMegabytes,
        keyspace,
        nodeEnvironment,
        other);
  }
}
