package io.shelfshare.node;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Keeps the process contract of a node and nothing else: reads its environment, answers {@code
 * /ready} once it may, ends on SIGTERM. The real node comes later in the build than this module;
 * whole clusters of it are tested there.
 */
public final class Main {
  private Main() {}

  /** Is ready as soon as the file that {@code STAND_IN_READY_FILE} names exists. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> environment = System.getenv();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("SHELFSHARE_")) {
            System.out.println(name + "=" + value);
          }
        });
    Path readyFile = Path.of(environment.get("STAND_IN_READY_FILE"));
    if (readyFile.endsWith("refuse")) {
      System.out.println("cannot bind");
      System.exit(3);
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                environment.get("SHELFSHARE_HOST"),
                Integer.parseInt(environment.get("SHELFSHARE_PORT"))),
            0);
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(Files.exists(readyFile) ? 200 : 503, -1);
          exchange.close();
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("left")));
    server.start();
  }
}
