package io.shelfshare.journalstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.shelfshare.journalstore.TestDatabase;
import io.shelfshare.journalstore.snapshot.SnapshotTable;
import io.shelfshare.journalstore.snapshot.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log on a real database. Each test has entities of its own. */
class EventLogIT {
  private static final int EVENTS_HELD_MAX = 50;
  private static final LogSettings SETTINGS =
      new LogSettings(
          "",
          DefaultConsistencyLevel.LOCAL_QUORUM,
          2,
          16,
          4_000,
          1_000_000,
          40,
          1_000_000,
          Duration.ofHours(1),
          100,
          7,
          EVENTS_HELD_MAX,
          1_000);

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static CqlSession session;
  private static LogTables tables;
  private static LogReader reader;

  private final AtomicLong nanos = new AtomicLong();

  @BeforeAll
  static void start() {
    database = TestDatabase.start(folder);
    session = database.session();
    tables = await(LogTables.prepare(session, SETTINGS));
    reader = new LogReader(tables, Runnable::run);
  }

  @AfterAll
  static void stop() {
    session.close();
    database.close();
  }

  @Test
  @DisplayName("P5: what many entities persist at once is read back, each event once and in order")
  void whatManyEntitiesPersistAtOnceIsReadBack() {
    EventLog log = log();
    List<CompletableFuture<Void>> chains =
        IntStream.range(0, 30)
            .mapToObj(i -> persistOneByOne(log, id("many-" + i), 1, 20).toCompletableFuture())
            .toList();
    chains.forEach(CompletableFuture::join);
    for (int i = 0; i < 30; i++) {
      assertThat(numbers(id("many-" + i))).containsExactlyElementsOf(range(1, 20));
    }
    assertThat(partitionsOf(id("many-0"))).hasSizeGreaterThan(5);
  }

  @Test
  void anIncarnationOnAnotherNodeGoesOnWhereTheLastOneEnded() {
    EventLog first = log();
    EventLog second = log();
    await(persistOneByOne(first, id("moves"), 1, 3));
    assertThat(await(second.begin(id("moves"), 0)).highest()).isEqualTo(3);
    await(persistOneByOne(second, id("moves"), 4, 5));
    assertThat(await(first.begin(id("moves"), 0)).highest()).isEqualTo(5);
    await(persistOneByOne(first, id("moves"), 6, 7));
    assertThat(numbers(id("moves"))).containsExactlyElementsOf(range(1, 7));
    assertThat(await(second.begin(id("moves"), 5)).events())
        .extracting(StoredEvent::sequenceNr)
        .containsExactly(6L, 7L);
  }

  @Test
  @DisplayName("P11: what a stale node writes after its successor wrote is void")
  void whatAStaleNodeWritesAfterItsSuccessorIsVoid() {
    EventLog stale = log();
    EventLog successor = log();
    await(persistOneByOne(stale, id("stale"), 1, 2));
    await(successor.begin(id("stale"), 0));
    await(successor.write(id("stale"), List.of(event(3, "of the successor"))));
    await(stale.write(id("stale"), List.of(event(3, "too late"), event(4, "too late"))));
    List<StoredEvent> events = await(reader.events(id("stale")));
    assertThat(events).extracting(StoredEvent::sequenceNr).containsExactly(1L, 2L, 3L);
    assertThat(text(events.get(2))).isEqualTo("of the successor");
  }

  @Test
  void manyEntitiesThatAreBegunAtOnceEachFindTheirOwn() {
    EventLog log = log();
    List<CompletableFuture<Void>> writes =
        IntStream.range(0, 150)
            .mapToObj(i -> log.write(id("own-" + i), List.of(event(1, "of " + i))))
            .map(CompletionStage::toCompletableFuture)
            .toList();
    writes.forEach(CompletableFuture::join);
    EventLog successor = log();
    List<CompletableFuture<EventLog.Beginning>> begun =
        IntStream.range(0, 300)
            .mapToObj(i -> successor.begin(id("own-" + i), 0).toCompletableFuture())
            .toList();
    for (int i = 0; i < begun.size(); i++) {
      List<String> texts = begun.get(i).join().events().stream().map(EventLogIT::text).toList();
      assertThat(texts).isEqualTo(i < 150 ? List.of("of " + i) : List.of());
    }
  }

