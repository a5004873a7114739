package io.shelfshare.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What happened in a run, for people; keeps nothing unless it is wanted. */
final class Trace {
  private static final Pattern NOISE =
      Pattern.compile(
          "(, )?(at|mutation|fingerprint|by|placedAt|pins|photos)="
              + "(\\w+\\[[^\\[\\]]*(\\[[^\\[\\]]*(\\[[^\\[\\]]*\\][^\\[\\]]*)*\\][^\\[\\]]*)*\\]"
              + "|\\[\\]|[^,\\]]*)");

  private static final Pattern REF = Pattern.compile("PolicyRef\\[id=([^,]*), version=(\\d+)\\]");
  private static final Pattern PINNED =
      Pattern.compile("Policy\\[ref=([^,]*), displayName=.*?farKilometres=\\d+\\]");

  private static final Pattern ID = Pattern.compile("\\w+Id\\[value=([^\\]]*)\\]");
  private static final Pattern UNITS = Pattern.compile("Units\\[sku=([^,]*), quantity=(\\d+)\\]");
  private static final Pattern OPTIONAL = Pattern.compile("Optional\\[([^\\[\\]]*)\\]");

  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, String> shortNames = new LinkedHashMap<>();

  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** From now on {@code id} reads as {@code name}. */
  void name(String id, String name) {
    if (wanted) {
      shortNames.put(id, name);
    }
  }

  void add(Supplier<String> line) {
    if (wanted) {
      lines.add(plain(line.get()));
    }
  }

  void event(String entity, Object event) {
    if (wanted) {
      lines.add("        " + entity + " * " + plain(event.toString()));
    }
  }

  private static String plain(String event) {
    String text = REF.matcher(event).replaceAll("$1@$2");
    // What a version says is told once, where it is made.
    text = text.startsWith("Created[") ? text : PINNED.matcher(text).replaceAll("$1");
    text = ID.matcher(text).replaceAll("$1");
    text = UNITS.matcher(text).replaceAll("$2 $1");
    text = text.replace("Optional.empty", "-");
    text = OPTIONAL.matcher(text).replaceAll("$1");
    text = NOISE.matcher(text).replaceAll("");
    return text.replace("[, ", "[");
  }

  /** All lines, with short names; the longest ids first, as some contain others. */
  List<String> lines() {
    List<Map.Entry<String, String>> names = new ArrayList<>(shortNames.entrySet());
    names.sort((a, b) -> b.getKey().length() - a.getKey().length());
    return withoutEmptySteps().stream()
        .map(
            line -> {
              String text = line;
              for (Map.Entry<String, String> name : names) {
                text = text.replace(name.getKey(), name.getValue());
              }
              return text;
            })
        .toList();
  }

  /** Steps in which only time passed say nothing. */
  private List<String> withoutEmptySteps() {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean empty =
          lines.get(i).startsWith("#") && i + 1 < lines.size() && lines.get(i + 1).startsWith("#");
      if (!empty) {
        kept.add(lines.get(i));
      }
    }
    return kept;
  }
}
