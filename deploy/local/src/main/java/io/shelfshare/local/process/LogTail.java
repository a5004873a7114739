package io.shelfshare.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages about a child that did not start. */
final class LogTail {
  private static final int BYTES_READ_MAX = 64 * 1024;
  private static final int LINES = 25;

  private LogTail() {}

  /** The last lines of each file that has any, indented under its name. */
  static String of(List<Path> files) {
    List<String> tails = files.stream().map(LogTail::of).filter(tail -> !tail.isEmpty()).toList();
    return tails.isEmpty() ? "Nothing was logged in " + files : String.join("\n", tails);
  }

  private static String of(Path file) {
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        return "";
      }
      List<String> all = end(file).lines().toList();
      List<String> last = all.subList(Math.max(0, all.size() - LINES), all.size());
      return "The last lines of " + file + ":\n  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "(cannot read " + file + ": " + e.getMessage() + ")";
    }
  }

  private static String end(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(BYTES_READ_MAX, open.length());
      byte[] bytes = new byte[length];
      open.seek(open.length() - length);
      open.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
