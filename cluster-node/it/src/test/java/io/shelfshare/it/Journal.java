package io.shelfshare.it;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.google.protobuf.InvalidProtocolBufferException;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.journal.v1.RequestEvent;
import io.shelfshare.journalstore.log.LogReader;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.LogTables;
import io.shelfshare.journalstore.log.StoredEvent;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.cassandra.ManagedCassandra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Reads the journal's rows behind the nodes' back. */
final class Journal implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final CqlSession session;
  private final LogReader reader;

  Journal(LocalCluster cluster) {
    session =
        CqlSession.builder()
            .addContactPoints(
                cluster.cassandras().stream().map(ManagedCassandra::contactPoint).toList())
            .withLocalDatacenter(cluster.cassandra().datacenter())
            .withKeyspace(cluster.keyspace())
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    // The database is killed on purpose; the default waits a minute to look again.
                    .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LOOK_AGAIN)
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, ANSWER_WITHIN)
                    .build())
            .build();
    LogSettings settings = LogSettings.from(ConfigFactory.load().getConfig("group-journal.store"));
    reader =
        new LogReader(
            LogTables.prepare(session, settings).toCompletableFuture().join(), Runnable::run);
  }

  /** Whether the database answers; after it was away, that is seen only after a moment. */
  boolean isThere() {
    try {
      return session.execute("SELECT key FROM system.local").one() != null;
    } catch (DriverException away) {
      return false;
    }
  }

  /** How many events each store's stock has. */
  Map<String, Long> rowsOfStores(Collection<String> stores) {
    Map<String, CompletionStage<List<StoredEvent>>> asked = new HashMap<>();
    for (String store : stores) {
      asked.put(store, reader.events("StoreStock|" + store));
    }
    Map<String, Long> rows = new HashMap<>();
    asked.forEach(
        (store, events) -> rows.put(store, (long) events.toCompletableFuture().join().size()));
    return rows;
  }

  /** How many events an order has. */
  long rowsOfOrder(String order) {
    return read("TransferOrder|" + ResourceNames.id(order)).size();
  }

  /**
   * The events of a request, in order.
   *
   * @throws AssertionError where a sequence number is missing or there twice
   */
  List<RequestEvent> ofRequest(String request) {
    List<RequestEvent> found = new ArrayList<>();
    long last = 0;
    for (StoredEvent event : read("TransferRequest|" + ResourceNames.id(request))) {
      if (event.sequenceNr() != last + 1) {
        throw new AssertionError(request + ": event " + event.sequenceNr() + " follows " + last);
      }
      last++;
      try {
        found.add(RequestEvent.parseFrom(event.payload().bytes()));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }

  private List<StoredEvent> read(String entity) {
    return reader.events(entity).toCompletableFuture().join();
  }

  @Override
  public void close() {
    session.close();
  }
}