  /** A lease that a test gives and takes. */
  private static final class GivenLease implements Lease {
    private final long millis;
    private CompletableFuture<Void> held = CompletableFuture.completedFuture(null);

    GivenLease(long millis) {
      this.millis = millis;
    }

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public synchronized boolean holds() {
      return held.isDone();
    }

    @Override
    public synchronized CompletionStage<Void> held() {
      return held;
    }

    synchronized void lapse() {
      held = new CompletableFuture<>();
    }

    synchronized void renew() {
      held.complete(null);
    }
  }

  @Test
  @DisplayName("P11: what was stored is told of only once the lease holds again")
  void aWriteIsAnsweredUnderTheLeaseAlone() {
    GivenLease lease = new GivenLease(1);
    EventLog log = log(lease);
    await(persistOneByOne(log, id("leased"), 1, 1));
    lease.lapse();
    CompletableFuture<Void> written =
        log.write(id("leased"), List.of(event(2, "x"))).toCompletableFuture();
    CompletableFuture<?> begun = log.begin(id("leased-too"), 0).toCompletableFuture();
    while (numbers(id("leased")).size() < 2) {
      assertThat(written).as("before it is stored").isNotDone();
    }
    assertThat(written).isNotDone();
    assertThat(begun).isNotDone();
    lease.renew();
    written.join();
    begun.join();
  }

  @Test
  @DisplayName("P11: the first write of an incarnation that was given up comes late, and is void")
  void aFirstWriteThatComesLateVoidsNothing() {
    EventLog frozen = log(new GivenLease(1_000));
    EventLog successor = log(new GivenLease(7_000));
    for (int i = 0; i < 20; i++) {
      // Neither sees the other's run when it begins, and both begin with the first event.
      String entity = id("late-" + i);
      await(frozen.begin(entity, 0));
      await(successor.begin(entity, 0));
      await(successor.write(entity, List.of(event(1, "of the successor"))));
      await(frozen.write(entity, List.of(event(1, "too late"), event(2, "too late"))));
      List<StoredEvent> events = await(reader.events(entity));
      assertThat(events).extracting(EventLogIT::text).containsExactly("of the successor");
    }
  }

  @Test
  void aSegmentThatIsOldIsLeft() {
    EventLog log = log();
    await(persistOneByOne(log, id("ages"), 1, 1));
    nanos.addAndGet(Duration.ofMinutes(61).toNanos());
    await(persistOneByOne(log, id("ages"), 2, 2));
    assertThat(partitionsOf(id("ages"))).hasSize(2);
    assertThat(numbers(id("ages"))).containsExactly(1L, 2L);
  }

  @Test
  void moreEventsThanAreHeldAreCountedAndReadAgain() {
    EventLog log = log();
    await(
        log.write(id("long"), LongStream.rangeClosed(1, 60).mapToObj(n -> event(n, "x")).toList()));
    EventLog.Beginning beginning = await(log.begin(id("long"), 0));
    assertThat(beginning.highest()).isEqualTo(60);
    assertThat(beginning.complete()).isFalse();
    List<Long> read = new ArrayList<>();
    await(log.read(id("long"), 3, 58, event -> read.add(event.sequenceNr())));
    assertThat(read).containsExactlyElementsOf(range(3, 58));
  }

