package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.RowMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Requests by the day they were posted, in slices of stores. */
final class RequestTable implements ReadTable<RequestView> {
  private static final int SLICES = 16;

  /** The longest that a request can be open, and a day for clocks and midnight. */
  private static final int DAYS_OPEN_MAX = 8;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement selectSlice;
  private final PreparedStatement selectStore;

  RequestTable(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO transfer_request (day, slice, store, posted_at, id, state)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.selectSlice =
        session.prepare("SELECT id, state FROM transfer_request WHERE day = ? AND slice = ?");
    this.selectStore =
        session.prepare(
            "SELECT id, state FROM transfer_request WHERE day = ? AND slice = ? AND store = ?");
  }

  @Override
  public CompletionStage<?> write(List<RequestView> requests) {
    List<Statement<?>> statements = new ArrayList<>(requests.size());
    for (RequestView request : requests) {
      StoreId store = request.spec().store();
      statements.add(
          insert.bind(
              day(request.postedAt()),
              slice(store),
              store.value(),
              request.postedAt().toEpochMilli(),
              request.id().toString(),
              RowMapping.toRow(request),
              Epoch.version(Epoch.FIRST, request.version())));
    }
    return Groups.execute(session, statements);
  }

  /** Every request that can still be open, and others of the same days. */
  CompletionStage<List<RequestView>> readRecent(Instant now) {
    return readSlices(day(now) - DAYS_OPEN_MAX, day(now) + 1);
  }

  private CompletionStage<List<RequestView>> readSlices(int firstDay, int lastDay) {
    List<CompletableFuture<List<RequestView>>> reads = new ArrayList<>();
    for (int day = firstDay; day <= lastDay; day++) {
      for (int slice = 0; slice < SLICES; slice++) {
        reads.add(
            Groups.collect(session.executeAsync(selectSlice.bind(day, slice)), RequestTable::view)
                .toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
        .thenApply(done -> reads.stream().flatMap(read -> read.join().stream()).toList());
  }

  /** What a store, or any store, posted on a day, counted in days since 1970. */
  CompletionStage<List<RequestView>> readDay(Optional<StoreId> store, int day) {
    if (store.isPresent()) {
      StoreId one = store.get();
      return Groups.collect(
          session.executeAsync(selectStore.bind(day, slice(one), one.value())), RequestTable::view);
    }
    return readSlices(day, day);
  }

  static int day(Instant at) {
    return (int) Math.floorDiv(at.toEpochMilli(), DAY_MILLIS);
  }

  private static int slice(StoreId store) {
    return Math.floorMod(store.value().hashCode(), SLICES);
  }

  private static RequestView view(Row row) {
    return RowMapping.request(
        new RequestId(UUID.fromString(row.getString("id"))), row.getByteBuffer("state"));
  }
}
