package io.shelfshare.journalstore.migration;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import com.datastax.oss.protocol.internal.util.Bytes;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.Serialized;
import io.shelfshare.journalstore.log.StoredEvent;
import io.shelfshare.journalstore.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tables of the stock plugin, waiting for each answer. */
final class StockJournal {
  /** Its default, {@code journal.target-partition-size}; it must never be changed. */
  private static final long PARTITION_EVENTS = 500_000;

  private final CqlSession session;
  private final LogSettings settings;
  private final PreparedStatement events;
  private final PreparedStatement deletedTo;
  private final PreparedStatement snapshots;

  StockJournal(CqlSession session, LogSettings settings) {
    this.session = session;
    this.settings = settings;
    this.events =
        prepare(
            "SELECT sequence_nr, timestamp, writer_uuid, ser_id, ser_manifest, event_manifest,"
                + " event, meta_ser_id, meta_ser_manifest, meta FROM messages"
                + " WHERE persistence_id = ? AND partition_nr = ?");
    this.deletedTo = prepare("SELECT deleted_to FROM metadata WHERE persistence_id = ?");
    this.snapshots =
        prepare(
            "SELECT sequence_nr, timestamp, ser_id, ser_manifest, snapshot_data FROM snapshots"
                + " WHERE persistence_id = ?");
  }

  private PreparedStatement prepare(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql).setConsistencyLevel(settings.consistency()));
  }

  /** Everyone who has events, deletions or snapshots. */
  Set<String> entities() {
    Set<String> entities = new TreeSet<>();
    for (String cql :
        List.of(
            "SELECT DISTINCT persistence_id, partition_nr FROM messages",
            "SELECT DISTINCT persistence_id FROM metadata",
            "SELECT DISTINCT persistence_id FROM snapshots")) {
      session
          .execute(SimpleStatement.newInstance(cql).setConsistencyLevel(settings.consistency()))
          .forEach(row -> entities.add(text(row, "persistence_id")));
    }
    return entities;
  }

  /**
   * An entity's events as the stock plugin's replay filter would let them through: once another
   * actor has begun to write, what an earlier one has from there on does not count.
   */
  List<StoredEvent> events(String entity) {
    List<StoredEvent> kept = new ArrayList<>();
    Set<String> oldWriters = new HashSet<>();
    String writer = "";
    long deletedPartition = deletedTo(entity) / PARTITION_EVENTS;
    for (long partition = deletedPartition; ; partition++) {
      boolean empty = true;
      for (Row row : session.execute(events.bind(entity, partition))) {
        empty = false;
        StoredEvent event = event(row);
        if (!event.writer().equals(writer)) {
          if (oldWriters.contains(event.writer())) {
            continue;
          }
          oldWriters.add(writer);
          writer = event.writer();
          kept.removeIf(before -> before.sequenceNr() >= event.sequenceNr());
        }
        kept.add(event);
      }
      // A large write may leave one partition out.
      if (empty && partition > Math.max(lastPartition(kept), deletedPartition) + 1) {
        return kept;
      }
    }
  }

  private static long lastPartition(List<StoredEvent> events) {
    return events.isEmpty()
        ? 0
        : (events.get(events.size() - 1).sequenceNr() - 1) / PARTITION_EVENTS;
  }

  private static StoredEvent event(Row row) {
    Optional<Serialized> metadata =
        row.isNull("meta")
            ? Optional.empty()
            : Optional.of(serialized(row, "meta_ser_id", "meta_ser_manifest", "meta"));
    return new StoredEvent(
        row.getLong("sequence_nr"),
        Uuids.unixTimestamp(Objects.requireNonNull(row.getUuid("timestamp"))),
        text(row, "writer_uuid"),
        text(row, "event_manifest"),
        serialized(row, "ser_id", "ser_manifest", "event"),
        metadata);
  }

  /** Up to which number an entity's events were deleted, or 0. */
  long deletedTo(String entity) {
    Row row = session.execute(deletedTo.bind(entity)).one();
    return row == null ? 0 : row.getLong("deleted_to");
  }

  List<StoredSnapshot> snapshots(String entity) {
    return session
        .execute(snapshots.bind(entity))
        .map(
            row ->
                new StoredSnapshot(
                    row.getLong("sequence_nr"),
                    row.getLong("timestamp"),
                    serialized(row, "ser_id", "ser_manifest", "snapshot_data")))
        .all();
  }

  private static Serialized serialized(Row row, String serializer, String manifest, String bytes) {
    if (row.isNull(bytes)) {
      throw new IllegalStateException(
          "A row without " + bytes + ": written by a version of the plugin before 1.0");
    }
    return new Serialized(
        row.getInt(serializer), text(row, manifest), Bytes.getArray(row.getByteBuffer(bytes)));
  }

  private static String text(Row row, String column) {
    String value = row.getString(column);
    return value == null ? "" : value;
  }
}
