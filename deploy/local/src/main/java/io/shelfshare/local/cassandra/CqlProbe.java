package io.shelfshare.local.cassandra;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a port whether it speaks CQL, with the one message that needs no session. */
final class CqlProbe {
  /** Header of an OPTIONS request: protocol 4, no flags, stream 0, opcode 5, empty body. */
  private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

  private static final int RESPONSE_VERSION = 0x84;
  private static final int TIMEOUT_MILLIS = 2_000;

  private CqlProbe() {}

  static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(address, TIMEOUT_MILLIS);
      socket.getOutputStream().write(OPTIONS);
      return new DataInputStream(socket.getInputStream()).readUnsignedByte() == RESPONSE_VERSION;
    } catch (IOException e) {
      return false;
    }
  }
}
