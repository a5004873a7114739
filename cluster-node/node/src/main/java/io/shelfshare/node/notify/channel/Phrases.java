package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.News;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of messages, in English and Chinese. {@code {name}} is replaced by a detail; a part in
 * square brackets is left out where one of its details is missing.
 */
public final class Phrases {
  private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern DETAIL = Pattern.compile("\\{([a-z_]+)}");

  private static final Phrases ENGLISH = new Phrases(Locale.ROOT);
  private static final Phrases CHINESE = new Phrases(Locale.CHINESE);

  private final ResourceBundle bundle;

  private Phrases(Locale locale) {
    this.bundle =
        ResourceBundle.getBundle(
            "io.shelfshare.node.notify.channel.phrases",
            locale,
            Phrases.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static Phrases in(boolean chinese) {
    return chinese ? CHINESE : ENGLISH;
  }

  /** What people read; {@code minutes} is how long it is still of use. */
  public Message.Text text(News news, Instant now) {
    Map<String, String> details = new HashMap<>();
    news.details().forEach((name, value) -> put(details, name, value));
    news.until()
        .ifPresent(
            until ->
                details.put(
                    "minutes",
                    Long.toString(Math.max(1, Duration.between(now, until).toMinutes()))));
    String key = news.topic().name();
    String side = news.details().getOrDefault("side", "");
    String special = key + "." + side;
    String chosen = bundle.containsKey(special + ".title") ? special : key;
    return new Message.Text(say(chosen + ".title", details), say(chosen + ".body", details));
  }

  private static void put(Map<String, String> details, String name, String value) {
    if (!value.isEmpty()) {
      details.put(name, value);
    }
  }

  private String say(String key, Map<String, String> details) {
    String sentence =
        OPTIONAL
            .matcher(bundle.getString(key))
            .replaceAll(
                part ->
                    Matcher.quoteReplacement(hasAll(part.group(1), details) ? part.group(1) : ""));
    return DETAIL
        .matcher(sentence)
        .replaceAll(one -> Matcher.quoteReplacement(details.getOrDefault(one.group(1), "?")));
  }

  private static boolean hasAll(String part, Map<String, String> details) {
    return DETAIL.matcher(part).results().allMatch(one -> details.containsKey(one.group(1)));
  }
}
