package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.RowMapping;
import io.shelfshare.node.readside.ReadLogTable.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Requests twice: by the store and month of their post, for ever, and by the hour in which their
 * time runs out, so that what can still be open is read without what ended long ago.
 */
final class RequestTable implements ReadTable<RequestView> {
  private static final int SLICES = 4;

  /** The longest that a request can be open, and an hour for clocks. */
  private static final Duration OPEN_MAX = Duration.ofDays(7).plusHours(1);

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final CqlSession session;
  private final ReadLog log;
  private final PreparedStatement insertPosted;
  private final PreparedStatement insertLive;
  private final PreparedStatement selectPosted;
  private final PreparedStatement selectLive;

  /**
   * @param log what takes the requests by store until they are folded into their table
   */
  RequestTable(CqlSession session, ReadLog log) {
    this.session = session;
    this.log = log;
    this.insertPosted =
        session.prepare(
            "INSERT INTO transfer_request (store, month, posted_at, id, state)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.insertLive =
        session.prepare(
            "INSERT INTO live_request (hour, slice, id, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.selectPosted =
        session.prepare(
            "SELECT posted_at, id, state, WRITETIME(state) AS version FROM transfer_request"
                + " WHERE store = ? AND month = ?"
                + " AND (posted_at, id) < (?, ?) LIMIT ?");
    this.selectLive =
        session.prepare("SELECT id, state FROM live_request WHERE hour = ? AND slice = ?");
  }

  @Override
  public CompletionStage<?> write(List<RequestView> requests) {
    List<Statement<?>> live = new ArrayList<>(requests.size());
    List<LoggedState> posted = new ArrayList<>(requests.size());
    for (RequestView request : requests) {
      String id = request.id().toString();
      ByteBuffer state = RowMapping.toRow(request);
      long version = Epoch.version(Epoch.FIRST, request.version());
      posted.add(
          new LoggedState(
              LoggedState.Subject.TRANSFER_REQUEST,
              request.spec().store().value(),
              request.postedAt().toEpochMilli(),
              id,
              state.duplicate(),
              version));
      live.add(
          insertLive.bind(
              hour(request.spec().expireAt()),
              Math.floorMod(id.hashCode(), SLICES),
              id,
              state,
              version));
    }
    return Groups.execute(session, live)
        .thenCombine(log.append(posted), (written, appended) -> appended);
  }

  /** The row of a request that was in the log. */
  Statement<?> row(LoggedState request) {
    return insertPosted.bind(
        request.place(),
        Months.of(Instant.ofEpochMilli(request.at())),
        request.at(),
        request.id(),
        request.state(),
        request.version());
  }

  /** Every request whose time has not run out, whatever its state, and some that ended lately. */
  CompletionStage<List<RequestView>> readLive(Instant now) {
    List<Statement<?>> reads = new ArrayList<>();
    for (int hour = hour(now) - 1; hour <= hour(now.plus(OPEN_MAX)); hour++) {
      for (int slice = 0; slice < SLICES; slice++) {
        reads.add(selectLive.bind(hour, slice));
      }
    }
    return Groups.collectAll(session, reads, RequestTable::view);
  }

  /**
   * Hands over every request whose time ran, or is to run, out then, as it stood under that time;
   * completes when all were. Several threads may call {@code take} at once.
   */
  CompletionStage<Void> readByExpiry(Instant from, Instant before, Consumer<RequestView> take) {
    List<Statement<?>> reads = new ArrayList<>();
    for (int hour = hour(from); hour <= hour(before.minusMillis(1)); hour++) {
      for (int slice = 0; slice < SLICES; slice++) {
        reads.add(selectLive.bind(hour, slice));
      }
    }
    return Groups.forEachOf(session, reads, row -> take.accept(view(row)));
  }

  /** At most {@code limit} that a store posted in a month, newest first, from the first after. */
  CompletionStage<List<RequestView>> readMonth(
      StoreId store, int month, Optional<RequestQuery.Position> after, int limit) {
    Window window =
        Months.window(
            month,
            after.map(p -> p.postedAt().toEpochMilli()),
            after.map(p -> p.id().toString()).orElse(""),
            limit);
    return log.readPage(
            LoggedState.Subject.TRANSFER_REQUEST,
            store.value(),
            window,
            () -> readFolded(store, month, window))
        .thenApply(rows -> rows.stream().map(row -> view(row.id(), row.state())).toList());
  }

  private CompletionStage<List<LoggedState>> readFolded(StoreId store, int month, Window window) {
    return Groups.collect(
        session.executeAsync(
            selectPosted.bind(
                store.value(), month, window.atBefore(), window.idBefore(), window.limit())),
        row ->
            new LoggedState(
                LoggedState.Subject.TRANSFER_REQUEST,
                store.value(),
                row.getLong("posted_at"),
                row.getString("id"),
                row.getByteBuffer("state"),
                row.getLong("version")));
  }

  private static int hour(Instant at) {
    return (int) Math.floorDiv(at.toEpochMilli(), HOUR_MILLIS);
  }

  private static RequestView view(Row row) {
    return view(row.getString("id"), row.getByteBuffer("state"));
  }

  private static RequestView view(String id, ByteBuffer state) {
    return RowMapping.request(new RequestId(UUID.fromString(id)), state);
  }
}
