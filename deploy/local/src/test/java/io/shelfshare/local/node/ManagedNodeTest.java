package io.shelfshare.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.local.network.Wiring;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process side of a node, with a stand-in that keeps the same contract as the real one. */
class ManagedNodeTest {
  @TempDir private Path folder;

  private final List<String> states = new ArrayList<>();
  private final List<ManagedNode> started = new ArrayList<>();

  @BeforeEach
  void packTheStandIn() throws IOException {
    StandInNode.packInto(folder.resolve("jars"));
  }

  @AfterEach
  void kill() {
    started.forEach(ManagedNode::kill9);
  }

  @Test
  void aNodeCountsAsStartedOnlyWhenItSaysThatItIsReady() throws IOException {
    Path readyFile = folder.resolve("ready");
    ManagedNode node = node(readyFile, Duration.ofSeconds(30));
    node.launch();
    assertThat(node.isReady()).isFalse();

    Files.createFile(readyFile);
    node.awaitReady();

    assertThat(node.isReady()).isTrue();
    assertThat(states).last().isEqualTo("node 1 ready");
  }

  @Test
  void aNodeIsToldWhereEverythingIs() throws IOException {
    ManagedNode node = readyNode();
    assertThat(log())
        .contains(
            "SHELFSHARE_HOST=127.0.0.1",
            "SHELFSHARE_PORT=" + node.uri().getPort(),
            "SHELFSHARE_REMOTING_PORT=" + node.settings().remotingPort(),
            "SHELFSHARE_MANAGEMENT_PORT=" + node.settings().managementPort(),
            "SHELFSHARE_SEED_NODES=127.0.0.1:2551,127.0.0.1:2552",
            "SHELFSHARE_CASSANDRA=127.0.0.1:9042",
            "SHELFSHARE_CASSANDRA_DC=datacenter1",
            "SHELFSHARE_KEYSPACE=shelfshare",
            "SHELFSHARE_JWKS=" + folder.resolve("jwks.json"));
  }

  @Test
  void aStoppedNodeLeavesInOrderAndMayStartAgain() throws IOException {
    ManagedNode node = readyNode();

    assertThat(node.stop()).isTrue();
    assertThat(log()).endsWith("left\n");
    assertThat(node.isAlive()).isFalse();

    node.start();
    assertThat(node.isReady()).isTrue();
  }

  @Test
  void aPausedNodeAnswersNothingUntilItIsResumed() throws IOException {
    ManagedNode node = readyNode();

    node.pause();
    assertThat(node.isReady()).isFalse();
    assertThat(node.isAlive()).isTrue();

    node.resume();
    assertThat(node.isReady()).isTrue();
  }

  @Test
  void aKilledNodeGetsNoChanceToLeave() throws IOException {
    ManagedNode node = readyNode();
    node.kill9();
    assertThat(node.isAlive()).isFalse();
    assertThat(log()).doesNotContain("left");
  }

  @Test
  void aNodeThatEndsAtOnceIsReportedWithItsLastWords() {
    ManagedNode node = node(folder.resolve("refuse"), Duration.ofSeconds(30));
    assertThatThrownBy(node::start)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("node 1 ended with exit code 3")
        .hasMessageContaining("cannot bind");
  }

  @Test
  void aNodeThatNeverBecomesReadyIsReportedAfterTheLimit() {
    ManagedNode node = node(folder.resolve("ready"), Duration.ofSeconds(2));
    assertThatThrownBy(node::start)
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("node 1 was not ready after 2 s");
  }

  private ManagedNode readyNode() throws IOException {
    Path readyFile = Files.createFile(folder.resolve("ready"));
    ManagedNode node = node(readyFile, Duration.ofSeconds(30));
    node.start();
    return node;
  }

  private ManagedNode node(Path readyFile, Duration startLimit) {
    NodeSettings settings =
        new NodeSettings(
            "node 1",
            folder.resolve("jars"),
            folder,
            folder.resolve("node-1.log"),
            Wiring.LOOPBACK.node(1),
            Ports.free(),
            Ports.free(),
            Ports.free(),
            List.of(address(2551), address(2552)),
            List.of(address(9042)),
            "datacenter1",
            "shelfshare",
            folder.resolve("jwks.json"),
            64,
            startLimit,
            Map.of("STAND_IN_READY_FILE", readyFile.toString()));
    Progress progress = (part, state, elapsed) -> states.add(part + " " + state);
    ManagedNode node = new ManagedNode(settings, progress);
    started.add(node);
    return node;
  }

  private static InetSocketAddress address(int port) {
    return InetSocketAddress.createUnresolved("127.0.0.1", port);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("node-1.log"));
  }
}
