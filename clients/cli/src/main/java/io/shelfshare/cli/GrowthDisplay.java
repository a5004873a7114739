package io.shelfshare.cli;

import io.shelfshare.cli.bench.GrowthBenchmark;
import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.growth.ColdStart;
import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.growth.Heap;
import io.shelfshare.load.loader.LoadProgress;
import io.shelfshare.load.versus.OpenLoop;
import io.shelfshare.load.versus.Side;
import io.shelfshare.load.versus.Turn;
import io.shelfshare.load.versus.Workload;
import java.time.Duration;
import java.util.Locale;

/** Shows how a run over several sizes goes on. */
final class GrowthDisplay implements GrowthBenchmark.Listener {
  private static final double ALL = 100.0;
  private static final int STEP = 20;

  private final ProgressLine line;
  private final Words words;
  private final StartDisplay start;
  private final int rounds;
  private String shown = "";

  GrowthDisplay(Terminal terminal, Words words, int rounds) {
    this.line = new ProgressLine(terminal);
    this.words = words;
    this.start = new StartDisplay(line, words);
    this.rounds = rounds;
  }

  @Override
  public void begins(String key, GrowthSize size) {
    line.keep("  " + words.of(key, size.key(), number("%,d", size.lines())));
  }

  @Override
  public void weighed(GrowthSize size, Heap heap) {
    line.keep(
        "  "
            + words.of(
                "growth.weighed",
                size.key(),
                number("%,.0f", heap.bytesPerLine(size)),
                number("%,.0f", heap.bytesPerRequest())));
  }

  @Override
  public void started(GrowthSize size, ColdStart start) {
    line.keep(
        "  "
            + words.of(
                "growth.started",
                size.key(),
                number("%.1f", start.readySeconds()),
                number("%.1f", start.firstGrabSeconds())));
  }

  @Override
  public void progressed(String key, double share) {
    String step = key + (int) (share * ALL / STEP);
    line.show("  " + words.of(key, number("%.0f", share * ALL)), !step.equals(shown));
    shown = step;
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
    double micros =
        turn.cpuMicrosEach().entrySet().stream()
            .filter(one -> !one.getKey().equals("generator"))
            .mapToDouble(one -> one.getValue())
            .sum();
    String rate = number("%,.0f", turn.perSecond());
    line.keep(
        "  "
            + (round == 0
                ? words.of("growth.warmed-up", side.name(), rate)
                : words.of(
                    "growth.played",
                    round,
                    rounds,
                    side.name(),
                    rate,
                    number("%.0f", micros),
                    turn.failed())));
  }

  @Override
  public void opened(OpenLoop loop) {
    // Sizes are compared in the closed loop alone.
  }

  private static String number(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
