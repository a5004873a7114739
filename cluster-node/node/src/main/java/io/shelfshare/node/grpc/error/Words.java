package io.shelfshare.node.grpc.error;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of the bundles, in English and Chinese. {@code {name}} is replaced by an argument;
 * a part in square brackets is left out where one of its arguments is missing.
 */
final class Words {
  private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern ARGUMENT = Pattern.compile("\\{([a-z_]+)}");

  private static final Words ENGLISH = new Words(Locale.ROOT);
  private static final Words CHINESE = new Words(Locale.CHINESE);

  private final ResourceBundle bundle;

  private Words(Locale locale) {
    this.bundle =
        ResourceBundle.getBundle(
            "io.shelfshare.node.grpc.error.words",
            locale,
            Words.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Chinese for a Chinese locale, else English. */
  static Words in(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  /**
   * @throws MissingResourceException where the bundle has no such words, which a test rules out
   */
  String say(String key, Map<String, String> arguments) {
    Matcher optional = OPTIONAL.matcher(bundle.getString(key));
    String sentence =
        optional.replaceAll(
            part ->
                Matcher.quoteReplacement(hasAll(part.group(1), arguments) ? part.group(1) : ""));
    return ARGUMENT
        .matcher(sentence)
        .replaceAll(
            argument -> Matcher.quoteReplacement(arguments.getOrDefault(argument.group(1), "?")));
  }

  private static boolean hasAll(String part, Map<String, String> arguments) {
    return ARGUMENT.matcher(part).results().allMatch(a -> arguments.containsKey(a.group(1)));
  }
}
