package io.shelfshare.load.report;

import java.util.List;
import java.util.Locale;

/** Draws lines as SVG whose colours come from the page's style sheet, for light and for dark. */
final class SvgPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int LEFT = 64;
  private static final int RIGHT = 40;
  private static final int TOP = 28;
  private static final int BOTTOM = 46;

  private final String title;
  private final Axis x;
  private final Axis y;
  private final StringBuilder svg = new StringBuilder();

  private SvgPlot(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  static String of(String title, Axis x, Axis y, List<Series> series) {
    return new SvgPlot(title, x, y).draw(series);
  }

  private String draw(List<Series> series) {
    add("<figure><figcaption>%s</figcaption>", escape(title));
    legend(series);
    add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, escape(title));
    axes();
    series.forEach(this::line);
    svg.append("</svg></figure>\n");
    return svg.toString();
  }

  private void legend(List<Series> series) {
    svg.append("<ul class=\"legend\">");
    for (Series one : series) {
      add("<li class=\"c%d\"><i></i>%s</li>", one.colour(), escape(one.name()));
    }
    svg.append("</ul>");
  }

  private void axes() {
    for (Axis.Tick tick : y.ticks()) {
      double at = yOf(tick.value());
      add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, WIDTH - RIGHT, at, at);
      add(
          "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8, at + 4, escape(tick.label()));
    }
    for (Axis.Tick tick : x.ticks()) {
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          xOf(tick.value()), HEIGHT - BOTTOM + 18, escape(tick.label()));
    }
    add(
        "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
        LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM, HEIGHT - BOTTOM);
    add(
        "<text class=\"title\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
        WIDTH - RIGHT, HEIGHT - 8, escape(x.title()));
    add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>", 8, 14, escape(y.title()));
  }

  private void line(Series series) {
    StringBuilder path = new StringBuilder();
    for (Series.Point point : series.points()) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(String.format(Locale.ROOT, "%.1f %.1f", xOf(point.x()), yOf(point.y())));
    }
    add("<g class=\"c%d\"><path d=\"%s\"/>", series.colour(), path);
    for (Series.Point point : series.points()) {
      add(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>",
          xOf(point.x()), yOf(point.y()), escape(series.name() + ": " + point.label()));
    }
    svg.append("</g>");
  }

  private double xOf(double value) {
    return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private double yOf(double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
