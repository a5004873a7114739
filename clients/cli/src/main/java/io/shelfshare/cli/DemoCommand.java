package io.shelfshare.cli;

import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.network.Wiring;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a busy market without a person and audits the promises. */
@Command(name = "demo")
final class DemoCommand extends HelpedCommand implements Callable<Integer> {
  @Option(names = "--seconds", paramLabel = "N")
  private int seconds = 20;

  @Option(names = "--stores", paramLabel = "N")
  private int stores = 24;

  @Option(names = "--skus", paramLabel = "N")
  private int skus = 40;

  @Option(names = "--nodes", paramLabel = "N")
  private int nodes = 1;

  @Option(names = "--seed", paramLabel = "N")
  private long seed = 1;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--keep")
  private boolean keep;

  @Override
  public Integer call() throws InterruptedException {
    DemoChain chain;
    try {
      chain = DemoChain.of(seed, stores, skus);
      if (stores < 2 || nodes < 1 || seconds < 1) {
        throw new IllegalArgumentException("--stores >= 2, --nodes >= 1, --seconds >= 1");
      }
    } catch (IllegalArgumentException outOfRange) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(outOfRange.getMessage())));
    }
    return new Playground(root(), chain, nodes, keep)
        .host(Wiring.LOOPBACK, (cluster, play, line) -> play(play, line));
  }

  private int play(AuditedPlay play, ProgressLine line) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    PlaySummary summary;
    try (PlayTicker ticker = new PlayTicker(line, root().words())) {
      summary = play.run(() -> System.nanoTime() - end < 0, ticker);
    }
    new DemoReport(root().terminal(), root().words()).print(summary, json);
    return summary.violations().isEmpty() ? ExitCodes.OK : ExitCodes.REFUSED;
  }
}
