package io.shelfshare.cli;

import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Store;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.identity.Role;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a busy market without a person and audits the promises. */
@Command(name = "demo")
final class DemoCommand extends HelpedCommand implements Callable<Integer> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final int LOADS_IN_FLIGHT = 8;

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
    Shelfshare root = root();
    Terminal terminal = root.terminal();
    DemoChain chain;
    try {
      chain = DemoChain.of(seed, stores, skus);
      if (stores < 2 || nodes < 1 || seconds < 1) {
        throw new IllegalArgumentException("--stores >= 2, --nodes >= 1, --seconds >= 1");
      }
    } catch (IllegalArgumentException outOfRange) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(outOfRange.getMessage())));
    }
    DataFolder folder = new DataFolder(temporary());
    try {
      return run(root, folder, chain);
    } catch (StartFailedException failed) {
      terminal.note(terminal.styled(Terminal.Look.RED, String.valueOf(failed.getMessage())));
      return ExitCodes.UNAVAILABLE;
    } finally {
      if (keep) {
        terminal.note(root.words().of("demo.kept", folder.path()));
      } else {
        folder.delete();
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("shelfshare-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int run(Shelfshare root, DataFolder folder, DemoChain chain) throws InterruptedException {
    Terminal terminal = root.terminal();
    Words words = root.words();
    Clock clock = root.surroundings().clock();
    ProgressLine line = new ProgressLine(terminal);
    StartDisplay display = new StartDisplay(line, words);
    terminal.note(words.of("demo.starting", folder.path(), Long.toString(seed)));
    LocalSettings settings =
        LocalSettings.in(folder.path(), Home.find())
            .withNodes(nodes)
            .withNodeEnvironment(AuditedPlay.SHORT_PERIODS);
    PlaySummary summary;
    try (LocalCluster cluster = LocalCluster.start(settings, display, clock);
        CleanExit unused = new CleanExit(cluster, keep ? Optional.empty() : Optional.of(folder));
        ShelfshareClient headquarters =
            client(cluster, cluster.tokens().headquarters("demo"), clock)) {
      terminal.note(words.of("dev.loading", chain.stores().size(), chain.skus().size()));
      new ChainLoader(headquarters, LOADS_IN_FLIGHT, clock, System::nanoTime).load(chain, display);
      summary = play(cluster, headquarters, chain, line, words, clock);
    }
    new DemoReport(terminal, words).print(summary, json);
    return summary.violations().isEmpty() ? ExitCodes.OK : ExitCodes.REFUSED;
  }

  private static ShelfshareClient client(LocalCluster cluster, String token, Clock clock) {
    return ShelfshareClient.builder()
        .endpoints(cluster.nodes().stream().map(node -> node.uri().toString()).toList())
        .token(token)
        .deadline(CALL_LIMIT)
        .clock(clock)
        .build();
  }

  private PlaySummary play(
      LocalCluster cluster,
      ShelfshareClient headquarters,
      DemoChain chain,
      ProgressLine line,
      Words words,
      Clock clock)
      throws InterruptedException {
    AuditedPlay play =
        new AuditedPlay(
            chain,
            headquarters,
            store -> client(cluster, clerkToken(cluster, store), clock),
            clock,
            System::nanoTime);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (PlayTicker ticker = new PlayTicker(line, words)) {
      return play.run(() -> System.nanoTime() - end < 0, ticker);
    }
  }

  private static String clerkToken(LocalCluster cluster, Store store) {
    return cluster.tokens().store("clerk-" + store.id(), Role.CLERK, store.id(), store.ownerId());
  }
}
