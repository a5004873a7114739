package io.shelfshare.journalstore.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What a journal needs of the log. Safe for use by any thread. */
public final class EventLog {
  private final LogTables tables;
  private final LogWriter writer;
  private final LogReader reader;
  private final LogSettings settings;

  /** Puts a log together. */
  public EventLog(LogTables tables, LogWriter writer, LogReader reader, LogSettings settings) {
    this.tables = tables;
    this.writer = writer;
    this.reader = reader;
    this.settings = settings;
  }

  /**
   * What a recovery begins with.
   *
   * @param highest the entity's highest sequence number, or 0
   * @param events those after the number that was asked for; empty where they were too many to hold
   * @param complete whether those are all
   */
  public record Beginning(long highest, List<StoredEvent> events, boolean complete) {}

  /** As {@link LogWriter#write}. */
  public CompletionStage<Void> write(String entity, List<StoredEvent> events) {
    return writer.write(entity, events);
  }

  /**
   * Begins an incarnation of an entity.
   *
   * @param after events up to this number need not be read
   */
  public CompletionStage<Beginning> begin(String entity, long after) {
    return writer
        .begin(entity)
        .thenCompose(
            index -> {
              if (index.newestFirst().isEmpty()) {
                return CompletableFuture.completedFuture(
                    new Beginning(index.deletedTo(), List.of(), true));
              }
              Held held = new Held(after, settings.eventsHeldMax(), index.deletedTo());
              return reader
                  .read(entity, index, Math.max(after, 1), Long.MAX_VALUE, held::test)
                  .thenApply(read -> held.beginning());
            });
  }

  /** Collects until it is too much, and goes on counting. Used by one thread after another. */
  private static final class Held {
    private final long after;
    private final int max;
    private final List<StoredEvent> events = new ArrayList<>();
    private long highest;
    private boolean complete = true;

    Held(long after, int max, long deletedTo) {
      this.after = after;
      this.max = max;
      this.highest = deletedTo;
    }

    boolean test(StoredEvent event) {
      highest = Math.max(highest, event.sequenceNr());
      if (complete && event.sequenceNr() > after) {
        if (events.size() == max) {
          events.clear();
          complete = false;
        } else {
          events.add(event);
        }
      }
      return true;
    }

    Beginning beginning() {
      return new Beginning(highest, events, complete);
    }
  }

  /** Hands on events in order, from and to inclusive, while they are wanted. */
  public CompletionStage<Void> read(
      String entity, long from, long to, Predicate<StoredEvent> wanted) {
    return tables
        .runs()
        .read(entity)
        .thenCompose(index -> reader.read(entity, index, from, to, wanted));
  }

  /** Deletes events up to a sequence number; the highest number stays known. */
  public CompletionStage<Void> deleteTo(String entity, long to) {
    return tables
        .runs()
        .read(entity)
        .thenCompose(
            index -> {
              Held held = new Held(Long.MAX_VALUE, 0, index.deletedTo());
              return reader
                  .read(entity, index, 1, Long.MAX_VALUE, held::test)
                  .thenCompose(read -> delete(entity, index, Math.min(to, held.highest)));
            });
  }

  /** Notes that an entity's events up to a number are no more, without there being any. */
  public CompletionStage<Void> markDeleted(String entity, long to) {
    return tables.writeDeletedTo(entity, to).thenApply(marked -> null);
  }

  /** First the mark, so that no one reads half of what is being deleted. */
  private CompletionStage<Void> delete(String entity, RunIndex index, long to) {
    if (to <= index.deletedTo()) {
      return CompletableFuture.completedFuture(null);
    }
    return tables
        .writeDeletedTo(entity, to)
        .thenCompose(
            marked ->
                CompletableFuture.allOf(
                    index.newestFirst().stream()
                        .filter(run -> run.first() <= to)
                        .map(run -> tables.deleteEvents(entity, run, to).toCompletableFuture())
                        .toArray(CompletableFuture[]::new)));
  }
}
