package io.shelfshare.cli;

import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.market.Audit;
import io.shelfshare.load.market.BooksAudit;
import io.shelfshare.load.market.ChainPicture;
import io.shelfshare.load.market.MarketPlay;
import io.shelfshare.load.market.PictureReader;
import io.shelfshare.load.market.PlayRecord;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.load.market.Violation;
import io.shelfshare.load.market.WatchedMarket;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a busy market without a person and audits the promises. */
@Command(name = "demo")
final class DemoCommand extends HelpedCommand implements Callable<Integer> {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final Duration SETTLING_LIMIT = Duration.ofSeconds(75);

  private static final Duration WATCH_LIMIT = Duration.ofSeconds(15);

  /** Short, so that holds and deadlines run out while somebody looks. */
  private static final Map<String, String> SHORT_PERIODS =
      Map.of(
          "SHELFSHARE_CONFIRM_WITHIN", "10s",
          "SHELFSHARE_SHIP_WITHIN", "8s",
          "SHELFSHARE_GIVE_BACK_WITHIN", "4s",
          "SHELFSHARE_CLAIM_WITHIN", "8s");

  private static final int LOADS_IN_FLIGHT = 8;
  private static final double NANOS_PER_SECOND = 1e9;

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
            .withNodeEnvironment(SHORT_PERIODS);
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
    List<String> storeNames =
        chain.stores().stream().map(store -> ResourceNames.store(store.id())).toList();
    List<String> skuNames = chain.skus().stream().map(sku -> ResourceNames.sku(sku.id())).toList();
    PictureReader reader =
        new PictureReader(headquarters, storeNames, skuNames, clock, System::nanoTime);
    MarketPlay play = new MarketPlay(skuNames, seed, clock, System::nanoTime);
    play.startsWith(openingUnits(chain));
    Map<String, ShelfshareClient> clerks = new LinkedHashMap<>();
    long start = System.nanoTime();
    try {
      for (io.shelfshare.load.chain.Store store : chain.stores()) {
        String token =
            cluster.tokens().store("clerk-" + store.id(), Role.CLERK, store.id(), store.ownerId());
        clerks.put(ResourceNames.store(store.id()), client(cluster, token, clock));
      }
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      try (WatchedMarket watched = new WatchedMarket(headquarters, System::nanoTime)) {
        try (PlayTicker ticker = new PlayTicker(play.record(), line, words)) {
          ticker.start();
          play.play(clerks, () -> System.nanoTime() - end < 0);
        }
        double took = (System.nanoTime() - start) / NANOS_PER_SECOND;
        line.keep("  " + words.of("demo.settling"));
        PlayRecord record = play.record();
        ChainPicture picture =
            reader.settled(record.posted().keySet(), record.won().keySet(), SETTLING_LIMIT);
        line.keep("  " + words.of("demo.auditing"));
        List<Violation> violations = new ArrayList<>(Audit.judge(record, picture));
        violations.addAll(watched.compare(picture, WATCH_LIMIT));
        violations.addAll(BooksAudit.judge(headquarters, picture, clock));
        return new PlaySummary(violations, record, picture, seed, took, stores);
      }
    } finally {
      clerks.values().forEach(ShelfshareClient::close);
    }
  }

  /** What the loader's calls, all of them acknowledged, have brought into the chain. */
  private static Map<String, Long> openingUnits(DemoChain chain) {
    Map<String, Long> units = new LinkedHashMap<>();
    for (io.shelfshare.load.chain.Store store : chain.stores()) {
      chain
          .stock(store)
          .forEach(
              line ->
                  units.merge(
                      ResourceNames.sku(chain.skus().get(line.skuIndex()).id()),
                      (long) line.quantity(),
                      Long::sum));
    }
    return units;
  }
}
