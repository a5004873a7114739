package io.shelfshare.node.lease;

import akka.actor.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Where a member listens for the others. */
final class Door {
  private static final Duration KNOCK = Duration.ofMillis(300);

  private Door() {}

  /**
   * Whether the machine says at once that nobody listens there. No answer is no refusal. Blocks for
   * up to {@link #KNOCK}.
   */
  static boolean isRefused(Address member) {
    var at = new InetSocketAddress(member.getHost().get(), member.getPort().get());
    try (Socket socket = new Socket()) {
      socket.connect(at, Math.toIntExact(KNOCK.toMillis()));
      return false;
    } catch (ConnectException e) {
      // Refused: the system's own timeout, which has the same type, takes far longer than ours.
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
