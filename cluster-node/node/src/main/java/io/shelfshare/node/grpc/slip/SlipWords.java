package io.shelfshare.node.grpc.slip;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The slip's words in one language. */
final class SlipWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final ResourceBundle.Control NO_DEFAULT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;

  private SlipWords(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  /** Chinese for those who speak it, English for all others. */
  static SlipWords in(Locale locale) {
    Locale spoken =
        locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? Locale.CHINESE : Locale.ROOT;
    return new SlipWords(
        ResourceBundle.getBundle(
            "io.shelfshare.node.grpc.slip.words",
            spoken,
            SlipWords.class.getClassLoader(),
            NO_DEFAULT));
  }

  String of(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
  }

  String time(Instant at) {
    return TIME.format(at);
  }
}
