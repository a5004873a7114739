package io.shelfshare.cli.bench;

import io.shelfshare.local.Home;
import io.shelfshare.local.process.ChildJvm;
import io.shelfshare.local.process.JavaRuntime;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service over PostgreSQL as a child process that never outlives this one. */
final class PeerProcess implements AutoCloseable {
  /** As many as keep two to eight processors busy, and let commits share a flush. */
  static final int CONNECTIONS = 32;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int PROBE_MILLIS = 500;

  private final ChildJvm child;
  private final int port;

  private PeerProcess(ChildJvm child, int port) {
    this.child = child;
    this.port = port;
  }

  /** Starts it, and returns when it takes connections. */
  static PeerProcess start(
      Home home, String jdbcUrl, Path folder, int heapMegabytes, Progress progress) {
    int port = Ports.free();
    Path log = folder.resolve("peer.log");
    Waiting waiting = new Waiting("peer", progress, START_LIMIT);
    ChildJvm child =
        ChildJvm.start(
            new ChildJvm.Command(
                List.of(),
                JavaRuntime.current(),
                List.of(
                    "-Xms" + heapMegabytes / 2 + "m",
                    "-Xmx" + heapMegabytes + "m",
                    "-XX:+UseG1GC",
                    "-Djava.net.preferIPv4Stack=true"),
                List.of(home.peerJars() + "/*"),
                "io.shelfshare.peer.Main",
                Map.of(
                    "SHELFSHARE_PEER_JDBC",
                    jdbcUrl,
                    "SHELFSHARE_PEER_PORT",
                    Integer.toString(port),
                    "SHELFSHARE_PEER_CONNECTIONS",
                    Integer.toString(CONNECTIONS)),
                folder,
                Optional.empty(),
                log));
    waiting.until("starting", () -> answers(port), child, List.of(log));
    progress.at("peer", "ready", waiting.elapsed());
    return new PeerProcess(child, port);
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.stop(STOP_LIMIT);
  }
}
