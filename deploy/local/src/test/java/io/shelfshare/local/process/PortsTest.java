package io.shelfshare.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir private Path folder;

  @Test
  void aFreePortIsUsedAgainByTheNextRun() {
    int first = new Ports(folder).choose("node1.edge", OptionalInt.empty());
    int second = new Ports(folder).choose("node1.edge", OptionalInt.empty());
    assertThat(second).isEqualTo(first);
  }

  @Test
  void twoUsesGetTwoPorts() {
    Ports ports = new Ports(folder);
    assertThat(ports.choose("a", OptionalInt.empty()))
        .isNotEqualTo(ports.choose("b", OptionalInt.empty()));
  }

  @Test
  void aRememberedPortThatIsTakenIsReplaced() throws Exception {
    int first = new Ports(folder).choose("node1.edge", OptionalInt.empty());
    try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Ports(folder).choose("node1.edge", OptionalInt.empty()))
          .isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void aRequestedPortThatIsTakenIsRefusedWithItsUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OptionalInt port = OptionalInt.of(taken.getLocalPort());
      assertThatThrownBy(() -> new Ports(folder).choose("node1.edge", port))
          .isInstanceOf(StartFailedException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " for node1.edge");
    }
  }
}
