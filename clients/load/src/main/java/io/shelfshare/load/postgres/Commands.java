package io.shelfshare.load.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs to their end. As root it runs PostgreSQL's as another user, because the server
 * refuses root.
 */
final class Commands {
  private static final List<String> USERS = List.of("postgres", "nobody");

  private Commands() {}

  /** Runs a program and returns what it printed; fails where it failed. */
  static String run(Path folder, List<String> line) {
    try {
      Path output = Files.createTempFile(folder, "out", ".txt");
      try {
        Process process =
            new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        int code = waitFor(process);
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (code != 0) {
          throw new IllegalStateException(
              line.get(0) + " ended with " + code + ": " + tail(printed));
        }
        return printed;
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException("Cannot run " + line.get(0), unusable);
    }
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private static String tail(String printed) {
    return printed.length() <= 2_000 ? printed : printed.substring(printed.length() - 2_000);
  }

  /**
   * The line that runs a program as a user whom PostgreSQL accepts, and ends it with this process
   * where the machine can do that.
   */
  static List<String> unprivileged(List<String> line) {
    List<String> whole = new ArrayList<>();
    boolean canSet = Files.isExecutable(Path.of("/usr/bin/setpriv"));
    if (isRoot()) {
      if (!canSet) {
        throw new IllegalStateException(
            "PostgreSQL refuses to run as root, and setpriv (package util-linux) is not here to"
                + " run it as another user");
      }
      String user = user();
      whole.addAll(
          List.of(
              "/usr/bin/setpriv",
              "--reuid=" + user,
              "--regid=" + groupOf(user),
              "--clear-groups",
              "--pdeathsig=INT",
              "--"));
    } else if (canSet) {
      whole.addAll(List.of("/usr/bin/setpriv", "--pdeathsig=INT", "--"));
    }
    whole.addAll(line);
    return whole;
  }

  /** Gives a folder to the user that runs PostgreSQL, and lets that user pass the one above it. */
  static void giveAway(Path folder) {
    if (isRoot()) {
      run(Path.of("/"), List.of("chmod", "a+x", folder.resolve("..").normalize().toString()));
      String owner = user() + ":" + groupOf(user());
      run(Path.of("/"), List.of("chown", owner, folder.toString()));
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String user() {
    return USERS.stream()
        .filter(user -> !entry(user).isEmpty())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("there is neither a user postgres nor nobody"));
  }

  private static String groupOf(String user) {
    return entry(user).split(":", -1)[3];
  }

  /** The user's line of the password file, or nothing. */
  private static String entry(String user) {
    try {
      return Files.readAllLines(Path.of("/etc/passwd")).stream()
          .filter(line -> line.startsWith(user + ":"))
          .findFirst()
          .orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
