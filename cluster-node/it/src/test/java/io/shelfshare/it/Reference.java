package io.shelfshare.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the API's reference says of each call: the comments in its protos. */
final class Reference {
  private static final Path REPOSITORY = Path.of(System.getProperty("shelfshare.repository"));
  private static final Path PROTOS = REPOSITORY.resolve("proto/shelfshare/market/v1");
  private static final Pattern RPC = Pattern.compile("\\s*rpc (\\w+)\\(.*");
  private static final Pattern REASON = Pattern.compile("`([A-Z][A-Z_]+)`");
  private static final String ERRORS = "Errors:";

  private Reference() {}

  /**
   * A call.
   *
   * @param comment all of it, in one line
   */
  record Call(String rpc, String comment) {
    /** The reasons of its own that it can be refused for. */
    Set<String> reasons() {
      Set<String> reasons = new TreeSet<>();
      Matcher matcher = REASON.matcher(comment.substring(comment.indexOf(ERRORS) + 1));
      while (matcher.find()) {
        reasons.add(matcher.group(1));
      }
      return reasons;
    }

    boolean saysItsErrors() {
      return comment.contains(ERRORS);
    }

    @Override
    public String toString() {
      return rpc;
    }
  }

  /** All calls of all services. */
  static List<Call> calls() {
    try (Stream<Path> files = Files.list(PROTOS)) {
      return files
          .filter(file -> file.toString().endsWith("_service.proto"))
          .sorted()
          .flatMap(file -> calls(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Call> calls(Path file) {
    List<Call> calls = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : text(file).split("\n")) {
      Matcher rpc = RPC.matcher(line);
      if (rpc.matches()) {
        calls.add(new Call(rpc.group(1), comment.toString()));
      }
      if (line.strip().startsWith("//")) {
        comment.append(line.strip().substring(2));
      } else {
        comment.setLength(0);
      }
    }
    return calls;
  }

  /** A page for readers, such as {@code docs/integrator.md}. */
  static String page(String path) {
    return text(REPOSITORY.resolve(path));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
