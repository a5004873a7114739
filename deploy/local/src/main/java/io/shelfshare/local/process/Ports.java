package io.shelfshare.local.process;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses TCP ports on the loopback address and remembers them in a folder, so that a restart
 * listens where the last run did and addresses written down stay true.
 */
public final class Ports {
  /**
   * Below the range from which systems take the source ports of outgoing connections: such a
   * connection could otherwise sit on a port while the server that owns it restarts.
   */
  private static final int LOWEST = 12_000;

  private static final int COUNT = 20_000;
  private static final int HIGHEST = 65_535;

  /** Processes start looking at different places, which keeps them out of each other's way. */
  private static final AtomicInteger CURSOR =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % COUNT));

  private final Path file;
  private final Properties remembered = new Properties();

  /** Remembers in {@code ports.properties} of an existing folder. */
  public Ports(Path folder) {
    this.file = folder.resolve("ports.properties");
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        remembered.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The requested port, else the remembered one if it is free, else a free one.
   *
   * @param use what it is for: {@code cassandra.cql}
   * @throws StartFailedException if the requested port is in use
   */
  public int choose(String use, OptionalInt requested) {
    if (requested.isPresent() && (requested.getAsInt() < 1 || requested.getAsInt() > HIGHEST)) {
      throw new StartFailedException(
          "Port %d for %s is not between 1 and %d".formatted(requested.getAsInt(), use, HIGHEST));
    }
    if (requested.isPresent() && !isFree(requested.getAsInt())) {
      throw new StartFailedException(
          "Port %d for %s is already in use; stop what listens there or choose another"
              .formatted(requested.getAsInt(), use));
    }
    int port = requested.orElseGet(() -> rememberedOrFree(use));
    remember(use, port);
    return port;
  }

  private int rememberedOrFree(String use) {
    String before = remembered.getProperty(use, "");
    if (before.matches("[1-9]\\d{0,4}")
        && Integer.parseInt(before) <= HIGHEST
        && isFree(Integer.parseInt(before))) {
      return Integer.parseInt(before);
    }
    return free();
  }

  private void remember(String use, int port) {
    remembered.setProperty(use, Integer.toString(port));
    try (Writer writer = Files.newBufferedWriter(file)) {
      remembered.store(writer, "Ports of the last run, used again if they are free.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nothing listens on now and that this process has not been given lately. */
  public static int free() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + Math.floorMod(CURSOR.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new StartFailedException(
        "No free TCP port between %d and %d".formatted(LOWEST, LOWEST + COUNT));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
