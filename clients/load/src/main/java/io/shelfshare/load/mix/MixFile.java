package io.shelfshare.load.mix;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Finds mix files: those that come along by their name, others by their path. */
public final class MixFile {
  /** The mixes that come along, in the order in which a newcomer would try them. */
  public static final List<String> NAMES =
      List.of(
          "market-day",
          "grab-won",
          "grab-race",
          "whole-life",
          "find-stock",
          "till-sales",
          "watched");

  private static final String ENDING = ".properties";

  private MixFile() {}

  /**
   * Reads a mix.
   *
   * @param nameOrPath one of {@link #NAMES}, or the path of a file
   * @throws IllegalArgumentException naming what is wrong in it and what is expected
   */
  public static Mix read(String nameOrPath) {
    try (Reader reader = open(nameOrPath)) {
      Properties properties = new Properties();
      properties.load(reader);
      String file = Path.of(nameOrPath).getFileName().toString();
      String name =
          file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
      return new MixReader(name, properties).read();
    } catch (NoSuchFileException missing) {
      throw new IllegalArgumentException(
          "mix '%s': there is no such file; expected one, or one of %s"
              .formatted(nameOrPath, String.join(", ", NAMES)),
          missing);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "mix '%s' cannot be read: %s".formatted(nameOrPath, unreadable.getMessage()), unreadable);
    }
  }

  private static Reader open(String nameOrPath) throws IOException {
    InputStream own =
        NAMES.contains(nameOrPath)
            ? MixFile.class.getResourceAsStream("/mixes/" + nameOrPath + ENDING)
            : null;
    return own == null
        ? Files.newBufferedReader(Path.of(nameOrPath))
        : new InputStreamReader(own, StandardCharsets.UTF_8);
  }
}
