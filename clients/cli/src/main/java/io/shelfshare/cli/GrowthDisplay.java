package io.shelfshare.cli;

import io.shelfshare.cli.bench.GrowthBenchmark;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.growth.ColdStart;
import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.growth.Heap;

/** Shows how a run over several sizes goes on. */
final class GrowthDisplay extends TurnDisplay implements GrowthBenchmark.Listener {
  private static final double ALL = 100.0;
  private static final int STEP = 20;

  private String shown = "";

  GrowthDisplay(Terminal terminal, Words words, int rounds) {
    super(terminal, words, rounds);
  }

  @Override
  public void begins(String key, GrowthSize size) {
    keep(key, size.key(), number("%,d", size.lines()));
  }

  @Override
  public void weighed(GrowthSize size, Heap heap) {
    keep(
        "growth.weighed",
        size.key(),
        number("%,.0f", heap.bytesPerLine(size)),
        number("%,.0f", heap.bytesPerRequest()));
  }

  @Override
  public void started(GrowthSize size, ColdStart start) {
    keep(
        "growth.started",
        size.key(),
        number("%.1f", start.readySeconds()),
        number("%.1f", start.firstGrabSeconds()));
  }

  @Override
  public void progressed(String key, double share) {
    String step = key + (int) (share * ALL / STEP);
    show(!step.equals(shown), key, number("%.0f", share * ALL));
    shown = step;
  }
}
