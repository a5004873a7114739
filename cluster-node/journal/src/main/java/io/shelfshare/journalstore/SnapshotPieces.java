package io.shelfshare.journalstore;

import akka.persistence.SelectedSnapshot;
import akka.persistence.SnapshotMetadata;
import akka.persistence.SnapshotSelectionCriteria;
import akka.persistence.snapshot.japi.SnapshotStore;
import com.typesafe.config.Config;
import io.shelfshare.journalstore.snapshot.SnapshotTable;
import io.shelfshare.journalstore.snapshot.StoredSnapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** The snapshot-store plugin. Snapshots may be larger than what Cassandra takes in one write. */
public final class SnapshotPieces extends SnapshotStore {
  private final JournalStore store = JournalStore.get(context().system());
  private final EventObjects objects = new EventObjects(context().system());

  /** Called by Akka with the plugin's section of the configuration. */
  public SnapshotPieces(Config config) {}

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    return inTable(
        table ->
            newest(table, persistenceId, criteria)
                .thenApply(
                    found ->
                        found.map(
                            snapshot ->
                                SelectedSnapshot.create(
                                    new SnapshotMetadata(
                                        persistenceId, snapshot.sequenceNr(), snapshot.writtenAt()),
                                    objects.object(snapshot.snapshot())))));
  }

  private static CompletionStage<Optional<StoredSnapshot>> newest(
      SnapshotTable table, String persistenceId, SnapshotSelectionCriteria criteria) {
    return table.newest(
        persistenceId,
        criteria.minSequenceNr(),
        criteria.maxSequenceNr(),
        criteria.minTimestamp(),
        criteria.maxTimestamp());
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    StoredSnapshot stored =
        new StoredSnapshot(
            metadata.sequenceNr(), metadata.timestamp(), objects.serialized(snapshot));
    return inTable(table -> table.save(metadata.persistenceId(), stored));
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    return inTable(table -> table.delete(metadata.persistenceId(), metadata.sequenceNr()));
  }

  /** All at once by their numbers; one by one where their times decide too. */
  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    boolean byNumberAlone =
        criteria.minTimestamp() <= 0 && criteria.maxTimestamp() == Long.MAX_VALUE;
    return inTable(
        table ->
            byNumberAlone
                ? table.deleteRange(
                    persistenceId, criteria.minSequenceNr(), criteria.maxSequenceNr())
                : deleteEach(table, persistenceId, criteria));
  }

  private static CompletionStage<Void> deleteEach(
      SnapshotTable table, String persistenceId, SnapshotSelectionCriteria criteria) {
    return newest(table, persistenceId, criteria)
        .thenCompose(
            found ->
                found.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : table
                        .delete(persistenceId, found.get().sequenceNr())
                        .thenCompose(deleted -> deleteEach(table, persistenceId, criteria)));
  }

  private <T> Future<T> inTable(Function<SnapshotTable, CompletionStage<T>> use) {
    return FutureConverters.asScala(store.snapshots().thenCompose(use::apply));
  }
}
