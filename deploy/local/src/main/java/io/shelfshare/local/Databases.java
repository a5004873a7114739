package io.shelfshare.local;

import io.shelfshare.local.cassandra.CassandraSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Prepares the Cassandra servers of a local cluster: one by itself, or a ring of several. */
final class Databases {
  /** Further addresses of the loopback; the first is the nodes'. */
  private static final List<String> RING = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4");

  private final LocalSettings settings;
  private final Progress progress;

  Databases(LocalSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Takes folders and ports, and starts nothing. */
  List<ManagedCassandra> prepare() {
    Path folder = settings.dataFolder().resolve("cassandra");
    if (settings.databases() == 1) {
      return List.of(
          ManagedCassandra.prepare(
              common(folder)
                  .withCqlPort(settings.cqlPort())
                  .withClientHost(settings.wiring().databaseHost()),
              progress));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + folder, e);
    }
    // A ring's members listen on the same ports at addresses of their own.
    Ports ports = new Ports(folder);
    int cql = ports.choose("ring.cql", settings.cqlPort());
    int storage = ports.choose("ring.storage", OptionalInt.empty());
    List<ManagedCassandra> ring = new ArrayList<>();
    for (int at = 0; at < settings.databases(); at++) {
      String name = "cassandra " + (at + 1);
      ring.add(
          ManagedCassandra.prepare(
              common(folder.resolve(Integer.toString(at + 1))).inRing(name, RING, at, cql, storage),
              progress));
    }
    return List.copyOf(ring);
  }

  private CassandraSettings common(Path folder) {
    return CassandraSettings.in(folder, settings.home().cassandraJars())
        .withHeapMegabytes(settings.cassandraHeapMegabytes());
  }
}
