package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the index says of an entity.
 *
 * @param newestFirst its runs
 * @param deletedTo up to which sequence number its events were deleted, or 0
 */
record RunIndex(List<Run> newestFirst, long deletedTo) {
  static final RunIndex NONE = new RunIndex(List.of(), 0);

  static CompletionStage<RunIndex> read(LogTables tables, String entity) {
    return tables.readRuns(entity).thenCompose(page -> next(page, NONE));
  }

  private static CompletionStage<RunIndex> next(AsyncResultSet page, RunIndex before) {
    List<Run> runs = new ArrayList<>(before.newestFirst());
    long deletedTo = before.deletedTo();
    for (Row row : page.currentPage()) {
      deletedTo = Math.max(deletedTo, row.isNull(4) ? 0 : row.getLong(4));
      // An entity whose events were all deleted before the first run has its mark alone.
      if (!row.isNull(0)) {
        runs.add(new Run(row.getLong(0), row.getLong(1), row.getUuid(2), row.getInt(3)));
      }
    }
    RunIndex index = new RunIndex(runs, deletedTo);
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(following -> next(following, index))
        : CompletableFuture.completedFuture(index);
  }

  /**
   * The epoch of the next incarnation: later than all that are known, and than those of
   * incarnations that began before and whose first write is still on its way.
   */
  long nextEpoch(long nowMillis) {
    long known = newestFirst.isEmpty() ? 0 : newestFirst.get(0).epoch();
    return Math.max(known + 1, nowMillis);
  }
}
