package io.shelfshare.load.report;

import io.shelfshare.load.versus.Comparison;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.RawSide;
import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Writes a comparison as one page that needs nothing else: no script, no network. */
public final class ComparisonPage {
  private final Comparison comparison;
  private final PlainPage page = new PlainPage();

  private ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The page. */
  public static String of(Comparison comparison) {
    return new ComparisonPage(comparison).write();
  }

  private String write() {
    page.begin("Shelfshare beside PostgreSQL", comparison.startTime(), comparison.command());
    summary();
    open();
    comparison.workloads().forEach(this::workload);
    page.end(comparison.facts(), comparison.checks(), comparison.notes());
    return page.html();
  }

  private void summary() {
    add("<h2>Rates and ratios: median (least to most) over the rounds</h2>%n");
    add("<div class=\"wide\"><table><thead><tr><th>workload</th><th>what</th><th>ours /s</th>");
    add("<th>peer /s</th><th>pgbench /s</th><th>ours ÷ peer</th><th>ours ÷ pgbench</th></tr>");
    add("</thead><tbody>%n");
    for (Workload workload : comparison.workloads().keySet()) {
      add(
          "<tr><th>%s</th><td class=\"words\">%s</td>",
          workload.key(), SvgPlot.escape(workload.words()));
      for (String side : List.of(Comparison.OURS, Comparison.PEER, RawSide.NAME)) {
        add("<td>%s</td>", spread(comparison.rates(workload, side), "%,.0f"));
      }
      add("<td>%s</td>", spread(comparison.ratios(workload, Comparison.PEER), "%.2f"));
      add("<td>%s</td></tr>%n", spread(comparison.ratios(workload, RawSide.NAME), "%.2f"));
    }
    add("</tbody></table></div>%n");
  }

  private void open() {
    if (comparison.openLoops().isEmpty()) {
      return;
    }
    add("<h2>Latency of won grabs in an open loop</h2>%n");
    add("<p>Shares of each side's own knee, its median rate in the closed loop; counted from when");
    add(" each call was meant to be sent.</p>%n<div class=\"wide\"><table><thead><tr>");
    add("<th>side</th><th>of its knee</th><th>per s</th><th>p50 ms</th><th>p99</th><th>p99.9</th>");
    add("<th>max</th><th>failed</th><th>generator late</th></tr></thead><tbody>%n");
    for (OpenLoop loop : comparison.openLoops()) {
      add(
          "<tr><th>%s</th><td class=\"words\">%d %%</td><td>%,.0f</td><td>%s</td><td>%s</td>",
          loop.side(),
          loop.percent(),
          loop.perSecond(),
          TextReport.millis(loop.p50()),
          TextReport.millis(loop.p99()));
      add(
          "<td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>%n",
          TextReport.millis(loop.p999()),
          TextReport.millis(loop.max()),
          loop.lost(),
          TextReport.millis(loop.generatorLateMillis()));
    }
    add("</tbody></table></div>%n<div class=\"plots\">%s</div>%n", latencies());
  }

  private String latencies() {
    List<Series> lines = new ArrayList<>();
    int colour = 0;
    for (String side : List.of(Comparison.OURS, Comparison.PEER)) {
      lines.add(line(side + " p50", colour++, side, OpenLoop::p50));
      lines.add(line(side + " p99", colour++, side, OpenLoop::p99));
    }
    double max = most(lines);
    double min =
        lines.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(Series.Point::y)
            .min()
            .orElse(1);
    return SvgPlot.of(
        "Latency by share of the knee",
        Axis.upTo("per cent of the side's own knee", 100),
        Axis.logarithmic("milliseconds", min, max),
        lines);
  }

  private Series line(String name, int colour, String side, ToDoubleFunction<OpenLoop> value) {
    List<Series.Point> points =
        comparison.openLoops().stream()
            .filter(loop -> loop.side().equals(side))
            .map(
                loop ->
                    new Series.Point(
                        loop.percent(),
                        value.applyAsDouble(loop),
                        TextReport.millis(value.applyAsDouble(loop)) + " ms"))
            .toList();
    return new Series(name, colour, points);
  }

  private void workload(Workload workload, Map<String, List<Turn>> turns) {
    add("<h2>%s</h2>%n<p>%s</p>%n", workload.key(), SvgPlot.escape(workload.words()));
    add("<div class=\"wide\"><table><thead><tr><th>side</th><th>CPU µs each, by process</th>");
    add("<th>all</th><th>written bytes each</th><th>log bytes each</th><th>p50 ms</th>");
    add("<th>p99 ms</th><th>failed</th></tr></thead><tbody>%n");
    turns.forEach(this::costs);
    add("</tbody></table></div>%n<div class=\"plots\">%s</div>%n", rounds(workload, turns));
  }

  private void costs(String side, List<Turn> turns) {
    Map<String, Double> cpu = ComparisonJson.medianCpu(turns, Turn::cpuMicrosEach);
    add("<tr><th>%s</th><td class=\"words\">%s</td>", side, ComparisonJson.cpuWords(turns));
    add("<td>%.0f</td>", cpu.values().stream().mapToDouble(Double::doubleValue).sum());
    add("<td>%s</td>", known(turns, Turn::writtenBytesEach, "%,.0f"));
    add("<td>%s</td>", known(turns, Turn::logBytesEach, "%,.0f"));
    add("<td>%s</td>", known(turns, Turn::p50, "%.2f"));
    add("<td>%s</td>", known(turns, Turn::p99, "%.2f"));
    add("<td>%d</td></tr>%n", turns.stream().mapToLong(Turn::failed).sum());
  }

  private static String known(List<Turn> turns, ToDoubleFunction<Turn> value, String pattern) {
    double median = ComparisonJson.median(turns, value);
    return median > 0 ? format(pattern, median) : "–";
  }

  private static String rounds(Workload workload, Map<String, List<Turn>> turns) {
    List<Series> lines = new ArrayList<>();
    turns.forEach(
        (side, all) -> {
          List<Series.Point> points = new ArrayList<>();
          for (int round = 0; round < all.size(); round++) {
            double rate = all.get(round).perSecond();
            points.add(
                new Series.Point(round + 1, rate, format("round %d: %,.0f/s", round + 1, rate)));
          }
          lines.add(new Series(side, lines.size(), points));
        });
    double last = lines.stream().mapToInt(line -> line.points().size()).max().orElse(1);
    return SvgPlot.of(
        workload.unit() + " per second, round by round",
        Axis.upTo("round", last),
        Axis.linear(workload.unit() + " per second", most(lines)),
        lines);
  }

  private static double most(List<Series> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(Series.Point::y)
        .max()
        .orElse(1);
  }

  private static String spread(Spread spread, String pattern) {
    return PlainPage.spread(spread, pattern);
  }

  private void add(String pattern, Object... values) {
    page.add(pattern, values);
  }

  private static String format(String pattern, Object... values) {
    return PlainPage.format(pattern, values);
  }
}
