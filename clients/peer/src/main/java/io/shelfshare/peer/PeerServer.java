package io.shelfshare.peer;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gRPC server on the loopback address with as many threads as it has connections to its database,
 * so that no call waits for a connection while it holds a thread. It takes calls with any token and
 * checks none, which saves it that work.
 */
public final class PeerServer implements AutoCloseable {
  private static final long END_SECONDS = 10;

  private final Database database;
  private final ExecutorService threads;
  private final Server server;

  private PeerServer(Database database, ExecutorService threads, Server server) {
    this.database = database;
    this.threads = threads;
    this.server = server;
  }

  /**
   * Starts to serve.
   *
   * @param jdbcUrl a database that has the schema
   * @param connections to it, and threads that use them
   * @param port 0 for one that is free
   */
  public static PeerServer start(String jdbcUrl, int connections, int port, Clock clock) {
    Database database = new Database(jdbcUrl, connections);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      Directory directory = new Directory(database);
      Server server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
              .executor(threads)
              .addService(new PeerDirectoryService(directory))
              .addService(new PeerStockService(database, directory, clock))
              .addService(new PeerRequestService(database, directory, clock))
              .addService(new PeerOrderService(database, directory))
              .build()
              .start();
      return new PeerServer(database, threads, server);
    } catch (IOException taken) {
      threads.shutdown();
      database.close();
      throw new UncheckedIOException(taken);
    } catch (RuntimeException unusable) {
      threads.shutdown();
      database.close();
      throw unusable;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Waits until it was closed. */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
    database.close();
  }
}
