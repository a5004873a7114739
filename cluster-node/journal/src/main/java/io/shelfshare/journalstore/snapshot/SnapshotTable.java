package io.shelfshare.journalstore.snapshot;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.Serialized;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Snapshots, each in one row or in several pieces of a bounded size. The first piece is written
 * last: where it is, the others are. Safe for use by any thread.
 */
public final class SnapshotTable {
  /** Pieces are large, so few of them come in one answer. */
  private static final int PIECES_A_PAGE = 4;

  private final CqlSession session;
  private final int pieceBytesMax;
  private final PreparedStatement insert;
  private final PreparedStatement newest;
  private final PreparedStatement pieces;
  private final PreparedStatement deleteOne;
  private final PreparedStatement deleteRange;

  private SnapshotTable(
      CqlSession session, LogSettings settings, List<PreparedStatement> statements) {
    this.session = session;
    this.pieceBytesMax = settings.snapshotPieceBytesMax();
    this.insert = statements.get(0);
    this.newest = statements.get(1);
    this.pieces = statements.get(2);
    this.deleteOne = statements.get(3);
    this.deleteRange = statements.get(4);
  }

  /** Prepares the statements; fails where the table is not there. */
  public static CompletionStage<SnapshotTable> prepare(CqlSession session, LogSettings settings) {
    String table = settings.table("journal_snapshot");
    List<CompletableFuture<PreparedStatement>> statements =
        List.of(
                "INSERT INTO "
                    + table
                    + " (persistence_id, sequence_nr, piece, pieces, epoch, written_at, serializer,"
                    + " manifest, snapshot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                "SELECT sequence_nr, piece, pieces, written_at, serializer, manifest, snapshot FROM"
                    + " "
                    + table
                    + " WHERE persistence_id = ? AND sequence_nr >= ? AND sequence_nr <= ? LIMIT 1",
                "SELECT piece, written_at, snapshot FROM "
                    + table
                    + " WHERE persistence_id = ? AND sequence_nr = ? AND piece > 0",
                "DELETE FROM " + table + " WHERE persistence_id = ? AND sequence_nr = ?",
                "DELETE FROM "
                    + table
                    + " WHERE persistence_id = ? AND sequence_nr >= ? AND sequence_nr <= ?")
            .stream()
            .map(
                cql ->
                    session
                        .prepareAsync(
                            SimpleStatement.newInstance(cql)
                                .setConsistencyLevel(settings.consistency())
                                .setIdempotent(true))
                        .toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(statements.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                new SnapshotTable(
                    session, settings, statements.stream().map(CompletableFuture::join).toList()));
  }

  /** Stores a snapshot, in place of one with the same sequence number. */
  public CompletionStage<Void> save(String entity, StoredSnapshot snapshot) {
    byte[] bytes = snapshot.snapshot().bytes();
    int count = Math.max(1, (bytes.length + pieceBytesMax - 1) / pieceBytesMax);
    CompletionStage<?> saved = CompletableFuture.completedFuture(null);
    for (int piece = count - 1; piece >= 0; piece--) {
      int number = piece;
      // One after the other: they are large, and the first one vouches for the others.
      saved = saved.thenCompose(before -> savePiece(entity, snapshot, number, count));
    }
    return saved.thenApply(done -> null);
  }

  private CompletionStage<AsyncResultSet> savePiece(
      String entity, StoredSnapshot snapshot, int piece, int count) {
    Serialized serialized = snapshot.snapshot();
    int from = piece * pieceBytesMax;
    int length = Math.min(pieceBytesMax, serialized.bytes().length - from);
    return session.executeAsync(
        insert.bind(
            entity,
            snapshot.sequenceNr(),
            piece,
            count,
            EPOCH,
            snapshot.writtenAt(),
            serialized.serializer(),
            serialized.manifest(),
            ByteBuffer.wrap(serialized.bytes(), from, length)));
  }

  /** Until incarnations claim their epochs, snapshots are of the first. */
  private static final long EPOCH = 1;

  /**
   * The newest snapshot that was stored whole.
   *
   * @param from the lowest sequence number
   * @param to the highest sequence number
   * @param writtenFrom the earliest time, in milliseconds since 1970
   * @param writtenTo the latest
   */
  public CompletionStage<Optional<StoredSnapshot>> newest(
      String entity, long from, long to, long writtenFrom, long writtenTo) {
    return session
        .executeAsync(newest.bind(entity, from, to))
        .thenCompose(
            result -> {
              Row row = result.one();
              if (row == null) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              long sequenceNr = row.getLong(0);
              long writtenAt = row.getLong(3);
              boolean wanted =
                  row.getInt(1) == 0 && writtenFrom <= writtenAt && writtenAt <= writtenTo;
              CompletionStage<Optional<StoredSnapshot>> whole =
                  wanted ? whole(entity, row) : CompletableFuture.completedFuture(Optional.empty());
              return whole.thenCompose(
                  found ->
                      found.isPresent()
                          ? CompletableFuture.completedFuture(found)
                          : newest(entity, from, sequenceNr - 1, writtenFrom, writtenTo));
            });
  }

  private CompletionStage<Optional<StoredSnapshot>> whole(String entity, Row first) {
    int count = first.getInt(2);
    List<ByteBuffer> found = new ArrayList<>();
    found.add(first.getByteBuffer(6));
    if (count == 1) {
      return CompletableFuture.completedFuture(joined(first, count, found));
    }
    return session
        .executeAsync(pieces.bind(entity, first.getLong(0)).setPageSize(PIECES_A_PAGE))
        .thenCompose(page -> collect(page, first.getLong(3), found))
        .thenApply(all -> joined(first, count, found));
  }

  private static CompletionStage<Void> collect(
      AsyncResultSet page, long writtenAt, List<ByteBuffer> found) {
    for (Row row : page.currentPage()) {
      // Pieces of another snapshot of the same number, that was larger, may stand behind ours.
      if (row.getInt(0) == found.size() && row.getLong(1) == writtenAt) {
        found.add(row.getByteBuffer(2));
      }
    }
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(following -> collect(following, writtenAt, found))
        : CompletableFuture.completedFuture(null);
  }

  private static Optional<StoredSnapshot> joined(Row first, int count, List<ByteBuffer> pieces) {
    if (pieces.size() < count) {
      return Optional.empty();
    }
    int length = pieces.subList(0, count).stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    pieces.subList(0, count).forEach(piece -> all.put(piece.duplicate()));
    Serialized serialized =
        new Serialized(first.getInt(4), String.valueOf(first.getString(5)), all.array());
    return Optional.of(new StoredSnapshot(first.getLong(0), first.getLong(3), serialized));
  }

  /** Deletes one. */
  public CompletionStage<Void> delete(String entity, long sequenceNr) {
    return session.executeAsync(deleteOne.bind(entity, sequenceNr)).thenApply(done -> null);
  }

  /** Deletes those between two sequence numbers, both included. */
  public CompletionStage<Void> deleteRange(String entity, long from, long to) {
    return session.executeAsync(deleteRange.bind(entity, from, to)).thenApply(done -> null);
  }
}
