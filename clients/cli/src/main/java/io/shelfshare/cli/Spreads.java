package io.shelfshare.cli;

import io.shelfshare.load.versus.Spread;
import java.util.Locale;

/** How the figures of several rounds look in a terminal. */
final class Spreads {
  private Spreads() {}

  /** A median with its range. */
  static String text(Spread spread, String pattern) {
    return "%s (%s-%s)"
        .formatted(
            number(pattern, spread.median()),
            number(pattern, spread.min()),
            number(pattern, spread.max()));
  }

  static String number(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
