package io.shelfshare.local;

import io.shelfshare.local.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The folder a built distribution lies in: {@code lib/node}, {@code lib/cli}, {@code lib/cassandra}
 * and {@code lib/peer}, each with the jars of one program.
 */
public final class Home {
  private static final String PROPERTY = "shelfshare.home";
  private static final String VARIABLE = "SHELFSHARE_HOME";

  private final Path folder;

  private Home(Path folder) {
    this.folder = folder;
  }

  /**
   * The distribution that the system property {@code shelfshare.home} or else the environment
   * variable {@code SHELFSHARE_HOME} names; the {@code shelfshare} script sets one.
   *
   * @throws StartFailedException if neither is set, or the folder is not a distribution
   */
  public static Home find() {
    return find(System.getProperties(), System.getenv());
  }

  static Home find(Properties properties, Map<String, String> environment) {
    String place = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, "")).strip();
    if (place.isEmpty()) {
      throw new StartFailedException(
          "The distribution's folder is unknown: use the `shelfshare` script, or set "
              + VARIABLE
              + " to deploy/dist/target/shelfshare");
    }
    return at(Path.of(place));
  }

  /** The distribution in a known folder. */
  public static Home at(Path folder) {
    if (!Files.isDirectory(folder.resolve("lib/cassandra"))) {
      throw new StartFailedException(
          folder
              + " is not a built distribution: it has no lib/cassandra."
              + " Build it with ./mvnw -DskipTests package");
    }
    return new Home(folder.toAbsolutePath().normalize());
  }

  /** The jars of a cluster node. */
  public Path nodeJars() {
    return folder.resolve("lib/node");
  }

  /** The jars of the database server. */
  public Path cassandraJars() {
    return folder.resolve("lib/cassandra");
  }

  /** The jars of the service over PostgreSQL that a node is measured against. */
  public Path peerJars() {
    return folder.resolve("lib/peer");
  }
}
