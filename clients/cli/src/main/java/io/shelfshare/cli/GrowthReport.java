package io.shelfshare.cli;

import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.growth.Grown;
import io.shelfshare.load.growth.Growth;
import io.shelfshare.load.run.Fanout;
import io.shelfshare.load.versus.Spread;
import io.shelfshare.load.versus.Turn;

/** Says what a run over several sizes came to. */
final class GrowthReport {
  private static final String UNKNOWN = "-";

  private final Terminal terminal;
  private final Words words;

  GrowthReport(Terminal terminal, Words words) {
    this.terminal = terminal;
    this.words = words;
  }

  void print(Growth growth) {
    Table table =
        new Table(
            words.headings(
                "market-size",
                "stock-lines",
                "grabs-per-second",
                "cpu-per-grab",
                "to-smallest",
                "to-smallest-compiled",
                "bytes-per-line",
                "bytes-per-request",
                "cold-ready",
                "cold-grab"));
    for (Grown one : growth.sizes()) {
      table.row(
          one.size().key(),
          Spreads.number("%,d", one.size().lines()),
          one.turns().isEmpty()
              ? UNKNOWN
              : Spreads.text(
                  Spread.of(one.turns().stream().map(Turn::perSecond).toList()), "%,.0f"),
          one.turns().isEmpty()
              ? UNKNOWN
              : Spreads.text(Spread.of(Grown.clusterMicros(one.turns())), "%.0f"),
          one.turns().isEmpty() ? UNKNOWN : Spreads.text(one.microsToReference(), "%.2f"),
          one.turns().isEmpty() ? UNKNOWN : Spreads.text(one.compiledMicrosToReference(), "%.2f"),
          one.heap()
              .map(heap -> Spreads.number("%.0f", heap.bytesPerLine(one.size())))
              .orElse(UNKNOWN),
          one.heap().map(heap -> Spreads.number("%.0f", heap.bytesPerRequest())).orElse(UNKNOWN),
          one.coldStart().map(cold -> Spreads.number("%.1f", cold.readySeconds())).orElse(UNKNOWN),
          one.coldStart()
              .map(cold -> Spreads.number("%.1f", cold.firstGrabSeconds()))
              .orElse(UNKNOWN));
    }
    terminal.data(table);
    growth.fanout().ifPresent(this::print);
    growth.missing().forEach(what -> terminal.note(words.of("growth.missing", what)));
  }

  private void print(Fanout fanout) {
    terminal.data("");
    Table table = new Table(words.headings("watchers", "cards", "p50", "p99", "max", "missing"));
    table.row(
        Spreads.number("%,d", fanout.watchers()),
        words.of("growth.each-card"),
        Spreads.number("%.1f", fanout.cards().p50()),
        Spreads.number("%.1f", fanout.cards().p99()),
        Spreads.number("%.1f", fanout.cards().max()),
        Spreads.number("%,d", fanout.missing()));
    table.row(
        "",
        words.of("growth.last-card"),
        Spreads.number("%.1f", fanout.last().p50()),
        Spreads.number("%.1f", fanout.last().p99()),
        Spreads.number("%.1f", fanout.last().max()),
        "");
    terminal.data(table);
  }
}
