package io.shelfshare.node.openwork;

import akka.Done;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.shelfshare.node.journal.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows that wake entities, in slices and buckets of a minute (by due time). A slice says who
 * wakes, not whom: rows that are written together go to one slice, as a write costs the database
 * about the same with one row of a partition or with many.
 *
 * <p>Safe for use by any thread.
 */
public final class OpenWorkTable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenWorkTable.class);

  /** How many slices there are; fixed for the life of a cluster's data. */
  public static final int SLICES = 16;

  /** How far ahead a row may be due, so that a starting daemon can look at all that stand. */
  public static final Duration HORIZON = Duration.ofHours(1);

  private static final Duration BUCKET = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(7);

  private static final int ROWS_A_WRITE_MAX = 100;
  private static final int MARK_ATTEMPTS = 30;
  private static final Duration MARK_PAUSE = Duration.ofSeconds(2);

  private final CqlSession session;
  private final RowGroups<Work> groups = new RowGroups<>(this::write);
  private final AtomicInteger turn = new AtomicInteger();
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement insertMark;
  private final PreparedStatement selectMark;

  /** Prepares the statements; blocks until the server has answered. */
  public OpenWorkTable(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO open_work (slice, bucket, due, entity_type, entity_id, epoch)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
    this.select =
        session.prepare(
            "SELECT due, entity_type, entity_id FROM open_work"
                + " WHERE slice = ? AND bucket = ? AND due <= ?");
    this.insertMark = session.prepare("INSERT INTO open_work_mark (slice, bucket) VALUES (?, ?)");
    this.selectMark = session.prepare("SELECT bucket FROM open_work_mark WHERE slice = ?");
  }

  /**
   * Sets the low-water mark of every slice that has none, so that no row that is put from now on
   * can be overlooked; blocks. To be called before anything puts a row. Nodes that start together
   * stand in each other's way here, so that what fails is looked at again for a minute.
   */
  public void prepareMarks(Instant now) {
    PreparedStatement first =
        session.prepare("INSERT INTO open_work_mark (slice, bucket) VALUES (?, ?) IF NOT EXISTS");
    for (int slice = 0; slice < SLICES; slice++) {
      BoundStatement mark = first.bind(slice, bucket(now));
      for (int attempt = 1; !isMarked(slice, mark, attempt == MARK_ATTEMPTS); attempt++) {
        LockSupport.parkNanos(MARK_PAUSE.toNanos());
      }
    }
  }

  private boolean isMarked(int slice, BoundStatement mark, boolean last) {
    try {
      if (session.execute(selectMark.bind(slice)).one() == null) {
        session.execute(mark);
      }
      return true;
    } catch (DriverException e) {
      if (last) {
        throw e;
      }
      LOG.info("The mark of open work {} is set again soon", slice, e);
      return false;
    }
  }

  /** One row. */
  public record Work(Instant due, String entityType, String entityId) {}

  /** Puts a row; durable once the stage completes. */
  public CompletionStage<Done> put(Work work) {
    return groups.put(work);
  }

  private CompletionStage<?> write(List<Work> works) {
    int slice = Math.floorMod(turn.getAndIncrement(), SLICES);
    Map<Long, List<BatchableStatement<?>>> buckets = new HashMap<>();
    for (Work work : works) {
      buckets.computeIfAbsent(bucket(work.due()), b -> new ArrayList<>()).add(row(slice, work));
    }
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (List<BatchableStatement<?>> rows : buckets.values()) {
      for (int from = 0; from < rows.size(); from += ROWS_A_WRITE_MAX) {
        int to = Math.min(from + ROWS_A_WRITE_MAX, rows.size());
        writes.add(writeAsOne(rows.subList(from, to)).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
  }

  private BoundStatement row(int slice, Work work) {
    return insert.bind(
        slice,
        bucket(work.due()),
        work.due().toEpochMilli(),
        work.entityType(),
        work.entityId(),
        Epoch.FIRST,
        (int) KEPT.plus(HORIZON).toSeconds());
  }

  private CompletionStage<?> writeAsOne(List<BatchableStatement<?>> rows) {
    return session.executeAsync(
        rows.size() == 1
            ? rows.get(0)
            : BatchStatement.newInstance(DefaultBatchType.UNLOGGED, rows));
  }

  CompletionStage<List<Work>> read(int slice, long bucket, Instant dueMax) {
    List<Work> found = new ArrayList<>();
    return session
        .executeAsync(select.bind(slice, bucket, dueMax.toEpochMilli()))
        .thenCompose(page -> collect(page, found));
  }

  private static CompletionStage<List<Work>> collect(AsyncResultSet page, List<Work> found) {
    for (Row row : page.currentPage()) {
      found.add(
          new Work(
              Instant.ofEpochMilli(row.getLong("due")),
              row.getString("entity_type"),
              row.getString("entity_id")));
    }
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, found))
        : CompletableFuture.completedFuture(found);
  }

  CompletionStage<OptionalLong> readMark(int slice) {
    return session
        .executeAsync(selectMark.bind(slice))
        .thenApply(
            rows -> {
              Row row = rows.one();
              return row == null ? OptionalLong.empty() : OptionalLong.of(row.getLong("bucket"));
            });
  }

  CompletionStage<Done> writeMark(int slice, long bucket) {
    return session
        .executeAsync(insertMark.bind(slice, bucket))
        .thenApply(written -> Done.getInstance());
  }

  static long bucket(Instant due) {
    return Math.floorDiv(due.toEpochMilli(), BUCKET.toMillis());
  }

  static Instant endOf(long bucket) {
    return Instant.ofEpochMilli((bucket + 1) * BUCKET.toMillis());
  }
}
