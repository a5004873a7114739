package io.shelfshare.local.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.StartFailedException;
import io.shelfshare.schema.KeyspaceSettings;
import io.shelfshare.schema.SchemaMigrations;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server in a temporary folder; the tests share it because a start takes seconds. */
class ManagedCassandraIT {
  @TempDir private static Path folder;

  private static ManagedCassandra cassandra;
  private static Duration startTime;

  @BeforeAll
  static void start() {
    long start = System.nanoTime();
    cassandra = ManagedCassandra.start(TestServer.in(folder), Progress.silent());
    startTime = Duration.ofNanos(System.nanoTime() - start);
  }

  @AfterAll
  static void stop() {
    cassandra.close();
  }

  @Test
  void aFreshServerAnswersWithinThirtySeconds() {
    assertThat(startTime).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("P5: rows acknowledged before kill -9 are there after a restart")
  void acknowledgedRowsSurviveAKill() {
    migrations("survival").apply(contacts(), cassandra.datacenter());
    try (CqlSession session = session()) {
      for (int i = 0; i < 200; i++) {
        session.execute(
            "INSERT INTO survival.metadata (persistence_id, deleted_to) VALUES (?, ?)",
            "store|" + i,
            (long) i);
      }
    }
    InetSocketAddress before = cassandra.contactPoint();

    cassandra.kill9();
    assertThat(cassandra.isAlive()).isFalse();
    cassandra.restart();

    assertThat(cassandra.contactPoint()).isEqualTo(before);
    try (CqlSession session = session()) {
      assertThat(session.execute("SELECT persistence_id FROM survival.metadata").all())
          .hasSize(200);
    }
  }

  @Test
  void migrationsAreAppliedOnceAndLeaveTheSameSchemaWhenRunAgain() {
    SchemaMigrations migrations = migrations("repeated");
    List<String> first = migrations.apply(contacts(), cassandra.datacenter());
    List<String> second = migrations.apply(contacts(), cassandra.datacenter());

    assertThat(first).isNotEmpty().first().isEqualTo("V0001__journal");
    assertThat(second).isEmpty();
  }

  @Test
  void aSecondServerInTheSameFolderIsRefusedNamingTheHolder() {
    assertThatThrownBy(() -> ManagedCassandra.start(TestServer.in(folder), Progress.silent()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
  }

  @Test
  void aPortThatIsTakenIsRefusedByItsNumber(@TempDir Path other) {
    int taken = cassandra.contactPoint().getPort();
    CassandraSettings settings = TestServer.in(other).withCqlPort(OptionalInt.of(taken));
    assertThatThrownBy(() -> ManagedCassandra.start(settings, Progress.silent()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("Port " + taken);
  }

  private static SchemaMigrations migrations(String keyspace) {
    return SchemaMigrations.packaged(KeyspaceSettings.single(keyspace), Clock.systemUTC());
  }

  private static List<InetSocketAddress> contacts() {
    return List.of(cassandra.contactPoint());
  }

  private static CqlSession session() {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter(cassandra.datacenter())
        .build();
  }
}
