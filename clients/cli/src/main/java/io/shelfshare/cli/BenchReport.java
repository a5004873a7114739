package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.versus.Comparison;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.RawSide;
import io.shelfshare.load.versus.Workload;

/** Says what a comparison came to. */
final class BenchReport {
  private final Terminal terminal;
  private final Words words;

  BenchReport(Terminal terminal, Words words) {
    this.terminal = terminal;
    this.words = words;
  }

  void print(Comparison comparison) {
    Table rates =
        new Table(
            words.headings(
                "workload",
                "ours-per-second",
                "peer-per-second",
                "pgbench-per-second",
                "to-peer",
                "to-pgbench"));
    for (Workload workload : comparison.workloads().keySet()) {
      rates.row(
          workload.key(),
          Spreads.text(comparison.rates(workload, Comparison.OURS), "%,.0f"),
          Spreads.text(comparison.rates(workload, Comparison.PEER), "%,.0f"),
          Spreads.text(comparison.rates(workload, RawSide.NAME), "%,.0f"),
          Spreads.text(comparison.ratios(workload, Comparison.PEER), "%.2f"),
          Spreads.text(comparison.ratios(workload, RawSide.NAME), "%.2f"));
    }
    terminal.data(rates);
    if (comparison.openLoops().isEmpty()) {
      return;
    }
    terminal.data("");
    Table open = new Table(words.headings("side", "of-knee", "per-second", "p50", "p99"));
    for (OpenLoop loop : comparison.openLoops()) {
      open.row(
          loop.side(),
          loop.percent() + " %",
          Spreads.number("%,.0f", loop.perSecond()),
          Spreads.number("%.1f", loop.p50()),
          Spreads.number("%.1f", loop.p99()));
    }
    terminal.data(open);
  }
}
