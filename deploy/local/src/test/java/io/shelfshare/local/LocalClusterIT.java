package io.shelfshare.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.local.node.StandInNode;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of starting and stopping, with a real database and stand-in nodes. */
class LocalClusterIT {
  @TempDir private Path folder;

  private LocalSettings settings;

  @BeforeEach
  void layOutADistribution() throws IOException {
    Path home = folder.resolve("home");
    StandInNode.packInto(home.resolve("lib/node"));
    Files.createSymbolicLink(
        home.resolve("lib/cassandra"),
        Path.of("../cassandra/target/lib").toAbsolutePath().normalize());
    Path ready = Files.createFile(folder.resolve("ready"));
    settings =
        LocalSettings.in(folder.resolve("data"), Home.at(home))
            .withNodes(2)
            .withHeapMegabytes(64, 384)
            .withNodeEnvironment(Map.of("STAND_IN_READY_FILE", ready.toString()));
  }

  @Test
  void everythingStartsStopsAndStartsAgainWhereItWas() throws IOException {
    List<URI> before;
    List<Long> processes;
    try (LocalCluster cluster = start()) {
      assertThat(cluster.nodes()).hasSize(2).allMatch(ManagedNode::isReady);
      assertThat(tables(cluster)).contains("messages", "snapshots", "schema_migrations");
      assertThatThrownBy(this::start)
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("is in use by process");
      before = uris(cluster);
      processes =
          List.of(
              cluster.cassandra().pid(),
              cluster.nodes().get(0).pid(),
              cluster.nodes().get(1).pid());
    }
    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    assertThat(Files.readString(folder.resolve("data/nodes/node-2.log"))).endsWith("left\n");

    try (LocalCluster again = start()) {
      assertThat(uris(again)).isEqualTo(before);
    }
  }

  @Test
  void aNodeThatDoesNotStartLeavesNothingRunning() {
    LocalSettings refusing =
        settings.withNodeEnvironment(
            Map.of("STAND_IN_READY_FILE", folder.resolve("refuse").toString()));
    assertThatThrownBy(() -> LocalCluster.start(refusing, Progress.silent(), Clock.systemUTC()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("exit code 3");
    assertThat(ProcessHandle.current().descendants()).noneMatch(this::isOfThisTest);
  }

  @Test
  void aFolderThatIsNoDistributionIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> Home.at(folder))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("./mvnw");
    assertThatThrownBy(() -> Home.find(new Properties(), Map.of()))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("SHELFSHARE_HOME");
  }

  private boolean isOfThisTest(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(folder.toString());
  }

  private LocalCluster start() {
    return LocalCluster.start(settings, Progress.silent(), Clock.systemUTC());
  }

  private static List<URI> uris(LocalCluster cluster) {
    return cluster.nodes().stream().map(ManagedNode::uri).toList();
  }

  private static List<String> tables(LocalCluster cluster) {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(cluster.cassandra().contactPoint())
            .withLocalDatacenter(cluster.cassandra().datacenter())
            .build()) {
      return session
          .execute(
              "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?",
              cluster.keyspace())
          .map(row -> row.getString("table_name"))
          .all();
    }
  }
}
