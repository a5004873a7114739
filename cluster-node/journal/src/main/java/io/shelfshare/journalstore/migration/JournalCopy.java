package io.shelfshare.journalstore.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.journalstore.log.EventLog;
import io.shelfshare.journalstore.log.Lease;
import io.shelfshare.journalstore.log.LogReader;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.LogTables;
import io.shelfshare.journalstore.log.LogWriter;
import io.shelfshare.journalstore.log.StoredEvent;
import io.shelfshare.journalstore.snapshot.SnapshotTable;
import io.shelfshare.journalstore.snapshot.StoredSnapshot;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Copies journals and snapshots of the stock plugin, entity by entity. Run again after it was
 * interrupted, it goes on; entities that are copied already cost a look. The stock tables are not
 * changed. Waits for each answer.
 */
public final class JournalCopy {
  private static final int EVENTS_AT_ONCE = 50;

  private final StockJournal stock;
  private final EventLog log;
  private final SnapshotTable snapshots;

  /** Copies between tables that one session reaches. */
  public JournalCopy(CqlSession session, LogSettings settings, UUID log) {
    this.stock = new StockJournal(session, settings);
    LogTables tables = await(LogTables.prepare(session, settings));
    this.log =
        new EventLog(
            tables,
            new LogWriter(tables, settings, log, System::nanoTime, Lease.ALWAYS),
            new LogReader(tables, Runnable::run),
            settings);
    this.snapshots = await(SnapshotTable.prepare(session, settings));
  }

  /**
   * What was copied now.
   *
   * @param entities that there are
   */
  public record Copied(long entities, long events, long snapshots) {}

  /**
   * Copies what is not there yet.
   *
   * @throws IllegalStateException if an entity has gone on in the new journal already, so that the
   *     two differ
   */
  public Copied copy() {
    long entities = 0;
    long events = 0;
    long copiedSnapshots = 0;
    for (String entity : stock.entities()) {
      entities++;
      events += copyEvents(entity);
      for (StoredSnapshot snapshot : stock.snapshots(entity)) {
        await(snapshots.save(entity, snapshot));
        copiedSnapshots++;
      }
    }
    return new Copied(entities, events, copiedSnapshots);
  }

  private long copyEvents(String entity) {
    List<StoredEvent> all = stock.events(entity);
    long deletedTo = stock.deletedTo(entity);
    long last = all.isEmpty() ? deletedTo : all.get(all.size() - 1).sequenceNr();
    long highest = await(log.begin(entity, 0)).highest();
    if (highest > last) {
      throw new IllegalStateException(
          "%s has %d events in the new journal and %d in the old one"
              .formatted(entity, highest, last));
    }
    if (deletedTo > highest) {
      await(log.markDeleted(entity, deletedTo));
    }
    List<StoredEvent> missing =
        all.stream().filter(event -> event.sequenceNr() > Math.max(highest, deletedTo)).toList();
    for (int from = 0; from < missing.size(); from += EVENTS_AT_ONCE) {
      int to = Math.min(from + EVENTS_AT_ONCE, missing.size());
      await(log.write(entity, missing.subList(from, to)));
    }
    return missing.size();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
