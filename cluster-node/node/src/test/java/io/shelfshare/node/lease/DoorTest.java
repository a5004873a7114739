package io.shelfshare.node.lease;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static Address at(ServerSocket socket) {
    return new Address(
        "akka", "shelfshare", socket.getInetAddress().getHostAddress(), socket.getLocalPort());
  }

  @Test
  void aProcessThatDoesNotAnswerIsStillThere() throws IOException {
    try (ServerSocket frozen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Nobody ever accepts; once more wait than fit, the machine answers no more, and refuses
      // none.
      for (int i = 0; i < 4; i++) {
        assertThat(Door.isRefused(at(frozen))).isFalse();
      }
    }
  }

  @Test
  void aProcessThatHasEndedIsRefusedByItsMachine() throws IOException {
    Address left;
    try (ServerSocket ended = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      left = at(ended);
    }
    assertThat(Door.isRefused(left)).isTrue();
  }
}
