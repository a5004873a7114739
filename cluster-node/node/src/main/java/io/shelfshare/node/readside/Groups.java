package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Many statements at once, but not too many. Safe for use by any thread. */
final class Groups {
  private static final int UNDER_WAY_MAX = 64;

  private Groups() {}

  /** Executes all of the statements; completes when all have, fails when one has. */
  static CompletionStage<Void> execute(CqlSession session, List<Statement<?>> statements) {
    Iterator<Statement<?>> rest = statements.iterator();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(UNDER_WAY_MAX, statements.size()); lane++) {
      lanes.add(executeRest(session, rest));
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new));
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
    return result.thenCompose(page -> collect(page, map, found));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> map, List<T> found) {
    page.currentPage().forEach(row -> found.add(map.apply(row)));
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, map, found))
        : CompletableFuture.completedFuture(found);
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

  private static Optional<Statement<?>> next(Iterator<Statement<?>> rest) {
    synchronized (rest) {
      return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
  }
}
