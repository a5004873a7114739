package io.shelfshare.schema;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Migrates and ends, for deployments where nodes are started by something else. Settings come from
 * the same environment variables as a node's, plus {@code SHELFSHARE_REPLICATION}.
 */
public final class Main {
  private Main() {}

  /** Exit code 0 when the schema is up to date, 1 with the reason on stderr otherwise. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    try {
      KeyspaceSettings single =
          KeyspaceSettings.single(environment.getOrDefault("SHELFSHARE_KEYSPACE", "shelfshare"));
      String replication = environment.getOrDefault("SHELFSHARE_REPLICATION", single.replication());
      KeyspaceSettings keyspace = new KeyspaceSettings(single.name(), replication);
      List<String> applied =
          SchemaMigrations.packaged(keyspace, Clock.systemUTC())
              .apply(
                  addresses(environment.getOrDefault("SHELFSHARE_CASSANDRA", "127.0.0.1:9042")),
                  environment.getOrDefault("SHELFSHARE_CASSANDRA_DC", "datacenter1"));
      System.out.println(
          applied.isEmpty() ? "Schema is up to date." : "Applied " + String.join(", ", applied));
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** Parses {@code host:port,host:port}. */
  static List<InetSocketAddress> addresses(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).map(Main::address).toList();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new SchemaException(
          "SHELFSHARE_CASSANDRA: '%s' is not of the form host:port".formatted(text), e);
    }
  }
}
