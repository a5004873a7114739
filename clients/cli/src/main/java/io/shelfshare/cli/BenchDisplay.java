package io.shelfshare.cli;

import io.shelfshare.cli.bench.Benchmark;
import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.Side;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.Workload;
import java.time.Duration;
import java.util.Locale;

/** Shows how a comparison goes on, a line a turn. */
final class BenchDisplay implements Benchmark.Listener {
  private final ProgressLine line;
  private final Words words;
  private final StartDisplay start;
  private final int rounds;

  BenchDisplay(Terminal terminal, Words words, int rounds) {
    this.line = new ProgressLine(terminal);
    this.words = words;
    this.start = new StartDisplay(line, words);
    this.rounds = rounds;
  }

  @Override
  public void begins(String key) {
    line.keep("  " + words.of(key));
  }

  @Override
  public void at(String part, String state, Duration elapsed) {
    start.at(part, state, elapsed);
  }

  @Override
  public void warning(String part, String sentence) {
    start.warning(part, sentence);
  }

  @Override
  public void at(LoadProgress progress) {
    start.at(progress);
  }

  @Override
  public void played(Workload workload, int round, Side side, Turn turn) {
    String rate = String.format(Locale.ROOT, "%,.0f", turn.perSecond());
    line.keep(
        "  "
            + (round == 0
                ? words.of("bench.warmed-up", workload.key(), side.name(), rate)
                : words.of(
                    "bench.played",
                    workload.key(),
                    round,
                    rounds,
                    side.name(),
                    rate,
                    turn.failed())));
  }

  @Override
  public void opened(OpenLoop loop) {
    line.keep(
        "  "
            + words.of(
                "bench.opened",
                loop.side(),
                loop.percent(),
                String.format(Locale.ROOT, "%,.0f", loop.perSecond()),
                String.format(Locale.ROOT, "%.1f", loop.p50()),
                String.format(Locale.ROOT, "%.1f", loop.p99()),
                loop.lost()));
  }
}
