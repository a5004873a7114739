package io.shelfshare.load.report;

import io.shelfshare.load.growth.Footprint;
import io.shelfshare.load.growth.Grown;
import io.shelfshare.load.growth.Growth;
import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.run.Fanout;
import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a run over several sizes as one page that needs nothing else: no script, no network. */
public final class GrowthPage {
  private static final String TITLE = "Shelfshare as it grows";

  private final Growth growth;
  private final PlainPage page = new PlainPage();

  private GrowthPage(Growth growth) {
    this.growth = growth;
  }

  /** The page. */
  public static String of(Growth growth) {
    return new GrowthPage(growth).write();
  }

  private String write() {
    page.begin(TITLE, growth.startTime(), growth.command());
    grabs();
    memory();
    growth.fanout().ifPresent(this::watchers);
    if (!growth.missing().isEmpty()) {
      page.add("<h2>Not measured</h2>%n<ul>%n");
      growth.missing().forEach(what -> page.add("<li>%s</li>%n", SvgPlot.escape(what)));
      page.add("</ul>%n");
    }
    page.end(growth.facts(), growth.checks(), growth.notes());
    return page.html();
  }

  private void grabs() {
    page.add("<h2>Won grabs: median (least to most) over the rounds</h2>%n");
    page.add(
        "<div class=\"wide\"><table><thead><tr><th>size</th><th>stock lines</th><th>nodes</th>");
    page.add("<th>CPU µs a grab</th><th>of it compilers</th><th>÷ smallest</th>");
    page.add("<th>÷ smallest, without compilers</th><th>grabs /s</th></tr></thead><tbody>%n");
    for (Grown one : played()) {
      page.add(
          "<tr><th>%s</th><td>%,d</td><td>%d</td>",
          one.size().key(), one.size().lines(), one.size().nodes());
      page.add("<td>%s</td>", PlainPage.spread(micros(one), "%,.0f"));
      page.add(
          "<td>%s</td>", PlainPage.spread(Spread.of(Grown.compilerMicros(one.turns())), "%,.0f"));
      page.add("<td>%s</td>", PlainPage.spread(one.microsToReference(), "%.2f"));
      page.add("<td>%s</td>", PlainPage.spread(one.compiledMicrosToReference(), "%.2f"));
      page.add("<td>%s</td></tr>%n", PlainPage.spread(rates(one), "%,.0f"));
    }
    page.add("</tbody></table></div>%n<div class=\"wide\"><table><thead><tr><th>size</th>");
    page.add("<th>CPU µs a grab, by process</th><th>failed</th><th>p50 ms</th><th>p99 ms</th>");
    page.add("</tr></thead><tbody>%n");
    for (Grown one : played()) {
      page.add(
          "<tr><th>%s</th><td class=\"words\">%s</td>",
          one.size().key(), ComparisonJson.cpuWords(one.turns()));
      page.add(
          "<td>%,d</td><td>%.1f</td><td>%.1f</td></tr>%n",
          one.turns().stream().mapToLong(Turn::failed).sum(),
          ComparisonJson.median(one.turns(), Turn::p50),
          ComparisonJson.median(one.turns(), Turn::p99));
    }
    page.add("</tbody></table></div>%n<div class=\"plots\">%s%s</div>%n", ratios(), micros());
  }

  private List<Grown> played() {
    return growth.sizes().stream().filter(one -> !one.turns().isEmpty()).toList();
  }

  private static Spread rates(Grown one) {
    return Spread.of(one.turns().stream().map(Turn::perSecond).toList());
  }

  private static Spread micros(Grown one) {
    return Spread.of(Grown.clusterMicros(one.turns()));
  }

  private String ratios() {
    return plot(
        "CPU for a grab ÷ that of the smallest size, without compilers",
        "times",
        "%.2f",
        one -> one.compiledMicrosToReference().median());
  }

  private String micros() {
    return plot(
        "CPU of nodes and Cassandra for a grab", "µs", "%,.0f", one -> micros(one).median());
  }

