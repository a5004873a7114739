package io.shelfshare.load.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of one PostgreSQL installation.
 *
 * @param folder that holds all of them
 */
public record PostgresBinaries(Path folder) {
  /** What a comparison runs. */
  static final List<String> PROGRAMS = List.of("initdb", "postgres", "psql", "pgbench");

  /** Where Debian puts each version, as its commands in the path are wrappers of other servers. */
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  /**
   * Finds the newest installation that is complete: Debian's folders first, then the path.
   *
   * @param searchPath of the environment, as in {@code PATH}
   * @throws PostgresMissingException naming what is missing, and how it is installed
   */
  public static PostgresBinaries find(String searchPath) {
    return find(DEBIAN, searchPath);
  }

  static PostgresBinaries find(Path versions, String searchPath) {
    List<Path> folders = new ArrayList<>(installed(versions));
    Arrays.stream(searchPath.split(":", -1))
        .filter(entry -> !entry.isBlank())
        .map(Path::of)
        .forEach(folders::add);
    Optional<Path> complete =
        folders.stream().filter(folder -> missing(folder).isEmpty()).findFirst();
    if (complete.isPresent()) {
      return new PostgresBinaries(complete.get());
    }
    List<String> nowhere =
        PROGRAMS.stream()
            .filter(program -> folders.stream().noneMatch(folder -> has(folder, program)))
            .toList();
    throw new PostgresMissingException(nowhere.isEmpty() ? PROGRAMS : nowhere, versions);
  }

  /** One of its programs. */
  String program(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> missing(Path folder) {
    return PROGRAMS.stream().filter(program -> !has(folder, program)).toList();
  }

  private static boolean has(Path folder, String program) {
    return Files.isExecutable(folder.resolve(program));
  }

  private static List<Path> installed(Path versions) {
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(versions)) {
      folders.forEach(found::add);
    } catch (IOException unreadable) {
      return List.of();
    }
    Stream<Path> newestFirst =
        found.stream().sorted(Comparator.comparingInt(PostgresBinaries::version).reversed());
    return newestFirst.map(folder -> folder.resolve("bin")).toList();
  }

  private static int version(Path folder) {
    String digits = String.valueOf(folder.getFileName()).replaceAll("[^0-9].*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
