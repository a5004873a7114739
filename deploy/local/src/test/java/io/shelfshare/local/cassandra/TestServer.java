package io.shelfshare.local.cassandra;

import java.nio.file.Path;

/** The server jars that the build laid out, for tests of this module. */
final class TestServer {
  private TestServer() {}

  static Path jars() {
    return Path.of("../cassandra/target/lib").toAbsolutePath().normalize();
  }

  static CassandraSettings in(Path folder) {
    return CassandraSettings.in(folder, jars()).withHeapMegabytes(384);
  }
}
