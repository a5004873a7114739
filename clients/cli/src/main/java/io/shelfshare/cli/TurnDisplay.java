package io.shelfshare.cli;

import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.load.versus.Match;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.Side;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.Workload;
import io.shelfshare.local.process.Progress;
import java.time.Duration;
import java.util.Locale;

/** Shows how sides start and take turns, a line a turn. */
abstract class TurnDisplay implements Progress, LoadProgress.Listener, Match.Listener {
  private static final double ALL = 100.0;

  private final ProgressLine line;
  private final Words words;
  private final StartDisplay start;
  private final int rounds;

  TurnDisplay(Terminal terminal, Words words, int rounds) {
    this.line = new ProgressLine(terminal);
    this.words = words;
    this.start = new StartDisplay(line, words);
    this.rounds = rounds;
  }

  /** A line that stays. */
  final void keep(String key, Object... values) {
    line.keep("  " + words.of(key, values));
  }

  /** A line that gives way to the next. */
  final void show(boolean news, String key, Object... values) {
    line.show("  " + words.of(key, values), news);
  }

  static String number(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }

  @Override
  public final void at(String part, String state, Duration elapsed) {
    start.at(part, state, elapsed);
  }

  @Override
  public final void warning(String part, String sentence) {
    start.warning(part, sentence);
  }

  @Override
  public final void at(LoadProgress progress) {
    start.at(progress);
  }

  @Override
  public final void played(Workload workload, int round, Side side, Turn turn) {
    String rate = number("%,.0f", turn.perSecond());
    if (round == 0) {
      double compiling = turn.compilingMicros() / Math.max(1, turn.servingMicros());
      keep("bench.warmed-up", workload.key(), side.name(), rate, number("%.0f", compiling * ALL));
    } else {
      keep(
          "bench.played",
          workload.key(),
          round,
          rounds,
          side.name(),
          rate,
          turn.failed(),
          number("%.0f", turn.servingMicros()),
          number("%.0f", turn.compilingMicros()));
    }
  }

  @Override
  public final void opened(OpenLoop loop) {
    keep(
        "bench.opened",
        loop.side(),
        loop.percent(),
        number("%,.0f", loop.perSecond()),
        number("%.1f", loop.p50()),
        number("%.1f", loop.p99()),
        loop.lost());
  }
}
