package io.shelfshare.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed Java runtime.
 *
 * @param home the folder that holds {@code bin/java}
 * @param feature the version people say: 17, 25
 */
public record JavaRuntime(Path home, int feature) {
  /** The only version that Cassandra 5.0 supports which still gets fixes. */
  private static final int CASSANDRA_FEATURE = 17;

  private static final String OVERRIDE = "SHELFSHARE_CASSANDRA_JAVA_HOME";
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)[^\"]*\"");

  /** The one this code runs on. */
  public static JavaRuntime current() {
    return new JavaRuntime(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The one in a folder, or empty when the folder holds none. */
  static Optional<JavaRuntime> in(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find()
          ? Optional.of(new JavaRuntime(home, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A Java 17 for the Cassandra child: the one {@code SHELFSHARE_CASSANDRA_JAVA_HOME} names, else
   * the current one if it fits, else one found where installers put them.
   *
   * @throws StartFailedException if there is none, saying what to install
   */
  public static JavaRuntime forCassandra(Map<String, String> environment) {
    List<Path> installFolders =
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
            Path.of(System.getProperty("user.home"), ".jdks"));
    return forCassandra(environment, current(), installFolders);
  }

  static JavaRuntime forCassandra(
      Map<String, String> environment, JavaRuntime current, List<Path> installFolders) {
    String override = environment.getOrDefault(OVERRIDE, "");
    if (!override.isBlank()) {
      return in(Path.of(override))
          .filter(found -> found.feature() == CASSANDRA_FEATURE)
          .orElseThrow(
              () ->
                  new StartFailedException(
                      "%s is %s, which is not a Java %d installation"
                          .formatted(OVERRIDE, override, CASSANDRA_FEATURE)));
    }
    if (current.feature() == CASSANDRA_FEATURE) {
      return current;
    }
    return installFolders.stream()
        .flatMap(folder -> installed(folder).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new StartFailedException(
                    "Cassandra 5.0 runs on Java %d, and none was found in %s. "
                            .formatted(CASSANDRA_FEATURE, installFolders)
                        + "Install one (on Debian: apt-get install openjdk-17-jdk-headless), or"
                        + " set "
                        + OVERRIDE
                        + " to its folder. The rest runs on the current"
                        + " Java "
                        + current.feature()
                        + "."));
  }

  private static List<JavaRuntime> installed(Path folder) {
    List<JavaRuntime> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*17*")) {
      for (Path entry : entries) {
        in(entry).or(() -> in(entry.resolve("Contents/Home"))).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.removeIf(runtime -> runtime.feature() != CASSANDRA_FEATURE);
    found.sort(Comparator.comparing(JavaRuntime::home));
    return found;
  }

  /** The launcher to execute. */
  Path launcher() {
    return home.resolve("bin/java");
  }
}
