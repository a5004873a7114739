package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Reads an entity's events back, in order and each once. Safe for use by any thread. */
public final class LogReader {
  private static final int PARTS_AHEAD = 4;

  private final LogTables tables;
  private final Executor executor;

  /**
   * Reads from these tables.
   *
   * @param executor hands events on, since consumers may take longer than the driver's threads
   *     should
   */
  public LogReader(LogTables tables, Executor executor) {
    this.tables = tables;
    this.executor = executor;
  }

  /**
   * All events of an entity.
   *
   * @param persistenceId as Akka calls the entity
   */
  public CompletionStage<List<StoredEvent>> events(String persistenceId) {
    List<StoredEvent> events = new ArrayList<>();
    return tables
        .runs()
        .read(persistenceId)
        .thenCompose(index -> read(persistenceId, index, 1, Long.MAX_VALUE, events::add))
        .thenApply(read -> events);
  }

  /**
   * Hands events on, in order, until they or the consumer's wish for more end.
   *
   * @param wanted is given each event and says whether it wants more
   */
  CompletionStage<Void> read(
      String entity, RunIndex index, long from, long to, Predicate<StoredEvent> wanted) {
    long first = Math.max(from, index.deletedTo() + 1);
    List<Run.Part> parts = Run.parts(index.newestFirst(), first);
    return new Reading(entity, parts, to, wanted).go();
  }

  /** One pass; parts are asked for a few ahead of the one that is handed on. */
  private final class Reading {
    private final String entity;
    private final List<Run.Part> parts;
    private final long to;
    private final Predicate<StoredEvent> wanted;
    private final List<CompletionStage<AsyncResultSet>> asked = new ArrayList<>();

    Reading(String entity, List<Run.Part> parts, long to, Predicate<StoredEvent> wanted) {
      this.entity = entity;
      this.parts = parts;
      this.to = to;
      this.wanted = wanted;
    }

    CompletionStage<Void> go() {
      return part(0);
    }

    private CompletionStage<Void> part(int number) {
      if (number == parts.size() || parts.get(number).first() > to) {
        return CompletableFuture.completedFuture(null);
      }
      while (asked.size() < parts.size() && asked.size() < number + PARTS_AHEAD) {
        asked.add(tables.readEvents(entity, parts.get(asked.size())));
      }
      return asked.get(number).thenComposeAsync(page -> page(number, page), executor);
    }

    private CompletionStage<Void> page(int number, AsyncResultSet page) {
      for (Row row : page.currentPage()) {
        long sequenceNr = row.getLong(0);
        if (sequenceNr > to
            || !wanted.test(StoredEvent.decoded(sequenceNr, row.getByteBuffer(1)))) {
          return CompletableFuture.completedFuture(null);
        }
      }
      return page.hasMorePages()
          ? page.fetchNextPage().thenComposeAsync(following -> page(number, following), executor)
          : part(number + 1);
    }
  }
}
