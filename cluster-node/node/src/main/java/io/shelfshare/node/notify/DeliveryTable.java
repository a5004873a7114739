package io.shelfshare.node.notify;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.NotifyMapping;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The messages of each endpoint, as durable as they get. Rows go by their time to live. Safe for
 * use by any thread.
 */
final class DeliveryTable {
  private static final Duration KEPT = Duration.ofDays(30);

  /** Longer than any order lives, whose news may be found out again and again. */
  private static final Duration KNOWN = Duration.ofDays(120);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final CqlSession session;
  private final PreparedStatement insertKnown;
  private final PreparedStatement selectKnown;
  private final PreparedStatement insertMessage;
  private final PreparedStatement insertState;
  private final PreparedStatement select;

  /** Prepares the statements; blocks until the server has answered. */
  DeliveryTable(CqlSession session) {
    this.session = session;
    this.insertKnown =
        session.prepare(
            "INSERT INTO notified (endpoint, id, at) VALUES (?, ?, ?) USING TTL "
                + KNOWN.toSeconds());
    this.selectKnown = session.prepare("SELECT at FROM notified WHERE endpoint = ? AND id = ?");
    this.insertMessage =
        session.prepare(
            "INSERT INTO delivery (endpoint, day, at, id, message, state)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL "
                + KEPT.toSeconds());
    this.insertState =
        session.prepare(
            "INSERT INTO delivery (endpoint, day, at, id, state) VALUES (?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ? AND TTL "
                + KEPT.toSeconds());
    this.select =
        session.prepare(
            "SELECT at, message, state FROM delivery WHERE endpoint = ? AND day = ?"
                + " AND (at, id) < (?, ?) LIMIT ?");
  }

  /** When a message was queued for an endpoint, where it was. */
  CompletionStage<OptionalLong> queuedAt(EndpointId endpoint, String news) {
    return session
        .executeAsync(selectKnown.bind(endpoint.value(), news))
        .thenApply(
            rows -> {
              Row row = rows.one();
              return row == null ? OptionalLong.empty() : OptionalLong.of(row.getLong("at"));
            });
  }

  /** Claims the message's place in the queue; the place is taken for good once this completes. */
  CompletionStage<?> claim(EndpointId endpoint, Delivery delivery) {
    return session.executeAsync(
        insertKnown.bind(
            endpoint.value(), delivery.news().id(), delivery.queuedAt().toEpochMilli()));
  }

  /** Queues a message at the place it has claimed; again, it changes nothing. */
  CompletionStage<?> queue(EndpointId endpoint, Delivery delivery) {
    return session.executeAsync(
        insertMessage.bind(
            endpoint.value(),
            day(delivery.queuedAt()),
            delivery.queuedAt().toEpochMilli(),
            delivery.news().id(),
            NotifyMapping.toRow(delivery.news()),
            NotifyMapping.toRow(delivery),
            Epoch.version(Epoch.FIRST, delivery.version())));
  }

  /** Writes what became of a queued message. */
  CompletionStage<?> write(EndpointId endpoint, Delivery delivery) {
    return session.executeAsync(
        insertState.bind(
            endpoint.value(),
            day(delivery.queuedAt()),
            delivery.queuedAt().toEpochMilli(),
            delivery.news().id(),
            NotifyMapping.toRow(delivery),
            Epoch.version(Epoch.FIRST, delivery.version())));
  }

  /** Where a page ended. */
  record Position(Instant queuedAt, String id) {}

  /** At most {@code limit} messages of the last 30 days, newest first, from the first after. */
  CompletionStage<List<Delivery>> newest(
      EndpointId endpoint, Optional<Position> after, Instant now, int limit) {
    Instant from = after.map(Position::queuedAt).orElse(now.plus(Duration.ofMinutes(2)));
    return collect(endpoint, day(from), day(now.minus(KEPT)), after, limit, new ArrayList<>());
  }

  private CompletionStage<List<Delivery>> collect(
      EndpointId endpoint,
      int day,
      int last,
      Optional<Position> after,
      int limit,
      List<Delivery> found) {
    if (day < last || found.size() >= limit) {
      return CompletableFuture.completedFuture(found);
    }
    return readDay(endpoint, day, after, limit - found.size(), found)
        .thenCompose(read -> collect(endpoint, day - 1, last, after, limit, found));
  }

  /** Every message that was queued since then, oldest first. */
  CompletionStage<List<Delivery>> since(EndpointId endpoint, Instant since, Instant now) {
    return collect(
            endpoint,
            day(now.plus(Duration.ofMinutes(2))),
            day(since),
            Optional.empty(),
            Integer.MAX_VALUE,
            new ArrayList<>())
        .thenApply(
            found -> {
              List<Delivery> oldestFirst = new ArrayList<>(found);
              java.util.Collections.reverse(oldestFirst);
              return oldestFirst;
            });
  }

  private CompletionStage<?> readDay(
      EndpointId endpoint, int day, Optional<Position> after, int limit, List<Delivery> found) {
    return session
        .executeAsync(
            select.bind(
                endpoint.value(),
                day,
                after.map(p -> p.queuedAt().toEpochMilli()).orElse(Long.MAX_VALUE),
                after.map(Position::id).orElse(""),
                limit))
        .thenCompose(page -> take(page, found));
  }

  private static CompletionStage<?> take(AsyncResultSet page, List<Delivery> found) {
    for (Row row : page.currentPage()) {
      ByteBuffer message = row.getByteBuffer("message");
      ByteBuffer state = row.getByteBuffer("state");
      if (message != null && state != null) {
        found.add(NotifyMapping.delivery(Instant.ofEpochMilli(row.getLong("at")), message, state));
      }
    }
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> take(next, found))
        : CompletableFuture.completedFuture(found);
  }

  private static int day(Instant at) {
    return (int) Math.floorDiv(at.toEpochMilli(), DAY_MILLIS);
  }
}
