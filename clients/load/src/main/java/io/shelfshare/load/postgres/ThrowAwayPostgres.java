package io.shelfshare.load.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server in a folder of its own on the loopback address, with {@code fsync} and {@code
 * synchronous_commit} on. It ends when it is closed, and with this process where the machine has
 * {@code setpriv}; whoever made the folder deletes it.
 */
public final class ThrowAwayPostgres implements AutoCloseable {
  /** What the server runs with beside its defaults. */
  public static final List<String> SETTINGS =
      List.of(
          "fsync = on",
          "synchronous_commit = on",
          "full_page_writes = on",
          "shared_buffers = 1GB",
          "max_wal_size = 4GB",
          "checkpoint_timeout = 15min",
          "max_connections = 200");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final String FOLDER = "/io/shelfshare/load/postgres/";
  private static final String USER = "postgres";

  private final PostgresBinaries binaries;
  private final Path folder;
  private final int port;
  private final Process server;

  private ThrowAwayPostgres(PostgresBinaries binaries, Path folder, int port, Process server) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /**
   * Makes a server in a folder that does not exist yet, and returns when it answers.
   *
   * @throws IllegalStateException where a program fails, with what it printed
   */
  public static ThrowAwayPostgres start(PostgresBinaries binaries, Path folder, int port) {
    try {
      Files.createDirectories(folder);
      Commands.giveAway(folder);
      Path data = folder.resolve("data");
      Commands.run(
          Path.of("/"),
          Commands.unprivileged(
              List.of(
                  binaries.program("initdb"),
                  "-D",
                  data.toString(),
                  "-A",
                  "trust",
                  "-U",
                  USER,
                  "-E",
                  "UTF8",
                  "--no-locale")));
      List<String> line = new ArrayList<>(List.of(binaries.program("postgres"), "-D"));
      line.add(data.toString());
      List<String> settings = new ArrayList<>(SETTINGS);
      settings.add("port=" + port);
      settings.add("listen_addresses=127.0.0.1");
      settings.add("unix_socket_directories=" + folder);
      settings.forEach(setting -> line.addAll(List.of("-c", setting.replace(" = ", "="))));
      Process server =
          new ProcessBuilder(Commands.unprivileged(line))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("server.log").toFile())
              .start();
      ThrowAwayPostgres postgres = new ThrowAwayPostgres(binaries, folder, port, server);
      postgres.awaitReady();
      return postgres;
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private void awaitReady() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        query(USER, "SELECT 1");
        return;
      } catch (IllegalStateException notYet) {
        boolean late = System.nanoTime() - start > START_LIMIT.toNanos();
        if (late || !server.isAlive()) {
          close();
          throw new IllegalStateException(
              "postgres did not start: " + Files.readString(folder.resolve("server.log")), notYet);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  /** Makes a database with the peer's schema, and its directory's tables. */
  public void create(String database) {
    query(USER, "CREATE DATABASE " + database);
    script(database, "schema.sql", Map.of());
    script(database, "directory.sql", Map.of());
  }

  /** Runs one of this package's scripts, and returns what it printed, unaligned. */
  public String script(String database, String name, Map<String, Long> variables) {
    List<String> line = psql(database);
    variables.forEach((variable, value) -> line.addAll(List.of("-v", variable + "=" + value)));
    line.addAll(List.of("-f", file(name).toString()));
    return Commands.run(folder, line).strip();
  }

  /** Runs one statement, and returns what it printed, unaligned. */
  public String query(String database, String sql) {
    List<String> line = psql(database);
    line.addAll(List.of("-c", sql));
    return Commands.run(folder, line).strip();
  }

  /** Where a program connects over the network. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  /** The process number of the server's first process. */
  public long pid() {
    return server.pid();
  }

  /** Bytes of write-ahead log since the server was made. */
  public long walBytes() {
    return Long.parseLong(
        query(USER, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
  }

  /** Such as {@code 15.9}. */
  public String version() {
    return query(USER, "SHOW server_version");
  }

  /** A run of pgbench over the unix socket, with statements prepared once a connection. */
  public Pgbench pgbench(String database) {
    return new Pgbench(binaries, folder, port, USER, database);
  }

  private List<String> psql(String database) {
    List<String> line = new ArrayList<>(List.of(binaries.program("psql"), "-X", "-q", "-A", "-t"));
    line.addAll(List.of("-v", "ON_ERROR_STOP=1", "-h", folder.toString(), "-p", "" + port));
    line.addAll(List.of("-U", USER, "-d", database));
    return line;
  }

  private Path file(String name) {
    return resource(folder, name);
  }

  /** Lays a script beside the data, for a program that reads files. */
  static Path resource(Path folder, String name) {
    try (InputStream script = ThrowAwayPostgres.class.getResourceAsStream(FOLDER + name)) {
      byte[] bytes = Objects.requireNonNull(script, name).readAllBytes();
      Path file = folder.resolve(name);
      Files.writeString(file, new String(bytes, StandardCharsets.UTF_8));
      return file;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }

  /** Ends the server at once, in order; may be called again, and by several threads. */
  @Override
  public void close() {
    if (!server.isAlive()) {
      return;
    }
    try {
      // SIGINT is its fast shutdown; SIGTERM would wait for every client to leave by itself.
      new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
      if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (IOException noKill) {
      server.destroy();
    } catch (InterruptedException stopped) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
