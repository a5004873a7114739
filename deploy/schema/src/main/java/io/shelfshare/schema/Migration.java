package io.shelfshare.schema;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the schema, {@code V0001__journal.cql}: a version, a name and CQL statements. Once
 * applied anywhere a file never changes again; its checksum is how a change is noticed.
 *
 * @param version from 1, without gaps
 * @param name the part of the file name after the version
 * @param cql the whole text, with {@code \n} line ends
 */
record Migration(int version, String name, String cql) {
  private static final Pattern FILE_NAME = Pattern.compile("V(\\d{4})__([a-z0-9_]+)\\.cql");
  private static final String FOLDER = "schema";

  /** Reads every migration that is packaged with this class, in order of version. */
  static List<Migration> packaged() {
    URL location = Migration.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      Path classesOrJar = Path.of(location.toURI());
      if (Files.isDirectory(classesOrJar)) {
        return inFolder(classesOrJar.resolve(FOLDER));
      }
      try (FileSystem jar = FileSystems.newFileSystem(classesOrJar)) {
        return inFolder(jar.getPath(FOLDER));
      }
    } catch (IOException | URISyntaxException e) {
      throw new SchemaException("Cannot read the migrations packaged in " + location, e);
    }
  }

  /** Reads the migrations of a folder, in order of version. */
  static List<Migration> inFolder(Path folder) throws IOException {
    List<Migration> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        found.add(read(file));
      }
    }
    found.sort(Comparator.comparingInt(Migration::version));
    return checked(found);
  }

  /** Refuses gaps and doubles, which happen when two branches each add the next version. */
  static List<Migration> checked(List<Migration> migrations) {
    for (int i = 0; i < migrations.size(); i++) {
      Migration migration = migrations.get(i);
      if (migration.version() != i + 1) {
        throw new SchemaException(
            "Migration %s should have version %d: versions start at 1 and have no gaps or doubles"
                .formatted(migration.label(), i + 1));
      }
    }
    return List.copyOf(migrations);
  }

  private static Migration read(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    Matcher matcher = FILE_NAME.matcher(fileName);
    if (!matcher.matches()) {
      throw new SchemaException(
          "Schema file " + fileName + " is not named like V0001__what_it_adds.cql");
    }
    String text = Files.readString(file).replace("\r\n", "\n");
    return new Migration(Integer.parseInt(matcher.group(1)), matcher.group(2), text);
  }

  /** How people name it: {@code V0001__journal}. */
  String label() {
    return "V%04d__%s".formatted(version, name);
  }

  /** SHA-256 of the text, in hexadecimal digits. */
  String checksum() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(cql.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The versions of a list that a database has recorded and this build does not have. */
  static List<Integer> unknown(Map<Integer, String> recorded, List<Migration> migrations) {
    return recorded.keySet().stream().filter(v -> v > migrations.size()).sorted().toList();
  }
}
