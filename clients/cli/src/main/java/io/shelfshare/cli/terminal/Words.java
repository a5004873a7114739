package io.shelfshare.cli.terminal;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts for people, in one language. English stands in for what is not translated. */
public final class Words {
  private static final String BUNDLE = "io.shelfshare.cli.messages";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The texts in the language of {@code locale}. */
  public static Words in(Locale locale) {
    return new Words(locale);
  }

  /** The bundle, for the help texts. */
  public ResourceBundle bundle() {
    return bundle;
  }

  /** The language. */
  public Locale locale() {
    return locale;
  }

  /** The text of {@code key} with its places filled in. */
  public String of(String key, Object... values) {
    String pattern = bundle.getString(key);
    return values.length == 0
        ? pattern.replace("''", "'")
        : new MessageFormat(pattern, locale).format(values);
  }

  /** The text of {@code key}, or {@code otherwise} where there is none. */
  public String ofOr(String key, String otherwise) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException absent) {
      return otherwise;
    }
  }

  /** The headings of a table, by the keys of its columns. */
  public List<String> headings(String... columns) {
    return java.util.Arrays.stream(columns).map(column -> of("column." + column)).toList();
  }
}
