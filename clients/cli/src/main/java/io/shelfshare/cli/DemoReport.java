package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.market.PlayRecord;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.load.market.Violation;
import java.util.List;
import java.util.Locale;

/** Says what a demo came to. */
final class DemoReport {
  private static final int SHOWN_MAX = 20;

  private final Terminal terminal;
  private final Words words;

  DemoReport(Terminal terminal, Words words) {
    this.terminal = terminal;
    this.words = words;
  }

  /** The summary as data, what was broken on the standard error. */
  void print(PlaySummary summary, boolean asJson) {
    if (asJson) {
      terminal.data(summary.json());
    } else {
      tables(summary);
    }
    verdict(summary);
  }

  /** The verdict alone, on the standard error. */
  void verdict(PlaySummary summary) {
    List<Violation> violations = summary.violations();
    violations.stream()
        .limit(SHOWN_MAX)
        .forEach(
            violation -> terminal.note(terminal.styled(Terminal.Look.RED, violation.toString())));
    terminal.note(
        violations.isEmpty()
            ? terminal.styled(Terminal.Look.GREEN, words.of("demo.kept-promises"))
            : words.of("demo.broken", violations.size(), Long.toString(summary.seed())));
  }

  /** The summary as tables. */
  void tables(PlaySummary summary) {
    PlayRecord record = summary.record();
    Table counts = new Table(words.headings("what", "count"));
    counts.row(words.of("demo.requests"), record.posted().size());
    counts.row(words.of("demo.won"), record.won().size());
    counts.row(words.of("demo.lost"), record.grabsLost());
    counts.row(words.of("demo.received"), record.unitsReceived());
    counts.row(words.of("demo.breached"), record.breachedUnits());
    counts.row(words.of("demo.duplicates"), record.duplicates());
    counts.row(words.of("demo.undecided"), record.undecided().size());
    counts.row(words.of("demo.violations"), summary.violations().size());
    terminal.data(counts);
    terminal.data("");
    Table latencies = new Table(words.headings("operation", "count", "p50", "p90", "p99", "max"));
    summary
        .latencies()
        .forEach(
            (operation, latency) ->
                latencies.row(
                    operation.key(),
                    latency.count(),
                    millis(latency.percentiles().getOrDefault("p50", 0.0)),
                    millis(latency.percentiles().getOrDefault("p90", 0.0)),
                    millis(latency.percentiles().getOrDefault("p99", 0.0)),
                    millis(latency.max())));
    terminal.data(latencies);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
