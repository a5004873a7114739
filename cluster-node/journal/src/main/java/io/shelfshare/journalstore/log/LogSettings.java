package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.typesafe.config.Config;
import java.time.Duration;

/** The section {@code group-journal.store}; {@code reference.conf} says what each setting does. */
public record LogSettings(
    String keyspace,
    ConsistencyLevel consistency,
    int groupsInFlightMax,
    int groupEventsMax,
    long groupBytesMax,
    long writeBytesMax,
    int segmentEventsMax,
    long segmentBytesMax,
    Duration segmentAgeMax,
    int entitiesRememberedMax,
    int pageRows,
    int eventsHeldMax,
    int snapshotPieceBytesMax) {

  /** Reads the section. */
  public static LogSettings from(Config store) {
    return new LogSettings(
        store.getString("keyspace"),
        DefaultConsistencyLevel.valueOf(store.getString("consistency")),
        store.getInt("writes.groups-in-flight-max"),
        store.getInt("writes.group-events-max"),
        store.getBytes("writes.group-bytes-max"),
        store.getBytes("writes.write-bytes-max"),
        store.getInt("segment.events-max"),
        store.getBytes("segment.bytes-max"),
        store.getDuration("segment.age-max"),
        store.getInt("entities-remembered-max"),
        store.getInt("reads.page-rows"),
        store.getInt("reads.events-held-max"),
        Math.toIntExact(store.getBytes("snapshot-piece-bytes-max")));
  }

  /** A table's name in a statement. */
  public String table(String name) {
    return keyspace.isEmpty() ? name : keyspace + "." + name;
  }
}
