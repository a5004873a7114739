package io.shelfshare.local.cassandra;

import io.shelfshare.local.process.ChildJvm;
import io.shelfshare.local.process.FolderLock;
import io.shelfshare.local.process.JavaRuntime;
import io.shelfshare.local.process.Ports;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One real Cassandra server as a child process. It listens where it is told to, keeps its data in
 * the folder it is given, and never outlives this process. What it acknowledged is on the disk. Not
 * safe for use from several threads at once.
 */
public final class ManagedCassandra implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final CassandraSettings settings;
  private final Progress progress;
  private final FolderLock lock;
  private final int cqlPort;
  private final CassandraConfiguration configuration;
  private Optional<ChildJvm> child = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();

  private ManagedCassandra(CassandraSettings settings, Progress progress, FolderLock lock)
      throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.lock = lock;
    Path folder = settings.folder();
    Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("logs"));
    Path commitLog = Files.createDirectories(folder.resolve("commitlog"));
    CommitLogAccess access = CommitLogAccess.bestFor(commitLog);
    if (access != CommitLogAccess.DIRECT) {
      progress.warning(
          settings.name(),
          "The filesystem of "
              + folder
              + " refuses direct writes, so the commit log is mapped"
              + " into memory instead: as safe, but slower. Use a data folder on a local disk.");
    }
    Ports ports = new Ports(folder);
    this.cqlPort = ports.choose("cassandra.cql", settings.cqlPort());
    int storagePort = ports.choose("cassandra.storage", settings.storagePort());
    this.configuration = new CassandraConfiguration(settings, cqlPort, storagePort, access);
  }

  /**
   * Takes the folder and chooses ports, and starts nothing yet; {@link #restart()} does.
   *
   * @throws io.shelfshare.local.process.StartFailedException if the folder or a port is in use
   */
  public static ManagedCassandra prepare(CassandraSettings settings, Progress progress) {
    FolderLock lock = FolderLock.take(settings.folder());
    try {
      return new ManagedCassandra(settings, progress, lock);
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException("Cannot prepare " + settings.folder(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Starts a server and returns when it answers clients.
   *
   * @throws io.shelfshare.local.process.StartFailedException if the folder or a port is in use,
   *     Java 17 is missing, or the server does not come up; with the reason
   */
  public static ManagedCassandra start(CassandraSettings settings, Progress progress) {
    ManagedCassandra cassandra = prepare(settings, progress);
    try {
      cassandra.restart();
      return cassandra;
    } catch (RuntimeException e) {
      cassandra.close();
      throw e;
    }
  }

  /**
   * Starts the server, again or for the first time, on its data and ports; does nothing while it
   * runs.
   */
  public void restart() {
    launch();
    awaitAnswer();
  }

  /**
   * Starts the process and returns at once; does nothing while it runs. The members of a ring start
   * fastest when all are launched before the first is awaited.
   */
  public void launch() {
    if (!isAlive()) {
      waiting = Optional.of(new Waiting(settings.name(), progress, settings.startLimit()));
      child = Optional.of(launched());
    }
  }

  /**
   * Returns when the launched server answers clients; at once where that was awaited before.
   *
   * @throws io.shelfshare.local.process.StartFailedException if it ends or takes too long; it is
   *     killed then
   */
  public void awaitAnswer() {
    if (waiting.isEmpty()) {
      return;
    }
    Waiting since = waiting.get();
    ChildJvm started = child.orElseThrow();
    waiting = Optional.empty();
    try {
      since.until(
          "starting",
          () -> CqlProbe.answers(contactPoint()),
          started,
          List.of(outputFile(), logFile()));
    } catch (RuntimeException e) {
      started.kill9();
      throw e;
    }
    progress.at(settings.name(), "ready", since.elapsed());
  }

  private ChildJvm launched() {
    Path folder = settings.folder();
    try {
      configuration.write();
      // Each start is judged by what it says itself.
      Files.deleteIfExists(outputFile());
      Files.deleteIfExists(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + folder, e);
    }
    return ChildJvm.start(
        new ChildJvm.Command(
            List.of(),
            JavaRuntime.forCassandra(System.getenv()),
            CassandraJvm.arguments(settings, configuration),
            List.of(settings.serverJars() + "/*"),
            "org.apache.cassandra.service.CassandraDaemon",
            Map.of(),
            folder,
            Optional.of(folder.resolve("child.lock")),
            outputFile()));
  }

  /** What people call it. */
  public String name() {
    return settings.name();
  }

  /** Where clients connect. */
  public InetSocketAddress contactPoint() {
    return new InetSocketAddress(settings.clientHost(), cqlPort);
  }

  /** The datacenter that clients must name. */
  public String datacenter() {
    return CassandraConfiguration.DATACENTER;
  }

  /** What the server logs. */
  public Path logFile() {
    return settings.folder().resolve("logs/system.log");
  }

  private Path outputFile() {
    return settings.folder().resolve("logs/output.log");
  }

  /** The process number of the running or last server. */
  public long pid() {
    return child.orElseThrow(() -> new IllegalStateException("never started")).pid();
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return child.isPresent() && child.get().isAlive();
  }

  /** Ends the server as a power cut would; it may be started again. */
  public void kill9() {
    child.ifPresent(ChildJvm::kill9);
  }

  /** Freezes the server until {@link #resume()}. */
  public void pause() {
    child.ifPresent(ChildJvm::pause);
  }

  /** Lets a paused server go on. */
  public void resume() {
    child.ifPresent(ChildJvm::resume);
  }

  /** Asks it to end in order and does not wait; {@link #stop()} does. */
  public void requestStop() {
    child.ifPresent(ChildJvm::requestStop);
  }

  /** Ends the server in order; it may be started again. */
  public void stop() {
    child.ifPresent(running -> running.stop(STOP_LIMIT));
  }

  /** Stops the server and gives up the folder. */
  @Override
  public void close() {
    stop();
    lock.close();
  }
}
