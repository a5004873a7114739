package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads what the index says of entities. Those of one {@link Period} that are asked for while reads
 * are under way share the next one; nothing waits otherwise. What is read was never read before it
 * was asked for. Safe for use by any thread.
 */
final class RunLookup {
  private static final int UNDER_WAY_MAX = 2;

  /** Cassandra looks each of them up by itself, in the one partition. */
  private static final int AT_ONCE_MAX = 100;

  private final LogTables tables;
  private final Object lock = new Object();
  private final Map<Long, Map<String, CompletableFuture<RunIndex>>> waiting = new LinkedHashMap<>();
  private int underWay;

  RunLookup(LogTables tables) {
    this.tables = tables;
  }

  /** What it says of one entity; empty of one that has written nothing. */
  CompletionStage<RunIndex> read(String entity) {
    OptionalLong period = Period.of(entity);
    if (period.isEmpty()) {
      Map<String, RunIndex> found = new HashMap<>();
      return tables
          .readRuns(entity)
          .thenCompose(page -> rows(page, found, row -> entity))
          .thenApply(read -> found.getOrDefault(entity, RunIndex.NONE));
    }
    CompletableFuture<RunIndex> answer;
    synchronized (lock) {
      answer =
          waiting
              .computeIfAbsent(period.getAsLong(), number -> new LinkedHashMap<>())
              .computeIfAbsent(entity, one -> new CompletableFuture<>());
    }
    pump();
    return answer;
  }

  private record Lookup(long period, Map<String, CompletableFuture<RunIndex>> entities) {}

  private void pump() {
    while (true) {
      Lookup next;
      synchronized (lock) {
        if (underWay >= UNDER_WAY_MAX || waiting.isEmpty()) {
          return;
        }
        next = next();
        underWay++;
      }
      send(next);
    }
  }

  private Lookup next() {
    var periods = waiting.entrySet().iterator();
    var oldest = periods.next();
    Map<String, CompletableFuture<RunIndex>> taken = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, CompletableFuture<RunIndex>>> entities =
            oldest.getValue().entrySet().iterator();
        entities.hasNext() && taken.size() < AT_ONCE_MAX; ) {
      var entity = entities.next();
      taken.put(entity.getKey(), entity.getValue());
      entities.remove();
    }
    if (oldest.getValue().isEmpty()) {
      periods.remove();
    }
    return new Lookup(oldest.getKey(), taken);
  }

  private void send(Lookup lookup) {
    Map<String, RunIndex> found = new HashMap<>();
    CompletionStage<AsyncResultSet> read;
    try {
      read = tables.readRuns(lookup.period(), List.copyOf(lookup.entities().keySet()));
    } catch (RuntimeException e) {
      read = CompletableFuture.failedFuture(e);
    }
    var unused =
        read.thenCompose(page -> rows(page, found, row -> row.getString(5)))
            .whenComplete(
                (done, failure) -> {
                  synchronized (lock) {
                    underWay--;
                  }
                  lookup
                      .entities()
                      .forEach(
                          (entity, answer) -> {
                            if (failure != null) {
                              answer.completeExceptionally(failure);
                            } else {
                              answer.complete(found.getOrDefault(entity, RunIndex.NONE));
                            }
                          });
                  pump();
                });
  }

  private interface Named {
    String entity(Row row);
  }

  private static CompletionStage<Void> rows(
      AsyncResultSet page, Map<String, RunIndex> found, Named named) {
    for (Row row : page.currentPage()) {
      found.merge(named.entity(row), index(row), RunLookup::together);
    }
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> rows(next, found, named))
        : CompletableFuture.completedFuture(null);
  }

  /** An entity whose events were all deleted before the first run has its mark alone. */
  private static RunIndex index(Row row) {
    boolean run = !row.isNull(0) && row.getLong(0) != LogTables.MARK_EPOCH;
    return new RunIndex(
        run
            ? List.of(new Run(row.getLong(0), row.getLong(1), row.getUuid(2), row.getInt(3)))
            : List.of(),
        row.isNull(4) ? 0 : row.getLong(4));
  }

  private static RunIndex together(RunIndex newer, RunIndex older) {
    List<Run> runs = new ArrayList<>(newer.newestFirst());
    runs.addAll(older.newestFirst());
    return new RunIndex(runs, Math.max(newer.deletedTo(), older.deletedTo()));
  }
}
