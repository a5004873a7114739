package io.shelfshare.local.node;

import io.shelfshare.local.process.ChildJvm;
import io.shelfshare.local.process.JavaRuntime;
import io.shelfshare.local.process.Progress;
import io.shelfshare.local.process.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One cluster node as a child process that never outlives this one. Not safe for use from several
 * threads at once.
 */
public final class ManagedNode implements AutoCloseable {
  private static final String MAIN_CLASS = "io.shelfshare.node.Main";
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final int PROBE_MILLIS = 2_000;
  private static final int HTTP_OK = 200;

  /** From here on the JDK warns of native access and of Unsafe, which netty needs. */
  private static final int FEATURE_WITH_WARNINGS = 24;

  private final NodeSettings settings;
  private final Progress progress;
  private Optional<ChildJvm> child = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();

  /** A node that is not started yet. */
  public ManagedNode(NodeSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Starts the process, also after it has ended, and returns at once; does nothing while it runs.
   * Several nodes form a cluster fastest when all are launched before the first is awaited.
   */
  public void launch() {
    launch(Map.of());
  }

  /**
   * The same with further environment variables, for this one time.
   *
   * @param further stand above those of the settings
   */
  public void launch(Map<String, String> further) {
    if (isAlive()) {
      return;
    }
    Map<String, String> variables = new LinkedHashMap<>(settings.variables());
    variables.putAll(further);
    waiting = Optional.of(new Waiting(settings.name(), progress, settings.startLimit()));
    child =
        Optional.of(
            ChildJvm.start(
                new ChildJvm.Command(
                    settings.place().launcher(),
                    JavaRuntime.current(),
                    jvmArguments(),
                    List.of(settings.jars() + "/*"),
                    MAIN_CLASS,
                    variables,
                    settings.workingFolder(),
                    Optional.empty(),
                    freshLog())));
  }

  private List<String> jvmArguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xms" + settings.heapMegabytes() / 2 + "m",
                "-Xmx" + settings.heapMegabytes() + "m",
                "-XX:+UseG1GC",
                // What outlives a collection is an entity, and lives for hours: it is copied once.
                "-XX:MaxTenuringThreshold=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true"));
    if (JavaRuntime.current().feature() >= FEATURE_WITH_WARNINGS) {
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    return arguments;
  }

  /** Keeps the log of the run before, because a crash is looked into after the restart. */
  private Path freshLog() {
    Path log = settings.log();
    try {
      if (Files.exists(log)) {
        Path before = log.resolveSibling(log.getFileName() + ".1");
        Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return log;
  }

  /**
   * Returns when the launched node says that it is ready to serve.
   *
   * @throws io.shelfshare.local.process.StartFailedException if it ends or takes too long; with the
   *     last lines of its log
   */
  public void awaitReady() {
    ChildJvm running = child.orElseThrow(() -> new IllegalStateException("never launched"));
    Waiting since = waiting.orElseThrow();
    since.until("starting", this::isReady, running, List.of(settings.log()));
    progress.at(settings.name(), "ready", since.elapsed());
  }

  /** Launches and awaits. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Whether the node answers {@code /ready} with success now. */
  public boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) uri().resolve("/ready").toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try {
        return connection.getResponseCode() == HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether this node counts another as a member of its cluster, in whatever state; false where it
   * does not answer.
   */
  public boolean hasMember(ManagedNode other) {
    return members().contains(":" + other.settings.remotingPort() + "\"");
  }

  /** Whether this node says that so many members are up, and that it hears all of them. */
  public boolean hearsAll(int nodes) {
    String members = members();
    return members.split("\"status\":\"Up\"", -1).length - 1 == nodes
        && members.contains("\"unreachable\":[]");
  }

  /** What this node says of its cluster, as JSON; empty where it does not answer. */
  private String members() {
    URI members =
        URI.create(
            "http://%s:%d/cluster/members".formatted(settings.host(), settings.managementPort()));
    try {
      HttpURLConnection connection = (HttpURLConnection) members.toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      return "";
    }
  }

  /** The public edge: {@code http://host:port}. */
  public URI uri() {
    return URI.create("http://" + settings.host() + ":" + settings.edgePort());
  }

  /** What it was started with. */
  public NodeSettings settings() {
    return settings;
  }

  /** The process number of the running or last process. */
  public long pid() {
    return child.orElseThrow(() -> new IllegalStateException("never launched")).pid();
  }

  /** Whether the process runs; a paused one does. */
  public boolean isAlive() {
    return child.isPresent() && child.get().isAlive();
  }

  /** The exit code of the last process, or empty while it runs or was never launched. */
  public Optional<Integer> exitCode() {
    return child.flatMap(ChildJvm::exitCode);
  }

  /**
   * Lets it leave the cluster in order.
   *
   * @return false if it took too long and was killed
   */
  public boolean stop() {
    return child.isEmpty() || child.get().stop(STOP_LIMIT);
  }

  /** Asks it to leave and does not wait; {@link #stop()} does. */
  public void requestStop() {
    child.ifPresent(ChildJvm::requestStop);
  }

  /** Ends it as a power cut would. */
  public void kill9() {
    child.ifPresent(ChildJvm::kill9);
  }

  /** Freezes it until {@link #resume()}. */
  public void pause() {
    child.ifPresent(ChildJvm::pause);
  }

  /** Lets a paused node go on. */
  public void resume() {
    child.ifPresent(ChildJvm::resume);
  }

  @Override
  public void close() {
    stop();
  }
}
