package io.shelfshare.load.mix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys of one mix file and refuses what it does not understand. */
final class MixReader {
  private static final String SHARE = "share.";
  private static final Pattern STAGE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)/s for ([0-9]+)s");
  private static final int SECONDS_MAX = 86_400;
  private static final double RATE_MAX = 1_000_000;
  private static final int COUNT_MAX = 1_000_000;

  private final String mix;
  private final Properties properties;
  private final Set<String> read = new HashSet<>();

  MixReader(String mix, Properties properties) {
    this.mix = mix;
    this.properties = properties;
  }

  Mix read() {
    Mix result = new Mix(mix, text("description", mix), shares(), pace(), cast());
    refuseUnread();
    return result;
  }

  private Pace pace() {
    return new Pace(
        stages(),
        Duration.ofSeconds(number("warm-up-seconds", 5, 0, SECONDS_MAX)),
        oneOf("arrivals", "random", "even").equals("even"),
        number("in-flight", 1_000, 1, COUNT_MAX),
        Duration.ofSeconds(number("call-timeout-seconds", 10, 1, 600)));
  }

  private Cast cast() {
    return new Cast(
        number("racers", 10, 2, 10_000),
        number("watchers", 0, 0, 10_000),
        number("prepared-requests", 0, 0, COUNT_MAX),
        number("stores", 0, 0, 10_000),
        number("skus", 200, 1, 10_000),
        number("restock-units", 0, 0, 1_000_000),
        Duration.ofSeconds(number("expiry-seconds", 600, 5, 604_800)));
  }

  private Map<Operation, Integer> shares() {
    Map<Operation, Integer> shares = new EnumMap<>(Operation.class);
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (key.startsWith(SHARE)) {
        Operation operation =
            Operation.ofKey(key.substring(SHARE.length()))
                .orElseThrow(() -> wrong(key, "is no operation", "one of " + keys()));
        int share = number(key, 0, 0, COUNT_MAX);
        if (share > 0) {
          shares.put(operation, share);
        }
      }
    }
    if (shares.isEmpty()) {
      throw wrong("share.*", "is missing", "a share for at least one of " + keys());
    }
    return shares;
  }

  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (String stage : text("stages", "100/s for 30s").split(",", -1)) {
      Matcher matcher = STAGE.matcher(stage.strip());
      if (!matcher.matches()) {
        throw wrong(
            "stages", "has '" + stage.strip() + "'", "such as 100/s for 30s, 400/s for 30s");
      }
      double rate = Double.parseDouble(matcher.group(1));
      long seconds = Long.parseLong(matcher.group(2));
      if (rate <= 0 || rate > RATE_MAX || seconds < 1 || seconds > SECONDS_MAX) {
        throw wrong(
            "stages",
            "has '" + stage.strip() + "'",
            "a rate up to %.0f/s for 1 to %d seconds".formatted(RATE_MAX, SECONDS_MAX));
      }
      stages.add(new Stage(rate, Duration.ofSeconds(seconds)));
    }
    return stages;
  }

  private String text(String key, String otherwise) {
    read.add(key);
    return properties.getProperty(key, otherwise).strip();
  }

  private int number(String key, int otherwise, int min, int max) {
    String text = text(key, Integer.toString(otherwise));
    String expected = "a whole number from %d to %d".formatted(min, max);
    int value;
    try {
      value = Integer.parseInt(text.replace("_", ""));
    } catch (NumberFormatException notANumber) {
      throw wrong(key, "is '" + text + "'", expected);
    }
    if (value < min || value > max) {
      throw wrong(key, "is " + text, expected);
    }
    return value;
  }

  private String oneOf(String key, String... allowed) {
    String text = text(key, allowed[0]);
    if (!List.of(allowed).contains(text)) {
      throw wrong(key, "is '" + text + "'", "one of " + String.join(", ", allowed));
    }
    return text;
  }

  private void refuseUnread() {
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!read.contains(key)) {
        throw wrong(key, "is not known", "one of " + String.join(", ", new TreeSet<>(read)));
      }
    }
  }

  private static String keys() {
    List<String> keys = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      keys.add(operation.key());
    }
    return String.join(", ", keys);
  }

  private IllegalArgumentException wrong(String key, String what, String expected) {
    return new IllegalArgumentException(
        "mix '%s': %s %s; expected %s".formatted(mix, key, what, expected));
  }
}
