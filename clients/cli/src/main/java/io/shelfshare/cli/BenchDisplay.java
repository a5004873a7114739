package io.shelfshare.cli;

import io.shelfshare.cli.bench.Benchmark;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;

/** Shows how a comparison goes on. */
final class BenchDisplay extends TurnDisplay implements Benchmark.Listener {
  BenchDisplay(Terminal terminal, Words words, int rounds) {
    super(terminal, words, rounds);
  }

  @Override
  public void begins(String key) {
    keep(key);
  }
}
