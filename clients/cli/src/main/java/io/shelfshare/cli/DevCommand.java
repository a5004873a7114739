package io.shelfshare.cli;

import io.shelfshare.cli.connection.DevChain;
import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.cli.local.FirstSteps;
import io.shelfshare.cli.local.ReadyFile;
import io.shelfshare.cli.local.StartDisplay;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.local.Home;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.LocalSettings;
import io.shelfshare.local.identity.Role;
import io.shelfshare.local.identity.Tokens;
import io.shelfshare.local.process.StartFailedException;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a whole chain on this machine and keeps it running. */
@Command(name = "dev")
final class DevCommand extends HelpedCommand implements Callable<Integer> {
  private static final Duration CALL_LIMIT = Duration.ofMinutes(2);
  private static final int LOADS_IN_FLIGHT = 8;
  private static final int DEFAULT_PORT = 7070;

  @Option(names = "--nodes", paramLabel = "N")
  private int nodes = 1;

  @Option(names = "--fresh")
  private boolean fresh;

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--stores", paramLabel = "N")
  private int stores = DemoChain.STORES_DEFAULT;

  @Option(names = "--skus", paramLabel = "N")
  private int skus = DemoChain.SKUS_DEFAULT;

  @Option(names = "--seed", paramLabel = "N")
  private long seed = 1;

  @Option(names = "--port", paramLabel = "PORT")
  private int port = DEFAULT_PORT;

  @Option(names = "--ready-file", paramLabel = "FILE")
  private Optional<Path> readyFile = Optional.empty();

  @Option(names = "--no-load")
  private boolean noLoad;

  @Override
  public Integer call() {
    Shelfshare root = root();
    DataFolder folder =
        new DataFolder(data.orElseGet(() -> root.surroundings().folder().resolve(DevChain.FOLDER)));
    DemoChain chain;
    try {
      chain = DemoChain.of(seed, stores, skus);
      if (nodes < 1) {
        throw new IllegalArgumentException("nodes: " + nodes + "; expected at least 1");
      }
    } catch (IllegalArgumentException outOfRange) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(outOfRange.getMessage())));
    }
    try {
      return run(root, folder, chain);
    } catch (StartFailedException failed) {
      root.terminal()
          .note(root.terminal().styled(Terminal.Look.RED, String.valueOf(failed.getMessage())));
      return ExitCodes.UNAVAILABLE;
    }
  }

  private int run(Shelfshare root, DataFolder folder, DemoChain chain) {
    Terminal terminal = root.terminal();
    Words words = root.words();
    Clock clock = root.surroundings().clock();
    ProgressLine line = new ProgressLine(terminal);
    StartDisplay display = new StartDisplay(line, words);
    if (fresh) {
      folder.wipe();
    }
    Path ready = folder.path().resolve(DevChain.READY_FILE);
    forget(ready);
    readyFile.ifPresent(DevCommand::forget);
    terminal.note(words.of("dev.starting", folder.path()));
    LocalSettings settings =
        LocalSettings.in(folder.path(), Home.find())
            .withNodes(nodes)
            .withHeapsFor(chain.stockLines())
            .withEdgePort(port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    try (LocalCluster cluster = LocalCluster.start(settings, display, clock)) {
      StayingUp stay = new StayingUp(cluster, List.of(ready), terminal, words);
      stay.watchForTheEnd();
      List<String> endpoints = cluster.nodes().stream().map(node -> node.uri().toString()).toList();
      String headquartersToken = cluster.tokens().headquarters("dev");
      try (ShelfshareClient headquarters =
          ShelfshareClient.builder()
              .endpoints(endpoints)
              .token(headquartersToken)
              .deadline(CALL_LIMIT)
              .clock(clock)
              .build()) {
        load(root, folder, chain, headquarters, display);
        Optional<FirstSteps> steps = FirstSteps.find(headquarters, System::nanoTime);
        Map<String, String> tokens = tokens(cluster.tokens(), headquarters, steps);
        ReadyFile file =
            new ReadyFile(
                endpoints,
                tokens,
                headquartersToken,
                cluster.cassandra().contactPoint().getHostString()
                    + ":"
                    + cluster.cassandra().contactPoint().getPort());
        file.write(ready);
        readyFile.ifPresent(file::write);
        new DevGreeting(terminal, words, data.map(own -> folder.path())).print(file, steps);
      }
      return stay.untilSomethingEnds();
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }

  private void load(
      Shelfshare root,
      DataFolder folder,
      DemoChain chain,
      ShelfshareClient headquarters,
      StartDisplay display) {
    if (noLoad) {
      return;
    }
    if (folder.holds(chain)) {
      root.terminal().note(root.words().of("dev.loaded-before"));
      return;
    }
    root.terminal()
        .note(root.words().of("dev.loading", chain.stores().size(), chain.skus().size()));
    new ChainLoader(headquarters, LOADS_IN_FLIGHT, root.surroundings().clock(), System::nanoTime)
        .load(chain, display);
    folder.remember(chain);
  }

  /** Tokens of the two stores of the first steps, or else of the first two of the directory. */
  private static Map<String, String> tokens(
      Tokens tokens, ShelfshareClient headquarters, Optional<FirstSteps> steps) {
    List<Store> two =
        steps.isPresent()
            ? List.of(steps.get().asking(), steps.get().supplying())
            : headquarters
                .listStores(ListStoresRequest.newBuilder().setPageSize(2).build())
                .limit(2)
                .toList();
    Map<String, String> made = new LinkedHashMap<>();
    for (Store store : two) {
      String id = ResourceNames.id(store.getName());
      made.put(id, tokens.store("clerk-" + id, Role.CLERK, id, ResourceNames.id(store.getOwner())));
    }
    return made;
  }
}
