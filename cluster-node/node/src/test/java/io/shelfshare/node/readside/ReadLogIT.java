package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.journalstore.log.Lease;
import io.shelfshare.local.cassandra.CassandraSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.process.Progress;
import io.shelfshare.node.readside.LoggedState.Subject;
import io.shelfshare.node.readside.ReadLogTable.Log;
import io.shelfshare.node.readside.ReadLogTable.Segment;
import io.shelfshare.node.readside.ReadLogTable.Window;
import io.shelfshare.schema.KeyspaceSettings;
import io.shelfshare.schema.SchemaMigrations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of nodes that live and end, on a real database. Each test has stores of its own. */
class ReadLogIT {
  private static final int MONTH = 2026 * 12 + 10;
  private static final long NOON = Instant.parse("2026-11-20T12:00:00Z").toEpochMilli();
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static ManagedCassandra cassandra;
  private static CqlSession session;
  private static ReadLogTable table;
  private static PreparedStatement insert;
  private static final ActorTestKit KIT = ActorTestKit.create();

  private final GivenClock clock = new GivenClock();
  private final List<ActorRef<?>> started = new ArrayList<>();

  @BeforeAll
  static void start() {
    cassandra =
        ManagedCassandra.start(
            CassandraSettings.in(folder, Path.of("../../deploy/cassandra/target/lib")),
            Progress.silent());
    createKeyspace();
    SchemaMigrations.packaged(KeyspaceSettings.single("shelfshare"), Clock.systemUTC())
        .apply(List.of(cassandra.contactPoint()), cassandra.datacenter());
    session =
        CqlSession.builder()
            .addContactPoint(cassandra.contactPoint())
            .withLocalDatacenter(cassandra.datacenter())
            .withKeyspace("shelfshare")
            .build();
    table = new ReadLogTable(session);
    insert =
        session.prepare(
            "INSERT INTO transfer_order (store, month, awarded_at, id, state)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
  }

  /** The node's own configuration, which stands on the path, expects it. */
  private static void createKeyspace() {
    try (CqlSession bare =
        CqlSession.builder()
            .withConfigLoader(
                DriverConfigLoader.fromString("datastax-java-driver.basic.request.timeout = 60s"))
            .addContactPoint(cassandra.contactPoint())
            .withLocalDatacenter(cassandra.datacenter())
            .build()) {
      bare.execute(
          "CREATE KEYSPACE shelfshare WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
    }
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
    session.close();
    cassandra.close();
  }

  @AfterEach
  void stopActors() {
    started.forEach(KIT::stop);
  }

  /** A clock that a test sets. */
  private static final class GivenClock extends Clock {
    private volatile Instant now = Instant.ofEpochMilli(NOON);

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("always UTC");
    }
  }

  private ReadLog log(String node) {
    return new ReadLog(table, UUID.randomUUID(), node, Lease.ALWAYS, clock);
  }

  /** Folds what {@code own} has written, and what a node left that is named here. */
  private void folds(ReadLog own, String left) {
    started.add(
        KIT.spawn(
            LogFolding.create(
                new LogFolding.Surroundings(
                    session,
                    table,
                    own,
                    ReadLogIT::row,
                    left::equals,
                    new LogFolding.Times(
                        Duration.ofMillis(20), Duration.ofMinutes(1), Duration.ofSeconds(30)),
                    clock))));
  }

  private static Statement<?> row(LoggedState order) {
    return insert.bind(
        order.place(), MONTH, order.at(), order.id(), order.state(), order.version());
  }

  private static LoggedState order(String store, int minute, String text, long version) {
    return new LoggedState(
        Subject.TRANSFER_ORDER,
        store,
        NOON + Duration.ofMinutes(minute).toMillis(),
        "order-" + minute,
        StandardCharsets.UTF_8.encode(text),
        version);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static List<LoggedState> folded(String store, Window window) {
    return session
        .execute(
            "SELECT awarded_at, id, state, WRITETIME(state) AS version FROM transfer_order"
                + " WHERE store = ? AND month = ? AND (awarded_at, id) < (?, ?) LIMIT ?",
            store,
            MONTH,
            window.atBefore(),
            window.idBefore(),
            window.limit())
        .map(
            row ->
                new LoggedState(
                    Subject.TRANSFER_ORDER,
                    store,
                    row.getLong("awarded_at"),
                    row.getString("id"),
                    row.getByteBuffer("state"),
                    row.getLong("version")))
        .all();
  }

  private static Window all() {
    return Months.window(MONTH, Optional.empty(), "", 100);
  }

  private static List<String> texts(List<LoggedState> states) {
    return states.stream()
        .map(state -> StandardCharsets.UTF_8.decode(state.state().duplicate()).toString())
        .toList();
  }

  /** As any node finds them. */
  private static List<String> read(ReadLog log, String store, Window window) {
    return texts(
        await(
            log.readPage(
                Subject.TRANSFER_ORDER,
                store,
                window,
                () -> CompletableFuture.supplyAsync(() -> folded(store, window)))));
  }

  private static Optional<Log> listed(ReadLog log) {
    return await(table.logs()).stream().filter(one -> one.id().equals(log.id())).findFirst();
  }

  private static void eventually(Runnable check) {
    TestProbe<Object> probe = KIT.createTestProbe();
    probe.awaitAssert(
        WITHIN,
        Duration.ofMillis(20),
        () -> {
          check.run();
          return null;
        });
  }

  private static List<String> logged(ReadLog log, int segment) {
    List<LoggedState> rows = new ArrayList<>();
    await(
        table.forEachPage(
            new Segment(log.id(), segment),
            page -> {
              rows.addAll(page);
              return CompletableFuture.completedFuture(null);
            }));
    return texts(rows);
  }

  @Test
  @DisplayName("What one node has written every node finds at once, the newest state of each")
  void whatOneNodeHasWrittenEveryNodeFindsAtOnce() {
    ReadLog one = log("one");
    ReadLog other = log("other");
    await(one.append(List.of(order("at-once", 1, "started", 1), order("other", 9, "no", 1))));
    await(other.append(List.of(order("at-once", 1, "shipped", 3), order("at-once", 2, "new", 1))));
    await(one.append(List.of(order("at-once", 1, "confirmed", 2))));
    assertThat(read(one, "at-once", all())).containsExactly("new", "shipped");
    assertThat(read(other, "at-once", all())).containsExactly("new", "shipped");
  }

  @Test
  @DisplayName("A complete segment goes into the table, and from the log when nobody reads it")
  void aCompleteSegmentGoesIntoTheTable() {
    ReadLog log = log("folding");
    folds(log, "nobody");
    await(log.append(List.of(order("fold", 1, "old", 1), order("fold", 2, "kept", 1))));
    await(log.append(List.of(order("fold", 1, "new", 2))));
    assertThat(folded("fold", all())).as("while it grows").isEmpty();

    clock.pass(Duration.ofSeconds(31));
    eventually(() -> assertThat(listed(log).orElseThrow().firstLive()).isEqualTo(1));
    assertThat(texts(folded("fold", all()))).containsExactly("kept", "new");
    assertThat(logged(log, 0)).as("for whoever is about to read it").hasSize(2);

    await(log.append(List.of(order("fold", 1, "newer", 3))));
    assertThat(read(log, "fold", all())).containsExactly("kept", "newer");

    clock.pass(Duration.ofMinutes(1));
    eventually(() -> assertThat(listed(log).orElseThrow().firstKept()).isEqualTo(1));
    assertThat(logged(log, 0)).isEmpty();
    eventually(() -> assertThat(texts(folded("fold", all()))).containsExactly("kept", "newer"));
  }

  @Test
  @DisplayName("What an ended node left is found at once, and folded when it is surely gone")
  void whatAnEndedNodeLeftIsFolded() {
    ReadLog ended = log("ended");
    await(ended.append(List.of(order("left", 1, "last word", 1))));
    ReadLog living = log("living");
    folds(living, "ended");
    assertThat(read(living, "left", all())).containsExactly("last word");

    // It is not yet sure that it has ended, whatever it is that is looked at.
    eventually(() -> assertThat(listed(ended)).isPresent());
    assertThat(folded("left", all())).isEmpty();

    // Time passes while it is looked at again and again, as whoever looks must see it twice.
    eventually(
        () -> {
          clock.pass(Duration.ofSeconds(31));
          assertThat(listed(ended)).as("its log").isEmpty();
        });
    assertThat(texts(folded("left", all()))).containsExactly("last word");
    assertThat(logged(ended, 0)).isEmpty();
    assertThat(read(living, "left", all())).containsExactly("last word");

    // It was frozen, and says something still: nobody reads there, and it is cleared away.
    assertThat(ended.completeTo()).isEqualTo(1);
    await(ended.append(List.of(order("left", 2, "too late", 1))));
    assertThat(read(living, "left", all())).containsExactly("last word");
    eventually(() -> assertThat(listed(ended)).isEmpty());
  }

  @Test
  @DisplayName("The log of a node that lives is nobody else's")
  void theLogOfALivingNodeIsNobodyElses() {
    ReadLog busy = log("busy");
    await(busy.append(List.of(order("mine", 1, "mine", 1))));
    ReadLog ended = log("ended too");
    await(ended.append(List.of(order("theirs", 1, "theirs", 1))));
    folds(log("folder"), "ended too");
    eventually(
        () -> {
          clock.pass(Duration.ofSeconds(31));
          assertThat(listed(ended)).isEmpty();
        });
    assertThat(listed(busy).orElseThrow().firstLive()).isZero();
    assertThat(folded("mine", all())).isEmpty();
    assertThat(read(busy, "mine", all())).containsExactly("mine");
  }

  @Test
  @DisplayName("Pages go on across segments and the table without a gap or a repetition")
  void pagesGoOnAcrossSegmentsAndTable() {
    ReadLog log = log("paging");
    // Every third is in the table, every third in an older segment, the rest in a newer one.
    List<LoggedState> orders =
        IntStream.range(0, 90).mapToObj(i -> order("pages", i, "order " + i, 5)).toList();
    Stream.iterate(0, i -> i + 3).limit(30).forEach(i -> session.execute(row(orders.get(i))));
    await(log.append(IntStream.range(0, 30).mapToObj(i -> orders.get(3 * i + 1)).toList()));
    clock.pass(Duration.ofSeconds(31));
    assertThat(log.completeTo()).isEqualTo(1);
    await(log.append(IntStream.range(0, 30).mapToObj(i -> orders.get(3 * i + 2)).toList()));
    // Some are older in the log than in the table, as after a fold that was done twice.
    await(log.append(List.of(order("pages", 0, "outdated", 1))));

    List<String> found = new ArrayList<>();
    Optional<Integer> last = Optional.empty();
    for (int page = 0; page < 13; page++) {
      Window window =
          Months.window(
              MONTH,
              last.map(i -> orders.get(i).at()),
              last.map(i -> orders.get(i).id()).orElse(""),
              7);
      found.addAll(read(log, "pages", window));
      last = Optional.of(90 - found.size());
    }
    assertThat(found)
        .containsExactlyElementsOf(
            IntStream.range(0, 90).mapToObj(i -> "order " + (89 - i)).toList());
  }

  @Test
  @DisplayName("P11: a node that may have been given up does not say that anything is written")
  void aNodeThatMayHaveBeenGivenUpSaysNothing() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    Lease lapsed =
        new Lease() {
          @Override
          public boolean holds() {
            return held.isDone();
          }

          @Override
          public CompletionStage<Void> held() {
            return held;
          }

          @Override
          public long millis() {
            return 0;
          }
        };
    ReadLog log = new ReadLog(table, UUID.randomUUID(), "lapsed", lapsed, clock);
    CompletableFuture<Void> written =
        log.append(List.of(order("lapsed", 1, "written", 1))).toCompletableFuture();
    eventually(() -> assertThat(logged(log, 0)).containsExactly("written"));
    assertThat(written).isNotDone();
    held.complete(null);
    await(written);
  }
}
