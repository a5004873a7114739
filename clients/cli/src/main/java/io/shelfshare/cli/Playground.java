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
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.identity.Role;
import io.shelfshare.local.network.Wiring;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A cluster of its own in a temporary folder, with a chain to play with, for one play. */
final class Playground {
  private static final Duration CALL_LIMIT = Duration.ofSeconds(30);
  private static final int LOADS_IN_FLIGHT = 8;

  private final Shelfshare root;
  private final DemoChain chain;
  private final int nodes;
  private final boolean keep;
  private final int databases;

  /**
   * For one play.
   *
   * @param keep whether data and logs stay behind
   */
  Playground(Shelfshare root, DemoChain chain, int nodes, boolean keep) {
    this(root, chain, nodes, keep, 1);
  }

  private Playground(Shelfshare root, DemoChain chain, int nodes, boolean keep, int databases) {
    this.databases = databases;
    this.root = root;
    this.chain = chain;
    this.nodes = nodes;
    this.keep = keep;
  }

  /** The same on one or three Cassandra servers. */
  Playground withDatabases(int count) {
    return new Playground(root, chain, nodes, keep, count);
  }

  /** What is played; its result is the exit code. */
  @FunctionalInterface
  interface Game {
    int play(LocalCluster cluster, AuditedPlay play, ProgressLine line) throws InterruptedException;
  }

  /** Starts everything, loads the chain, plays, and leaves nothing behind that is not kept. */
  int host(Wiring wiring, Game game) throws InterruptedException {
    Terminal terminal = root.terminal();
    DataFolder folder = new DataFolder(temporary());
    try {
      return host(folder, wiring, game);
    } catch (StartFailedException failed) {
      terminal.note(terminal.styled(Terminal.Look.RED, String.valueOf(failed.getMessage())));
      return ExitCodes.UNAVAILABLE;
    } finally {
      leave(folder);
    }
  }

  private int host(DataFolder folder, Wiring wiring, Game game) throws InterruptedException {
    Terminal terminal = root.terminal();
    Words words = root.words();
    Clock clock = root.surroundings().clock();
    ProgressLine line = new ProgressLine(terminal);
    StartDisplay display = new StartDisplay(line, words);
    terminal.note(words.of("demo.starting", folder.path(), Long.toString(chain.seed())));
    LocalSettings settings =
        LocalSettings.in(folder.path(), Home.find())
            .withNodes(nodes)
            .withDatabases(databases)
            .withNodeEnvironment(AuditedPlay.SHORT_PERIODS)
            .withWiring(wiring);
    try (LocalCluster cluster = LocalCluster.start(settings, display, clock);
        CleanExit unused = new CleanExit(() -> abandon(cluster, folder));
        ShelfshareClient headquarters =
            client(cluster, cluster.tokens().headquarters("demo"), clock)) {
      terminal.note(words.of("dev.loading", chain.stores().size(), chain.skus().size()));
      new ChainLoader(headquarters, LOADS_IN_FLIGHT, clock, System::nanoTime).load(chain, display);
      AuditedPlay play =
          new AuditedPlay(
              chain,
              headquarters,
              store -> client(cluster, clerkToken(cluster, store), clock),
              clock,
              System::nanoTime);
      return game.play(cluster, play, line);
    }
  }

  private void abandon(LocalCluster cluster, DataFolder folder) {
    cluster.close();
    if (!keep) {
      folder.delete();
    }
  }

  private void leave(DataFolder folder) {
    if (keep) {
      root.terminal().note(root.words().of("demo.kept", folder.path()));
    } else {
      folder.delete();
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("shelfshare-demo-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ShelfshareClient client(LocalCluster cluster, String token, Clock clock) {
    return ShelfshareClient.builder()
        .endpoints(cluster.nodes().stream().map(node -> node.uri().toString()).toList())
        .token(token)
        .deadline(CALL_LIMIT)
        .clock(clock)
        .build();
  }

  private static String clerkToken(LocalCluster cluster, Store store) {
    return cluster.tokens().store("clerk-" + store.id(), Role.CLERK, store.id(), store.ownerId());
  }
}
