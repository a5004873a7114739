package io.shelfshare.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.QueryConsistencyException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a keyspace to the schema of this build: creates it if absent and applies each packaged
 * migration once, in order. Safe to run again, also after a run that died half way.
 *
 * <p>Run it from one place at a time and before nodes start: Cassandra does not order concurrent
 * schema changes, and nodes that raced to create tables could not recover their entities.
 */
public final class SchemaMigrations {
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration AGREEMENT_LIMIT = Duration.ofSeconds(30);

  private final KeyspaceSettings keyspace;
  private final List<Migration> migrations;
  private final Clock clock;

  SchemaMigrations(KeyspaceSettings keyspace, List<Migration> migrations, Clock clock) {
    this.keyspace = keyspace;
    this.migrations = Migration.checked(migrations);
    this.clock = clock;
  }

  /** The migrations packaged with this build, for one keyspace. */
  public static SchemaMigrations packaged(KeyspaceSettings keyspace, Clock clock) {
    return new SchemaMigrations(keyspace, Migration.packaged(), clock);
  }

  /**
   * Opens a session of its own, applies what is missing and closes the session.
   *
   * @return the names of the migrations applied now; empty when the schema was up to date
   * @throws SchemaException if the schema cannot be brought up to date
   */
  public List<String> apply(List<InetSocketAddress> contactPoints, String datacenter) {
    DriverConfigLoader timeLimits =
        DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_LIMIT)
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, REQUEST_LIMIT)
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, REQUEST_LIMIT)
            .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, AGREEMENT_LIMIT)
            .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
            // Nobody here asks the driver what tables there are; keeping up would cost a second
            // for every change.
            .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
            .withString(DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS")
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 50)
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT, 5_000)
            .withString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 50)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, 5_000)
            .build();
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoints(contactPoints)
            .withLocalDatacenter(datacenter)
            .withConfigLoader(timeLimits)
            .build()) {
      awaitMembers(session, contactPoints.size());
      return apply(session);
    } catch (DriverException e) {
      throw new SchemaException(
          "Cannot migrate keyspace %s at %s: %s"
              .formatted(keyspace.name(), contactPoints, e.getMessage()),
          e);
    }
  }

  /**
   * Members that have just started hear of each other one after the other, and who is not heard of
   * is not asked whether it agrees. One that stays away does not hinder those that are there.
   */
  private static void awaitMembers(CqlSession session, int expected) {
    long began = System.nanoTime();
    while (!areThere(session, expected)
        && System.nanoTime() - began < AGREEMENT_LIMIT.toNanos()
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  private static boolean areThere(CqlSession session, int expected) {
    Collection<Node> known = session.getMetadata().getNodes().values();
    return known.size() >= expected
        && known.stream().allMatch(node -> node.getState() == NodeState.UP);
  }

  private List<String> apply(CqlSession session) {
    // The members of a ring learn of a change one after the other: asking one of them alone, each
    // statement finds what the one before has made.
    Node member =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.UP)
            .findFirst()
            .orElseThrow(() -> new SchemaException("No member of the Cassandra cluster is up"));
    session.execute(
        SimpleStatement.newInstance(
                "CREATE KEYSPACE IF NOT EXISTS "
                    + keyspace.name()
                    + " WITH replication = "
                    + keyspace.replication())
            .setNode(member));
    session.execute(
        inKeyspace(
            "CREATE TABLE IF NOT EXISTS schema_migrations ("
                + "version int PRIMARY KEY, name text, checksum text, applied_at timestamp)",
            member));
    awaitAgreement(session);
    Map<Integer, String> recorded = recorded(session, member);
    refuseChanged(recorded);
    List<Migration> missing =
        migrations.stream()
            .filter(migration -> !recorded.containsKey(migration.version()))
            .toList();
    missing.forEach(migration -> applyOne(session, migration, member));
    // The nodes that start next may ask any member.
    awaitAgreement(session);
    return missing.stream().map(Migration::label).toList();
  }

  private SimpleStatement inKeyspace(String cql, Node member) {
    return SimpleStatement.newInstance(cql).setKeyspace(keyspace.name()).setNode(member);
  }

  private Map<Integer, String> recorded(CqlSession session, Node member) {
    Map<Integer, String> recorded = new TreeMap<>();
    SimpleStatement read =
        inKeyspace("SELECT version, checksum FROM schema_migrations", member)
            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM);
    for (Row row : executeOnceKnown(session, read)) {
      recorded.put(row.getInt("version"), String.valueOf(row.getString("checksum")));
    }
    return recorded;
  }

  /**
   * Executes a read of a table that was perhaps just made. Members tell each other of their
   * versions by gossip, so that all seem to agree while some have not heard of the table yet.
   */
  private static ResultSet executeOnceKnown(CqlSession session, SimpleStatement read) {
    long began = System.nanoTime();
    while (true) {
      try {
        return session.execute(read);
      } catch (QueryConsistencyException notYet) {
        if (System.nanoTime() - began >= AGREEMENT_LIMIT.toNanos()
            || Thread.currentThread().isInterrupted()) {
          throw notYet;
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  /** Everything is checked before anything is changed. */
  private void refuseChanged(Map<Integer, String> recorded) {
    for (Migration migration : migrations) {
      String before = recorded.get(migration.version());
      if (before != null && !before.equals(migration.checksum())) {
        throw new SchemaException(
            "%s was changed after it was applied to keyspace %s (checksum %s, applied %s). "
                    .formatted(migration.label(), keyspace.name(), migration.checksum(), before)
                + "Undo the change and put it into a new migration.");
      }
    }
    List<Integer> unknown = Migration.unknown(recorded, migrations);
    if (!unknown.isEmpty()) {
      throw new SchemaException(
          "Keyspace %s is newer than this build: it has schema versions %s, this build knows %d. "
                  .formatted(keyspace.name(), unknown, migrations.size())
              + "Run the newer build, or start with fresh data.");
    }
  }

  private void applyOne(CqlSession session, Migration migration, Node member) {
    for (String statement : CqlScript.statements(migration.cql())) {
      try {
        session.execute(inKeyspace(statement, member));
      } catch (DriverException e) {
        throw new SchemaException(
            "%s failed: %s%nin: %s".formatted(migration.label(), e.getMessage(), statement), e);
      }
    }
    session.execute(
        inKeyspace(
                "INSERT INTO schema_migrations (version, name, checksum, applied_at)"
                    + " VALUES (?, ?, ?, ?)",
                member)
            .setPositionalValues(
                List.of(
                    migration.version(), migration.name(), migration.checksum(), clock.instant()))
            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
  }

  /**
   * Waits up to the session's time limit. The driver would say of each change that all agree
   * without having asked, as it keeps no account of tables here.
   */
  private static void awaitAgreement(CqlSession session) {
    if (!session.checkSchemaAgreement()) {
      throw new SchemaException(
          "The members of the Cassandra cluster do not agree on the schema. "
              + "Wait until all are up, then run the migration again.");
    }
  }
}