  @Test
  void deletedEventsAreGoneAndTheHighestNumberStays() {
    EventLog log = log();
    await(persistOneByOne(log, id("deleted"), 1, 5));
    await(log.deleteTo(id("deleted"), 3));
    assertThat(numbers(id("deleted"))).containsExactly(4L, 5L);
    await(log.deleteTo(id("deleted"), Long.MAX_VALUE));
    assertThat(numbers(id("deleted"))).isEmpty();
    assertThat(await(log.begin(id("deleted"), 0)).highest()).isEqualTo(5);
    await(persistOneByOne(log, id("deleted"), 6, 6));
    assertThat(numbers(id("deleted"))).containsExactly(6L);
  }

  @Test
  void aGroupThatFailsFailsItsWritesAlone() {
    EventLog log = log();
    // More than Cassandra takes in one write, so that the whole group with it is refused.
    String tooLarge = "x".repeat(9_000_000);
    CompletableFuture<Void> lone =
        log.write(id("fails"), List.of(event(1, tooLarge))).toCompletableFuture();
    CompletableFuture<Void> other =
        log.write(id("succeeds"), List.of(event(1, "small"))).toCompletableFuture();
    other.join();
    assertThatThrownBy(lone::join).isNotNull();
    assertThat(numbers(id("fails"))).isEmpty();
    assertThat(await(log.begin(id("fails"), 0)).highest()).isZero();
    await(persistOneByOne(log, id("fails"), 1, 2));
    assertThat(numbers(id("fails"))).containsExactly(1L, 2L);
  }

  @Test
  void aLargeSnapshotIsStoredInPiecesAndTheNewestWholeOneIsRead() {
    SnapshotTable snapshots = await(SnapshotTable.prepare(session, SETTINGS));
    byte[] large = new byte[12_345];
    new Random(1).nextBytes(large);
    await(snapshots.save("snap", snapshot(10, 1, new byte[] {1})));
    await(snapshots.save("snap", snapshot(20, 2, large)));
    assertThat(newest(snapshots, 100).orElseThrow().snapshot().bytes()).isEqualTo(large);
    assertThat(newest(snapshots, 19).orElseThrow().sequenceNr()).isEqualTo(10);
    // As if the writer had died before the first piece was written.
    session.execute(
        "DELETE FROM journal_snapshot WHERE persistence_id = 'snap' AND sequence_nr = 20"
            + " AND piece = 0");
    assertThat(newest(snapshots, 100).orElseThrow().sequenceNr()).isEqualTo(10);
  }

  private static Optional<StoredSnapshot> newest(SnapshotTable snapshots, long to) {
    return await(snapshots.newest("snap", 0, to, 0, Long.MAX_VALUE));
  }

  private static StoredSnapshot snapshot(long sequenceNr, long writtenAt, byte[] bytes) {
    return new StoredSnapshot(sequenceNr, writtenAt, new Serialized(1, "m", bytes));
  }

  /** A persistence id; which partition of the index it has is for subclasses to say. */
  String id(String name) {
    return name;
  }

  private EventLog log() {
    return log(Lease.ALWAYS);
  }

  private EventLog log(Lease lease) {
    LogWriter writer = new LogWriter(tables, SETTINGS, UUID.randomUUID(), nanos::get, lease);
    return new EventLog(tables, writer, reader, SETTINGS);
  }

  private static CompletionStage<Void> persistOneByOne(
      EventLog log, String entity, long from, long to) {
    CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
    for (long n = from; n <= to; n++) {
      StoredEvent event = event(n, entity + " " + n);
      chain = chain.thenCompose(before -> log.write(entity, List.of(event)));
    }
    return chain;
  }

  private static StoredEvent event(long sequenceNr, String text) {
    return new StoredEvent(
        sequenceNr,
        0,
        "",
        "",
        new Serialized(1, "", text.getBytes(StandardCharsets.UTF_8)),
        Optional.empty());
  }

  private static String text(StoredEvent event) {
    return new String(event.payload().bytes(), StandardCharsets.UTF_8);
  }

  private List<Long> numbers(String entity) {
    return await(reader.events(entity)).stream().map(StoredEvent::sequenceNr).toList();
  }

  private static List<Run> partitionsOf(String entity) {
    return await(tables.runs().read(entity)).newestFirst();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
