package io.shelfshare.it;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.InvalidProtocolBufferException;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.journal.v1.RequestEvent;
import io.shelfshare.local.LocalCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Reads the journal's rows behind the nodes' back. An entity of these tests fills one partition at
 * most.
 */
final class Journal implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private final CqlSession session;
  private final PreparedStatement count;
  private final PreparedStatement events;

  Journal(LocalCluster cluster) {
    session =
        CqlSession.builder()
            .addContactPoint(cluster.cassandra().contactPoint())
            .withLocalDatacenter(cluster.cassandra().datacenter())
            .withKeyspace(cluster.keyspace())
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    // The database is killed on purpose; the default waits a minute to look again.
                    .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LOOK_AGAIN)
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, ANSWER_WITHIN)
                    .build())
            .build();
    count =
        session.prepare(
            "SELECT count(*) FROM messages WHERE persistence_id = ? AND partition_nr = 0");
    events =
        session.prepare(
            "SELECT sequence_nr, event FROM messages"
                + " WHERE persistence_id = ? AND partition_nr = 0");
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
    Map<String, CompletionStage<AsyncResultSet>> asked = new HashMap<>();
    for (String store : stores) {
      asked.put(store, session.executeAsync(count.bind("StoreStock|" + store)));
    }
    Map<String, Long> rows = new HashMap<>();
    asked.forEach(
        (store, answer) -> rows.put(store, answer.toCompletableFuture().join().one().getLong(0)));
    return rows;
  }

  /** How many events an order has. */
  long rowsOfOrder(String order) {
    return session.execute(count.bind("TransferOrder|" + ResourceNames.id(order))).one().getLong(0);
  }

  /**
   * The events of a request, in order.
   *
   * @throws AssertionError where a sequence number is missing or there twice
   */
  List<RequestEvent> ofRequest(String request) {
    List<RequestEvent> found = new ArrayList<>();
    long last = 0;
    for (Row row : session.execute(events.bind("TransferRequest|" + ResourceNames.id(request)))) {
      if (row.getLong("sequence_nr") != last + 1) {
        throw new AssertionError(
            request + ": event " + row.getLong("sequence_nr") + " follows " + last);
      }
      last++;
      try {
        found.add(RequestEvent.parseFrom(row.getByteBuffer("event")));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }

  @Override
  public void close() {
    session.close();
  }
}
