package io.shelfshare.local.cassandra;

import io.shelfshare.local.network.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How the managed Cassandra runs.
 *
 * @param name what people call it: {@code cassandra}
 * @param folder holds its configuration, data and logs; kept between runs
 * @param serverJars the folder with Cassandra's own jars
 * @param clientHost address that clients connect to
 * @param cqlPort where clients connect; remembered or free when empty
 * @param storagePort where members of a ring connect; remembered or free when empty
 * @param ring addresses of the ring's members, its own among them; all use the same ports
 * @param ringHost its own address there
 * @param heapMegabytes the largest heap; the process takes about twice as much memory
 * @param startLimit how long it may take until it answers clients
 */
public record CassandraSettings(
    String name,
    Path folder,
    Path serverJars,
    String clientHost,
    OptionalInt cqlPort,
    OptionalInt storagePort,
    List<String> ring,
    String ringHost,
    int heapMegabytes,
    Duration startLimit) {

  private static final String OWN_RING = "127.0.0.1";
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Keeps its own copy of the addresses. */
  public CassandraSettings {
    ring = List.copyOf(ring);
  }

  /** The defaults for a folder: 512 MiB of heap and ports of its own choice. */
  public static CassandraSettings in(Path folder, Path serverJars) {
    return new CassandraSettings(
        "cassandra",
        folder.toAbsolutePath().normalize(),
        serverJars.toAbsolutePath().normalize(),
        Wiring.LOOPBACK.databaseHost(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(OWN_RING),
        OWN_RING,
        HEAP_MEGABYTES,
        START_LIMIT);
  }

  /** The same with clients connecting to this port. */
  public CassandraSettings withCqlPort(OptionalInt port) {
    return new CassandraSettings(
        name,
        folder,
        serverJars,
        clientHost,
        port,
        storagePort,
        ring,
        ringHost,
        heapMegabytes,
        startLimit);
  }

  /** The same with another heap. */
  public CassandraSettings withHeapMegabytes(int megabytes) {
    return new CassandraSettings(
        name,
        folder,
        serverJars,
        clientHost,
        cqlPort,
        storagePort,
        ring,
        ringHost,
        megabytes,
        startLimit);
  }

  /** The same with clients connecting to another address of this machine. */
  public CassandraSettings withClientHost(String host) {
    return new CassandraSettings(
        name,
        folder,
        serverJars,
        host,
        cqlPort,
        storagePort,
        ring,
        ringHost,
        heapMegabytes,
        startLimit);
  }

  /**
   * The same as one of a ring, whose members have an address of this machine each.
   *
   * @param called what people call it: {@code cassandra 1}
   * @param hosts all of them; this one's own is at {@code index}
   * @param cql the port where clients connect, the same at every address
   * @param storage the port where the members connect, the same at every address
   */
  public CassandraSettings inRing(
      String called, List<String> hosts, int index, int cql, int storage) {
    return new CassandraSettings(
        called,
        folder,
        serverJars,
        hosts.get(index),
        OptionalInt.of(cql),
        OptionalInt.of(storage),
        hosts,
        hosts.get(index),
        heapMegabytes,
        startLimit);
  }
}
