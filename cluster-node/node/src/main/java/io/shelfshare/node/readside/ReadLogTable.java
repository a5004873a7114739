package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.node.readside.LoggedState.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The logs of all nodes, and the list of what is live in them. Safe for use by any thread. */
final class ReadLogTable {
  /** All logs of a cluster stand in one partition: they are as few as its nodes. */
  private static final int PART = 0;

  private static final int ROWS_A_WRITE_MAX = 100;
  private static final int BYTES_A_WRITE_MAX = 256 * 1024;

  /** So that a fold of a large segment holds little of it at once. */
  private static final int ROWS_A_PAGE = 2_000;

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement selectPlace;
  private final PreparedStatement selectPage;
  private final PreparedStatement selectSegment;
  private final PreparedStatement deleteSegment;
  private final PreparedStatement selectLogs;
  private final PreparedStatement begin;
  private final PreparedStatement extend;
  private final PreparedStatement updateFirstLive;
  private final PreparedStatement updateFirstKept;
  private final PreparedStatement deleteLog;

  /** A partition of a log. */
  record Segment(UUID log, int number) {}

  /**
   * A log.
   *
   * @param node the life of a node that writes it; empty where all that is there is a late word of
   *     a node whose log was taken off, in which nobody reads
   */
  record Log(UUID id, Optional<String> node, int firstKept, int firstLive, int lastLive) {}

  /** Where a page of a place starts, exclusively, and the lowest {@code at} that it may have. */
  record Window(long atBefore, String idBefore, long atFrom, int limit) {}

