package io.shelfshare.load.report;

import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a report as one page that needs nothing else: no script, no network. */
public final class HtmlReport {
  private final LoadReport report;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(LoadReport report) {
    this.report = report;
  }

  /** The page. */
  public static String of(LoadReport report) {
    return new HtmlReport(report).write();
  }

  private String write() {
    String name = SvgPlot.escape(report.mix().name());
    add("<!doctype html>%n<html lang=\"en\"><head><meta charset=\"utf-8\">%n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">%n");
    add("<title>Shelfshare load: %s</title>%n<style>%n%s</style></head><body>%n", name, style());
    add("<h1>%s</h1>%n<p>%s</p>%n", name, SvgPlot.escape(report.mix().description()));
    facts();
    if (report.runs().size() > 1) {
      add("<div class=\"plots\">%s</div>%n", Plots.knee(report.runs()));
    }
    report.runs().forEach(this::run);
    add("</body></html>%n");
    return html.toString();
  }

  private void facts() {
    String shares =
        report.mix().shares().entrySet().stream()
            .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
            .map(share -> share.getKey().key() + " " + share.getValue())
            .collect(Collectors.joining(", "));
    add(
        "<p class=\"facts\">%s · seed %d · %s · shares: %s</p>%n",
        report.startTime().truncatedTo(ChronoUnit.SECONDS),
        report.seed(),
        SvgPlot.escape(String.join(", ", report.endpoints())),
        SvgPlot.escape(shares));
  }

  private void run(RunResult run) {
    add("<h2>%s</h2>%n", SvgPlot.escape(run.facts().label()));
    add("<ul class=\"figures\">");
    figure(count(run.count()), "calls answered in " + seconds(run));
    figure(count(run.notSent()), "operations not sent for want of a place");
    figure(count(run.errorCount()), "calls failed");
    figure(count(run.contended()), "grabs told to try again");
    figure(count(run.facts().inFlightMax()), "most operations in flight");
    figure(TextReport.millis(run.facts().latestMillis()) + " ms", "generator late at most");
    add("</ul>%n");
    table(run);
    add(
        "<div class=\"plots\">%s%s%s%s</div>%n",
        Plots.percentiles(run), Plots.throughput(run), Plots.tail(run), Plots.inFlight(run));
    errors(run);
  }

  private void figure(String value, String words) {
    add("<li><b>%s</b>%s</li>", value, words);
  }

  private void table(RunResult run) {
    add("<div class=\"wide\"><table><thead><tr><th>step</th><th>what</th><th>count</th>");
    add("<th>per s</th><th>mean ms</th><th>p50</th><th>p90</th><th>p99</th><th>p99.9</th>");
    add("<th>max</th><th>failed</th></tr></thead><tbody>%n");
    for (Step step : run.steps().keySet()) {
      var result = Objects.requireNonNull(run.steps().get(step));
      Latency latency = result.latency();
      add("<tr class=\"c%d\"><th><i></i>%s</th>", step.ordinal(), step.key());
      add("<td class=\"words\">%s</td>", step.words());
      add("<td>%s</td><td>%.1f</td>", count(latency.count()), result.perSecond());
      for (double millis :
          new double[] {
            latency.mean(),
            latency.p50(),
            latency.p90(),
            latency.p99(),
            latency.p999(),
            latency.max()
          }) {
        add("<td>%s</td>", TextReport.millis(millis));
      }
      add("<td>%s</td></tr>%n", count(result.errorCount()));
    }
    add("</tbody></table></div>%n");
  }

  private void errors(RunResult run) {
    if (run.errorCount() == 0) {
      return;
    }
    add("<h3>Failed, by reason</h3><table><tbody>%n");
    run.steps()
        .forEach(
            (step, result) ->
                result
                    .errors()
                    .forEach(
                        (reason, failed) ->
                            add(
                                "<tr><th>%s</th><td class=\"words\">%s</td><td>%s</td></tr>%n",
                                step.key(), SvgPlot.escape(reason), count(failed))));
    add("</tbody></table>%n");
  }

  private static String seconds(RunResult run) {
    return String.format(Locale.ROOT, "%.0f s", run.facts().measuredSeconds());
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private void add(String pattern, Object... values) {
    html.append(String.format(Locale.ROOT, pattern, values));
  }

  static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      byte[] bytes = Objects.requireNonNull(css, "report.css").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("report.css cannot be read", unreadable);
    }
  }
}
