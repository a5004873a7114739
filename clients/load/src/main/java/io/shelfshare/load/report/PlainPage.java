package io.shelfshare.load.report;

import io.shelfshare.load.versus.Spread;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the pages of measurements have in common: their head, their end, and how numbers look. */
final class PlainPage {
  private final StringBuilder html = new StringBuilder();

  void begin(String title, Instant startTime, String command) {
    add("<!doctype html>%n<html lang=\"en\"><head><meta charset=\"utf-8\">%n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">%n");
    add("<title>%s</title>%n", SvgPlot.escape(title));
    add("<style>%n%s</style></head><body>%n", HtmlReport.style());
    add("<h1>%s</h1>%n", SvgPlot.escape(title));
    add(
        "<p class=\"facts\">%s · %s</p>%n",
        startTime.truncatedTo(ChronoUnit.SECONDS), SvgPlot.escape(command));
  }

  /** How it was measured, whether what must hold did, and what to bear in mind. */
  void end(Map<String, String> facts, Map<String, String> checks, List<String> notes) {
    add("<h2>How it was measured</h2>%n<table class=\"settings\"><tbody>%n");
    facts.forEach((name, value) -> fact(name, value));
    checks.forEach((name, wrong) -> fact(name, wrong.isEmpty() ? "ok" : wrong));
    add("</tbody></table>%n<ul>%n");
    notes.forEach(note -> add("<li>%s</li>%n", SvgPlot.escape(note)));
    add("</ul>%n</body></html>%n");
  }

  private void fact(String name, String value) {
    add(
        "<tr><th>%s</th><td class=\"words\">%s</td></tr>%n",
        SvgPlot.escape(name), SvgPlot.escape(value));
  }

  /** A median with its range. */
  static String spread(Spread spread, String pattern) {
    return format(
        pattern + " (" + pattern + "–" + pattern + ")",
        spread.median(),
        spread.min(),
        spread.max());
  }

  void add(String pattern, Object... values) {
    html.append(format(pattern, values));
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  String html() {
    return html.toString();
  }
}