  ReadLogTable(CqlSession session) {
    this.session = session;
    String rows = "SELECT subject, place, at, id, state, WRITETIME(state) AS version FROM read_log";
    String place = rows + " WHERE log = ? AND segment = ? AND subject = ? AND place = ?";
    this.insert =
        session.prepare(
            "INSERT INTO read_log (log, segment, subject, place, at, id, state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.selectPlace = session.prepare(place);
    this.selectPage = session.prepare(place + " AND (at, id) < (?, ?) AND (at) >= (?) LIMIT ?");
    this.selectSegment = session.prepare(rows + " WHERE log = ? AND segment = ?");
    this.deleteSegment = session.prepare("DELETE FROM read_log WHERE log = ? AND segment = ?");
    String segments = "read_log_segments";
    String key = " WHERE part = " + PART + " AND log = ?";
    this.selectLogs =
        session.prepare(
            "SELECT log, node, first_kept, first_live, last_live FROM "
                + segments
                + " WHERE part = "
                + PART);
    this.begin =
        session.prepare(
            "INSERT INTO "
                + segments
                + " (part, log, node, first_kept, first_live, last_live) VALUES ("
                + PART
                + ", ?, ?, 0, 0, ?)");
    this.extend = session.prepare("UPDATE " + segments + " SET last_live = ?" + key);
    this.updateFirstLive = session.prepare("UPDATE " + segments + " SET first_live = ?" + key);
    this.updateFirstKept = session.prepare("UPDATE " + segments + " SET first_kept = ?" + key);
    this.deleteLog = session.prepare("DELETE FROM " + segments + key);
  }

  /** Begins a log, whose segments up to {@code last} readers look at once this completes. */
  CompletionStage<?> begin(UUID log, String node, int last) {
    return session.executeAsync(begin.bind(log, node, last));
  }

  /**
   * Readers look at segment {@code last} too, once this completes. It does not begin a log again
   * that others have taken off.
   */
  CompletionStage<?> extend(UUID log, int last) {
    return session.executeAsync(extend.bind(last, log));
  }

  /** Rows of one partition, as few writes as their bytes allow. */
  CompletionStage<Void> append(Segment segment, List<LoggedState> states) {
    List<Statement<?>> writes = new ArrayList<>();
    List<BoundStatement> rows = new ArrayList<>();
    int bytes = 0;
    for (LoggedState state : states) {
      rows.add(
          insert.bind(
              segment.log(),
              segment.number(),
              state.subject().number(),
              state.place(),
              state.at(),
              state.id(),
              state.state(),
              state.version()));
      bytes += state.state().remaining();
      if (rows.size() == ROWS_A_WRITE_MAX || bytes >= BYTES_A_WRITE_MAX) {
        writes.add(together(rows));
        rows.clear();
        bytes = 0;
      }
    }
    if (!rows.isEmpty()) {
      writes.add(together(rows));
    }
    return Groups.executeEach(session, writes);
  }

  private static Statement<?> together(List<BoundStatement> rows) {
    return rows.size() == 1
        ? rows.get(0)
        : BatchStatement.newInstance(DefaultBatchType.UNLOGGED, List.copyOf(rows));
  }

  /** Every log there is. */
  CompletionStage<List<Log>> logs() {
    return Groups.collect(session.executeAsync(selectLogs.bind()), ReadLogTable::log);
  }

  private static Log log(Row row) {
    return new Log(
        row.getUuid("log"),
        Optional.ofNullable(row.getString("node")).filter(node -> !row.isNull("first_live")),
        row.getInt("first_kept"),
        row.getInt("first_live"),
        row.getInt("last_live"));
  }

  /** What a segment has of a place. */
  CompletionStage<List<LoggedState>> readPlace(Segment segment, Subject subject, String place) {
    return Groups.collect(
        session.executeAsync(
            selectPlace.bind(segment.log(), segment.number(), subject.number(), place)),
        ReadLogTable::state);
  }

  /** The newest of what a segment has of a place in a window. */
  CompletionStage<List<LoggedState>> readPage(
      Segment segment, Subject subject, String place, Window window) {
    return Groups.collect(
        session.executeAsync(
            selectPage.bind(
                segment.log(),
                segment.number(),
                subject.number(),
                place,
                window.atBefore(),
                window.idBefore(),
                window.atFrom(),
                window.limit())),
        ReadLogTable::state);
  }

  private static LoggedState state(Row row) {
    return new LoggedState(
        Subject.of(row.getByte("subject")),
        row.getString("place"),
        row.getLong("at"),
        row.getString("id"),
        row.getByteBuffer("state"),
        row.getLong("version"));
  }

  /**
   * Hands over every row of a segment, page by page, place by place; the next page is read once the
   * last is done with.
   */
  CompletionStage<Void> forEachPage(
      Segment segment, Function<List<LoggedState>, CompletionStage<Void>> take) {
    return forEachPage(
        session.executeAsync(
            selectSegment.bind(segment.log(), segment.number()).setPageSize(ROWS_A_PAGE)),
        take);
  }

  private static CompletionStage<Void> forEachPage(
      CompletionStage<AsyncResultSet> pages,
      Function<List<LoggedState>, CompletionStage<Void>> take) {
    return pages.thenCompose(
        page -> {
          List<LoggedState> states = new ArrayList<>();
          page.currentPage().forEach(row -> states.add(state(row)));
          CompletionStage<Void> taken = take.apply(states);
          return page.hasMorePages()
              ? taken.thenCompose(done -> forEachPage(page.fetchNextPage(), take))
              : taken;
        });
  }

  /** Readers do not look below {@code first} any more. */
  CompletionStage<?> setFirstLive(UUID log, int first) {
    return session.executeAsync(updateFirstLive.bind(first, log));
  }

  /** Nothing of the log is stored below {@code first} any more. */
  CompletionStage<?> setFirstKept(UUID log, int first) {
    return session.executeAsync(updateFirstKept.bind(first, log));
  }

  CompletionStage<?> delete(Segment segment) {
    return session.executeAsync(deleteSegment.bind(segment.log(), segment.number()));
  }

  CompletionStage<?> delete(UUID log) {
    return session.executeAsync(deleteLog.bind(log));
  }
}