  /** One line for each number of nodes; sizes of as many lines stand above each other. */
  private String plot(String title, String unit, String pattern, ToDoubleFunction<Grown> value) {
    List<Series> lines = new ArrayList<>();
    for (int nodes : played().stream().map(one -> one.size().nodes()).distinct().toList()) {
      List<Series.Point> points =
          played().stream()
              .filter(one -> one.size().nodes() == nodes)
              .sorted((a, b) -> Long.compare(a.size().lines(), b.size().lines()))
              .map(
                  one ->
                      new Series.Point(
                          one.size().lines(),
                          value.applyAsDouble(one),
                          PlainPage.format(
                              "%s: " + pattern + " %s",
                              one.size().key(),
                              value.applyAsDouble(one),
                              unit)))
              .toList();
      lines.add(new Series(nodes == 1 ? "1 node" : nodes + " nodes", lines.size(), points));
    }
    double most = played().stream().mapToDouble(value).max().orElse(1);
    double least = played().stream().mapToLong(one -> one.size().lines()).min().orElse(1);
    double largest = played().stream().mapToLong(one -> one.size().lines()).max().orElse(10);
    return SvgPlot.of(
        title, Axis.logarithmic("stock lines", least, largest), Axis.linear(unit, most), lines);
  }

  private void memory() {
    page.add("<h2>Memory and cold starts</h2>%n<div class=\"wide\"><table><thead><tr>");
    page.add("<th>size</th><th>loaded in s</th><th>heap in use before, MiB</th><th>stocked</th>");
    page.add("<th>bytes a line</th><th>an open request</th><th>Cassandra up s</th>");
    page.add("<th>nodes ready s</th><th>first grab s</th><th>heaps, MiB</th></tr></thead>");
    page.add("<tbody>%n");
    for (Grown one : growth.sizes()) {
      page.add(
          "<tr><th>%s</th><td>%s</td>",
          one.size().key(), one.loadSeconds().map(s -> PlainPage.format("%.0f", s)).orElse("–"));
      page.add(
          one.heap()
              .map(
                  heap ->
                      PlainPage.format(
                          "<td>%.0f</td><td>%.0f</td><td>%.0f</td><td>%,.0f</td>",
                          mebibytes(heap.directory()),
                          mebibytes(heap.stocked()),
                          heap.bytesPerLine(one.size()),
                          heap.bytesPerRequest()))
              .orElse("<td>–</td><td>–</td><td>–</td><td>–</td>"));
      page.add(
          one.coldStart()
              .map(
                  cold ->
                      PlainPage.format(
                          "<td>%.1f</td><td>%.1f</td><td>%.1f</td>",
                          cold.cassandraSeconds(), cold.readySeconds(), cold.firstGrabSeconds()))
              .orElse("<td>–</td><td>–</td><td>–</td>"));
      page.add(
          "<td class=\"words\">node %,d, Cassandra %,d</td></tr>%n",
          one.nodeHeapMegabytes(), one.cassandraHeapMegabytes());
    }
    page.add("</tbody></table></div>%n");
    Footprint.of(growth.sizes())
        .ifPresent(
            of ->
                page.add(
                    "<p>Over all sizes a stock line takes %,.0f bytes, and a store's idle entity"
                        + " %,.0f besides its lines.</p>%n",
                    of.bytesPerLine(), of.bytesPerStore()));
  }

  private static double mebibytes(long bytes) {
    return bytes / (1_024.0 * 1_024.0);
  }

  private void watchers(Fanout fanout) {
    page.add(
        "<h2>%,d watchers</h2>%n<p>On %d connections, all open after %.1f s. From a post until",
        fanout.watchers(), fanout.connections(), fanout.openSeconds());
    page.add(" its cards are there; %,d cards are missing.</p>%n", fanout.missing());
    page.add("<table><thead><tr><th>cards</th><th>count</th><th>p50 ms</th><th>p90</th>");
    page.add("<th>p99</th><th>max</th></tr></thead><tbody>%n");
    Map<String, Latency> rows = Map.of("each watcher's", fanout.cards(), "the last", fanout.last());
    rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            row ->
                page.add(
                    "<tr><th>%s</th><td>%,d</td><td>%.1f</td><td>%.1f</td><td>%.1f</td>"
                        + "<td>%.1f</td></tr>%n",
                    row.getKey(),
                    row.getValue().count(),
                    row.getValue().p50(),
                    row.getValue().p90(),
                    row.getValue().p99(),
                    row.getValue().max()));
    page.add("</tbody></table>%n");
  }
}
