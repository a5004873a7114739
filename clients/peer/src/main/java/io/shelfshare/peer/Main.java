package io.shelfshare.peer;

import java.time.Clock;

/** Starts the peer: where it listens and which database it uses come from the environment. */
public final class Main {
  private static final int CONNECTIONS_DEFAULT = 32;

  private Main() {}

  /** Runs until the process is asked to end. */
  public static void main(String[] arguments) throws InterruptedException {
    String url = required("SHELFSHARE_PEER_JDBC");
    int port = Integer.parseInt(required("SHELFSHARE_PEER_PORT"));
    String connections = System.getenv("SHELFSHARE_PEER_CONNECTIONS");
    int pool = connections == null ? CONNECTIONS_DEFAULT : Integer.parseInt(connections);
    try (PeerServer server = PeerServer.start(url, pool, port, Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-peer"));
      server.awaitEnd();
    }
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(variable + " is not set");
    }
    return value;
  }
}
