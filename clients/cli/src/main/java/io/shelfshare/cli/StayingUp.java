package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.node.ManagedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Keeps a started cluster up until it is asked to stop, or until one of its processes dies. */
final class StayingUp {
  private final LocalCluster cluster;
  private final List<Path> readyFiles;
  private final Terminal terminal;
  private final Words words;
  private final Thread end = new Thread(this::stopInOrder, "stop-dev");

  /**
   * Keeps {@code cluster} up.
   *
   * @param readyFiles files that say it runs; they go when it stops
   */
  StayingUp(LocalCluster cluster, List<Path> readyFiles, Terminal terminal, Words words) {
    this.cluster = cluster;
    this.readyFiles = readyFiles;
    this.terminal = terminal;
    this.words = words;
  }

  /** From now on Ctrl-C and SIGTERM stop everything in order. */
  void watchForTheEnd() {
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Waits; returns the exit code once a process has died and the others are stopped. */
  int untilSomethingEnds() {
    Map<String, Long> processes = new LinkedHashMap<>();
    processes.put("cassandra", cluster.cassandra().pid());
    for (ManagedNode node : cluster.nodes()) {
      processes.put(node.settings().name(), node.pid());
    }
    CompletableFuture<?>[] ends =
        processes.entrySet().stream()
            .map(
                process ->
                    ProcessHandle.of(process.getValue())
                        .map(handle -> handle.onExit().thenApply(gone -> process.getKey()))
                        .orElseGet(() -> CompletableFuture.completedFuture(process.getKey())))
            .toArray(CompletableFuture[]::new);
    try {
      Object who = CompletableFuture.anyOf(ends).join();
      if (!Runtime.getRuntime().removeShutdownHook(end)) {
        return ExitCodes.OK;
      }
      terminal.note(
          terminal.styled(
              Terminal.Look.RED, words.of("dev.died", String.valueOf(who), logOf(who))));
    } catch (CompletionException | IllegalStateException alreadyStopping) {
      // The hook is at work: the process ended because it was asked to. Wait for the JVM's end.
      return ExitCodes.OK;
    }
    forgetReadyFiles();
    cluster.close();
    return ExitCodes.INTERNAL;
  }

  private String logOf(Object who) {
    return cluster.nodes().stream()
        .filter(node -> node.settings().name().equals(who))
        .map(node -> node.settings().log().toString())
        .findFirst()
        .orElseGet(() -> cluster.cassandra().logFile().toString());
  }

  private void stopInOrder() {
    terminal.note("");
    terminal.note(words.of("dev.stopping"));
    forgetReadyFiles();
    cluster.close();
    terminal.note(words.of("dev.stopped"));
    // Being asked to stop is not a failure, so that the exit code is not the signal's.
    Runtime.getRuntime().halt(ExitCodes.OK);
  }

  private void forgetReadyFiles() {
    for (Path file : readyFiles) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException unimportant) {
        terminal.note(String.valueOf(unimportant.getMessage()));
      }
    }
  }
}
