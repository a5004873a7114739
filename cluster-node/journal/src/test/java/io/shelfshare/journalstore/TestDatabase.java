package io.shelfshare.journalstore;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.local.cassandra.CassandraSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.process.Progress;
import io.shelfshare.schema.KeyspaceSettings;
import io.shelfshare.schema.SchemaMigrations;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A real database with the packaged schema. */
public final class TestDatabase implements AutoCloseable {
  private static final String KEYSPACE = "shelfshare";
  private static final Path SERVER_JARS = Path.of("../../deploy/cassandra/target/lib");

  private final ManagedCassandra cassandra;

  private TestDatabase(ManagedCassandra cassandra) {
    this.cassandra = cassandra;
  }

  public static TestDatabase start(Path folder) {
    return start(folder, SERVER_JARS);
  }

  public static TestDatabase start(Path folder, Path serverJars) {
    ManagedCassandra cassandra =
        ManagedCassandra.start(CassandraSettings.in(folder, serverJars), Progress.silent());
    SchemaMigrations.packaged(KeyspaceSettings.single(KEYSPACE), Clock.systemUTC())
        .apply(List.of(cassandra.contactPoint()), cassandra.datacenter());
    return new TestDatabase(cassandra);
  }

  public ManagedCassandra cassandra() {
    return cassandra;
  }

  public CqlSession session() {
    return CqlSession.builder()
        .addContactPoint(cassandra.contactPoint())
        .withLocalDatacenter(cassandra.datacenter())
        .withKeyspace(KEYSPACE)
        .build();
  }

  /** The configuration of an actor system with this module's plugins. */
  public Config config() {
    String host = cassandra.contactPoint().getHostString() + ":";
    return ConfigFactory.parseMap(
            Map.of(
                "datastax-java-driver.basic.contact-points",
                List.of(host + cassandra.contactPoint().getPort()),
                "datastax-java-driver.basic.session-keyspace",
                KEYSPACE,
                "datastax-java-driver.basic.load-balancing-policy.local-datacenter",
                cassandra.datacenter(),
                "akka.persistence.journal.plugin",
                "group-journal.journal",
                "akka.persistence.snapshot-store.plugin",
                "group-journal.snapshot",
                "akka.test.single-expect-default",
                "20s"))
        .withFallback(ConfigFactory.load());
  }

  /** The same with the stock plugin beside it, as a node has it. */
  public Config configOfBoth() {
    return ConfigFactory.parseString(
            """
            akka.loglevel = WARNING
            akka.persistence.max-concurrent-recoveries = 64
            akka.persistence.cassandra {
              events-by-tag.enabled = off
              journal { keyspace = shelfshare, keyspace-autocreate = off, tables-autocreate = off
                        support-all-persistence-ids = off }
              snapshot { keyspace = shelfshare, keyspace-autocreate = off, tables-autocreate = off }
            }
            datastax-java-driver {
              basic.request { consistency = LOCAL_QUORUM, timeout = 20s, default-idempotence = true }
              advanced.connection.max-requests-per-connection = 4096
              profiles {
                akka-persistence-cassandra-profile.basic.request.consistency = LOCAL_QUORUM
                akka-persistence-cassandra-snapshot-profile.basic.request.consistency = LOCAL_QUORUM
              }
            }
            """)
        .withFallback(config());
  }

  @Override
  public void close() {
    cassandra.close();
  }
}
