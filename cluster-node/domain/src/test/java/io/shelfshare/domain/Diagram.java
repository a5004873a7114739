package io.shelfshare.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A state diagram that is drawn from what the code does, and compared with the one in the docs.
 * Where they differ, {@code ./mvnw -pl cluster-node/domain -Dtest='*DiagramTest'
 * -Ddiagrams.write=true test} draws those of the docs anew.
 */
public final class Diagram {
  private static final Path DOCS = Path.of("..", "..", "docs", "states.md");
  private static final String BEGINNING = "[*]";

  private record Change(String from, String to) {}

  private final String name;
  private final Map<Change, Set<String>> changes = new LinkedHashMap<>();

  /** The diagram between the marks with this name. */
  public Diagram(String name) {
    this.name = name;
  }

  /** Something led from one state to another; empty for the one before the first. */
  public void add(Optional<String> from, String to, String by) {
    if (!from.equals(Optional.of(to))) {
      changes
          .computeIfAbsent(new Change(from.orElse(BEGINNING), to), any -> new TreeSet<>())
          .add(by);
    }
  }

  private String drawn() {
    Set<String> lines = new TreeSet<>();
    changes.forEach(
        (change, causes) ->
            lines.add(
                "    " + change.from() + " --> " + change.to() + ": " + String.join(", ", causes)));
    return "```mermaid\nstateDiagram-v2\n" + String.join("\n", lines) + "\n```";
  }

  /** Fails where the docs show something else. */
  public void compareWithDocs() throws IOException {
    String begin = "<!-- drawn: " + name + " -->\n";
    String end = "\n<!-- end: " + name + " -->";
    String docs = Files.readString(DOCS);
    int from = docs.indexOf(begin);
    int to = docs.indexOf(end);
    assertThat(from).as("docs/states.md has no marks for " + name).isNotNegative();
    assertThat(to).as("docs/states.md has no marks for " + name).isGreaterThan(from);
    if (Boolean.getBoolean("diagrams.write")) {
      Files.writeString(
          DOCS, docs.substring(0, from + begin.length()) + drawn() + docs.substring(to));
      return;
    }
    assertThat(docs.substring(from + begin.length(), to))
        .as("the docs draw something else; run with -Ddiagrams.write=true (see Diagram)")
        .isEqualTo(drawn());
  }
}
