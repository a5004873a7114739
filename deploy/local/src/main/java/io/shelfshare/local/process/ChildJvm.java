package io.shelfshare.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running JVM that lives no longer than this one. Signals go through {@link ProcessHandle},
 * because {@link Process#destroy()} also closes the child's standard input, which the child takes
 * for the death of its parent.
 */
public final class ChildJvm {
  /** Live children stay reachable: a collected {@link Process} would close the pipe to it. */
  private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /**
   * What to run.
   *
   * @param launcher words before the command, of a program that becomes the JVM; empty for none
   * @param classPath entries of the class path; a folder with {@code /*} stands for its jars
   * @param lock a file that the child holds locked while it lives
   * @param output where standard output and error go, appended
   */
  public record Command(
      List<String> launcher,
      JavaRuntime java,
      List<String> jvmArguments,
      List<String> classPath,
      String mainClass,
      Map<String, String> environment,
      Path workingFolder,
      Optional<Path> lock,
      Path output) {

    List<String> line() {
      List<String> line = new ArrayList<>(launcher);
      line.add(java.launcher().toString());
      line.addAll(jvmArguments);
      lock.ifPresent(file -> line.add("-D" + ChildMain.LOCK_PROPERTY + "=" + file));
      List<String> entries = new ArrayList<>(classPath);
      entries.add(ownClasses().toString());
      line.add("-cp");
      line.add(String.join(File.pathSeparator, entries));
      line.add(ChildMain.class.getName());
      line.add(mainClass);
      return line;
    }

    private static Path ownClasses() {
      try {
        return Path.of(ChildMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Starts a child; it is not ready for anything yet. */
  public static ChildJvm start(Command command) {
    try {
      Files.createDirectories(command.workingFolder());
      Files.createDirectories(command.output().toAbsolutePath().getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command.line())
              .directory(command.workingFolder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(command.output().toFile()));
      builder.environment().putAll(command.environment());
      Process process = builder.start();
      LIVE.add(process);
      var unused = process.onExit().thenAccept(LIVE::remove);
      return new ChildJvm(process);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.mainClass(), e);
    }
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs; a paused one does. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, or empty while it runs. */
  public Optional<Integer> exitCode() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /**
   * Asks it to end ({@code SIGTERM}) and waits; kills it after the limit.
   *
   * @return whether it ended by itself
   */
  public boolean stop(Duration limit) {
    requestStop();
    if (hasEnded(limit)) {
      return true;
    }
    kill9();
    return false;
  }

  /** Asks it to end ({@code SIGTERM}) and does not wait. */
  public void requestStop() {
    process.toHandle().destroy();
  }

  /** Ends it at once ({@code SIGKILL}), as a power cut would, and waits until it is gone. */
  public void kill9() {
    process.toHandle().destroyForcibly();
    if (!hasEnded(Duration.ofSeconds(30))) {
      throw new IllegalStateException("Process " + pid() + " survived SIGKILL");
    }
  }

  /** Freezes it ({@code SIGSTOP}), as a long garbage collection or a suspended laptop would. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused one go on ({@code SIGCONT}). */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("Cannot send SIG" + name + " to process " + pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private boolean hasEnded(Duration limit) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        try {
          process.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          return true;
        } catch (TimeoutException | ExecutionException e) {
          return !process.isAlive();
        } catch (InterruptedException e) {
          // Stopping must finish also when the caller was interrupted, or the child stays.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
