package io.shelfshare.journalstore.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.journalstore.log.LogSettings;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Copies the journals and ends. Settings come from the same environment variables as a node's; no
 * node may run.
 */
public final class Main {
  private Main() {}

  /** Exit code 0 when everything is copied, 1 with the reason on stderr otherwise. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoints(
                addresses(environment.getOrDefault("SHELFSHARE_CASSANDRA", "127.0.0.1:9042")))
            .withLocalDatacenter(environment.getOrDefault("SHELFSHARE_CASSANDRA_DC", "datacenter1"))
            .withKeyspace(environment.getOrDefault("SHELFSHARE_KEYSPACE", "shelfshare"))
            .build()) {
      LogSettings settings =
          LogSettings.from(ConfigFactory.load().getConfig("group-journal.store"));
      JournalCopy.Copied copied = new JournalCopy(session, settings, UUID.randomUUID()).copy();
      System.out.printf(
          "%,d entities: copied %,d events and %,d snapshots%n",
          copied.entities(), copied.events(), copied.snapshots());
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static List<InetSocketAddress> addresses(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).map(Main::address).toList();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
