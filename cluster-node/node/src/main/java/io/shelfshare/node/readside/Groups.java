package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Many statements at once, but not too many. Safe for use by any thread. */
final class Groups {
  private static final int UNDER_WAY_MAX = 64;
  private static final int CALMLY_UNDER_WAY_MAX = 4;
  private static final int ROWS_A_WRITE_MAX = 100;

  private Groups() {}

  /**
   * Executes all of the statements, rows of one partition as one write; completes when all have,
   * fails when one has.
   */
  static CompletionStage<Void> execute(CqlSession session, List<Statement<?>> statements) {
    return executeEach(session, byPartition(statements));
  }

  /** The same for statements that are gathered already. */
  static CompletionStage<Void> executeEach(CqlSession session, List<Statement<?>> writes) {
    return executeEach(session, writes, UNDER_WAY_MAX);
  }

  /** As {@link #execute}, for work that has time: it leaves the database to others. */
  static CompletionStage<Void> executeCalmly(CqlSession session, List<Statement<?>> statements) {
    return executeEach(session, byPartition(statements), CALMLY_UNDER_WAY_MAX);
  }

  private static CompletionStage<Void> executeEach(
      CqlSession session, List<Statement<?>> writes, int underWayMax) {
    Iterator<Statement<?>> rest = writes.iterator();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(underWayMax, writes.size()); lane++) {
      lanes.add(executeRest(session, rest));
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
  }

  /** Which rows Cassandra can write as one. */
  private record Partition(PreparedStatement insert, ByteBuffer key) {}

  /** A write costs Cassandra about the same with one row or with some. */
  private static List<Statement<?>> byPartition(List<Statement<?>> statements) {
    List<Statement<?>> writes = new ArrayList<>();
    Map<Partition, List<BatchableStatement<?>>> partitions = new LinkedHashMap<>();
    for (Statement<?> statement : statements) {
      if (statement instanceof BoundStatement row && row.getRoutingKey() != null) {
        partitions
            .computeIfAbsent(
                new Partition(row.getPreparedStatement(), row.getRoutingKey()),
                partition -> new ArrayList<>())
            .add(row);
      } else {
        writes.add(statement);
      }
    }
    for (List<BatchableStatement<?>> rows : partitions.values()) {
      for (int from = 0; from < rows.size(); from += ROWS_A_WRITE_MAX) {
        List<BatchableStatement<?>> some =
            rows.subList(from, Math.min(from + ROWS_A_WRITE_MAX, rows.size()));
        writes.add(
            some.size() == 1
                ? some.get(0)
                : BatchStatement.newInstance(DefaultBatchType.UNLOGGED, some));
      }
    }
    return writes;
  }

  private static CompletableFuture<Void> executeRest(
      CqlSession session, Iterator<Statement<?>> rest) {
    Optional<Statement<?>> next = next(rest);
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return session
        .executeAsync(next.get())
        .toCompletableFuture()
        .thenCompose(done -> executeRest(session, rest));
  }

  /** Reads every row of every page. */
  static <T> CompletionStage<List<T>> collect(
      CompletionStage<AsyncResultSet> result, Function<Row, T> map) {
    List<T> found = new ArrayList<>();
    return forEach(result, row -> found.add(map.apply(row))).thenApply(done -> found);
  }

  /** Hands over every row of every page, one after the other, holding one page at a time. */
  static CompletionStage<Void> forEach(CompletionStage<AsyncResultSet> result, Consumer<Row> take) {
    return result.thenCompose(
        page -> {
          page.currentPage().forEach(take);
          return page.hasMorePages()
              ? forEach(page.fetchNextPage(), take)
              : CompletableFuture.completedFuture(null);
        });
  }

  /** Reads every row of many statements, not too many at once. */
  static <T> CompletionStage<List<T>> collectAll(
      CqlSession session, List<Statement<?>> statements, Function<Row, T> map) {
    Iterator<Statement<?>> rest = statements.iterator();
    List<T> found = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(UNDER_WAY_MAX, statements.size()); lane++) {
      lanes.add(collectRest(session, rest, map, found));
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new))
        .thenApply(done -> List.copyOf(found));
  }

  private static <T> CompletableFuture<Void> collectRest(
      CqlSession session, Iterator<Statement<?>> rest, Function<Row, T> map, List<T> found) {
    Optional<Statement<?>> next = next(rest);
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return collect(session.executeAsync(next.get()), map)
        .toCompletableFuture()
        .thenCompose(
            rows -> {
              found.addAll(rows);
              return collectRest(session, rest, map, found);
            });
  }

  /** Hands over every row of many statements, not too many at once, and from several threads. */
  static CompletionStage<Void> forEachOf(
      CqlSession session, List<Statement<?>> statements, Consumer<Row> take) {
    Iterator<Statement<?>> rest = statements.iterator();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(UNDER_WAY_MAX, statements.size()); lane++) {
      lanes.add(forEachOfRest(session, rest, take));
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<Void> forEachOfRest(
      CqlSession session, Iterator<Statement<?>> rest, Consumer<Row> take) {
    Optional<Statement<?>> next = next(rest);
    if (next.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return forEach(session.executeAsync(next.get()), take)
        .toCompletableFuture()
        .thenCompose(done -> forEachOfRest(session, rest, take));
  }

  private static Optional<Statement<?>> next(Iterator<Statement<?>> rest) {
    synchronized (rest) {
      return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
  }
}
