package io.shelfshare.local.cassandra;

import io.shelfshare.local.network.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the managed Cassandra runs.
 *
 * @param folder holds its configuration, data and logs; kept between runs
 * @param serverJars the folder with Cassandra's own jars
 * @param clientHost address that clients connect to
 * @param cqlPort where clients connect; remembered or free when empty
 * @param storagePort where members of a ring would connect; remembered or free when empty
 * @param heapMegabytes the largest heap; the process takes about twice as much memory
 * @param startLimit how long it may take until it answers clients
 */
public record CassandraSettings(
    Path folder,
    Path serverJars,
    String clientHost,
    OptionalInt cqlPort,
    OptionalInt storagePort,
    int heapMegabytes,
    Duration startLimit) {

  private static final int HEAP_MEGABYTES = 512;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** The defaults for a folder: 512 MiB of heap and ports of its own choice. */
  public static CassandraSettings in(Path folder, Path serverJars) {
    return new CassandraSettings(
        folder.toAbsolutePath().normalize(),
        serverJars.toAbsolutePath().normalize(),
        Wiring.LOOPBACK.databaseHost(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        HEAP_MEGABYTES,
        START_LIMIT);
  }

  /** The same with clients connecting to this port. */
  public CassandraSettings withCqlPort(OptionalInt port) {
    return new CassandraSettings(
        folder, serverJars, clientHost, port, storagePort, heapMegabytes, startLimit);
  }

  /** The same with another heap. */
  public CassandraSettings withHeapMegabytes(int megabytes) {
    return new CassandraSettings(
        folder, serverJars, clientHost, cqlPort, storagePort, megabytes, startLimit);
  }

  /** The same with clients connecting to another address of this machine. */
  public CassandraSettings withClientHost(String host) {
    return new CassandraSettings(
        folder, serverJars, host, cqlPort, storagePort, heapMegabytes, startLimit);
  }
}
