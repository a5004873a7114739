package io.shelfshare.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.local.cassandra.CassandraSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.process.Progress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lies beside the managed server, because a schema is only proved by a real database. */
class SchemaMigrationsIT {
  private static final Migration CREATE =
      new Migration(1, "shelves", "CREATE TABLE IF NOT EXISTS shelves (id int PRIMARY KEY);");
  private static final Migration ADD =
      new Migration(2, "labels", "CREATE TABLE IF NOT EXISTS labels (id int PRIMARY KEY);");

  @TempDir private static Path folder;

  private static ManagedCassandra cassandra;

  @BeforeAll
  static void start() {
    CassandraSettings settings =
        CassandraSettings.in(folder, Path.of("../cassandra/target/lib")).withHeapMegabytes(384);
    cassandra = ManagedCassandra.start(settings, Progress.silent());
  }

  @AfterAll
  static void stop() {
    cassandra.close();
  }

  @Test
  void onlyWhatIsMissingIsApplied() {
    assertThat(apply("growing", CREATE)).containsExactly("V0001__shelves");
    assertThat(apply("growing", CREATE, ADD)).containsExactly("V0002__labels");
    assertThat(apply("growing", CREATE, ADD)).isEmpty();
  }

  @Test
  void aChangedMigrationIsRefusedBeforeAnythingIsDone() {
    apply("changed", CREATE);
    Migration changed = new Migration(1, "shelves", CREATE.cql() + "\n-- and more");

    assertThatThrownBy(() -> apply("changed", changed, ADD))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("V0001__shelves was changed after it was applied")
        .hasMessageContaining("put it into a new migration");
    assertThat(tables("changed")).doesNotContain("labels");
  }

  @Test
  void aDatabaseThatIsNewerThanTheBuildIsRefused() {
    apply("newer", CREATE, ADD);

    assertThatThrownBy(() -> apply("newer", CREATE))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("newer than this build")
        .hasMessageContaining("[2]");
  }

  @Test
  void aFailingStatementIsNamedAndTheMigrationIsNotRecorded() {
    Migration broken = new Migration(1, "broken", "CREATE TABLE shelves (id nonsense);");

    assertThatThrownBy(() -> apply("broken", broken))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("V0001__broken failed")
        .hasMessageContaining("id nonsense");
    assertThat(apply("broken", CREATE)).containsExactly("V0001__shelves");
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() {
    SchemaMigrations migrations = migrations("nowhere", CREATE);
    List<InetSocketAddress> nobody = List.of(new InetSocketAddress("127.0.0.1", 1));
    assertThatThrownBy(() -> migrations.apply(nobody, "datacenter1"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("127.0.0.1");
  }

  private static List<String> apply(String keyspace, Migration... migrations) {
    return migrations(keyspace, migrations)
        .apply(List.of(cassandra.contactPoint()), cassandra.datacenter());
  }

  private static SchemaMigrations migrations(String keyspace, Migration... migrations) {
    return new SchemaMigrations(
        KeyspaceSettings.single(keyspace), List.of(migrations), Clock.systemUTC());
  }

  private static List<String> tables(String keyspace) {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(cassandra.contactPoint())
            .withLocalDatacenter(cassandra.datacenter())
            .build()) {
      return session
          .execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
          .map(row -> row.getString("table_name"))
          .all();
    }
  }
}
