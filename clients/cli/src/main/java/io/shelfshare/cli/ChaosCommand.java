package io.shelfshare.cli;

import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlayRecord;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.chaos.Chaos;
import io.shelfshare.local.chaos.Fault;
import io.shelfshare.local.chaos.Incident;
import io.shelfshare.local.chaos.Trade;
import io.shelfshare.local.network.Namespaces;
import io.shelfshare.local.network.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a busy market while nodes, wires and the database fail, and audits the promises. */
@Command(name = "chaos")
final class ChaosCommand extends HelpedCommand implements Callable<Integer> {
  @Option(names = "--minutes", paramLabel = "N")
  private int minutes = 5;

  @Option(names = "--stores", paramLabel = "N")
  private int stores = 12;

  @Option(names = "--skus", paramLabel = "N")
  private int skus = 30;

  @Option(names = "--nodes", paramLabel = "N")
  private int nodes = 3;

  @Option(names = "--databases", paramLabel = "N")
  private int databases = 1;

  @Option(names = "--faults", paramLabel = "FAULT", split = ",")
  private List<String> faults = List.of();

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
      if (stores < 2 || nodes < 1 || minutes < 1 || (databases != 1 && databases != 3)) {
        throw new IllegalArgumentException(
            "--stores >= 2, --nodes >= 1, --minutes >= 1, --databases 1 or 3");
      }
    } catch (IllegalArgumentException outOfRange) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(outOfRange.getMessage())));
    }
    faults.stream()
        .filter(name -> Arrays.stream(Fault.values()).noneMatch(one -> one.key().equals(name)))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw mistyped(
                  new UsageProblem("usage.argument", "--faults " + unknown + ": " + known()));
            });
    Playground playground = new Playground(root(), chain, nodes, keep).withDatabases(databases);
    Optional<String> hindrance =
        databases == 1
            ? Namespaces.hindrance()
            // Nodes on hosts of their own would not reach the loopback's further addresses.
            : Optional.of("--databases 3");
    if (hindrance.isPresent()) {
      note("chaos.no-wires", hindrance.get());
      return playground.host(
          Wiring.LOOPBACK, (cluster, play, line) -> play(cluster, Optional.empty(), play, line));
    }
    try (Namespaces network = Namespaces.create(nodes);
        CleanExit unused = new CleanExit(network::close)) {
      return playground.host(
          network, (cluster, play, line) -> play(cluster, Optional.of(network), play, line));
    }
  }

  private int play(
      LocalCluster cluster, Optional<Namespaces> network, AuditedPlay play, ProgressLine line)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    List<Incident> incidents = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<PlayRecord> begun = new CompletableFuture<>();
    CompletableFuture<List<Incident>> chaos =
        begun.thenApplyAsync(
            record -> {
              Trade trade = new Trade(() -> record.won().size(), record::slowest);
              Chaos all = new Chaos(cluster, network, trade, seed, System::nanoTime);
              return all.play(
                  wanted(all.possible()),
                  () -> System.nanoTime() - end < 0,
                  incident -> {
                    incidents.add(incident);
                    line.keep("  " + ChaosReport.line(root().words(), incident));
                  });
            });
    PlaySummary summary;
    try (PlayTicker ticker = new PlayTicker(line, root().words())) {
      summary =
          play.run(
              () -> !chaos.isDone(),
              (phase, record) -> {
                ticker.begins(phase, record);
                begun.complete(record);
              });
    }
    new ChaosReport(root().terminal(), root().words()).print(summary, List.copyOf(incidents), json);
    return summary.violations().isEmpty() && ended(chaos) ? ExitCodes.OK : ExitCodes.REFUSED;
  }

  private List<Fault> wanted(List<Fault> possible) {
    List<Fault> wanted =
        possible.stream().filter(one -> faults.isEmpty() || faults.contains(one.key())).toList();
    if (wanted.isEmpty()) {
      throw new IllegalStateException(
          "this cluster can only be given " + possible.stream().map(Fault::key).toList());
    }
    return wanted;
  }

  private static String known() {
    return Arrays.stream(Fault.values()).map(Fault::key).collect(Collectors.joining(", "));
  }

  /** Whether the chaos itself went to its end; says so where something did not come back. */
  private boolean ended(CompletableFuture<List<Incident>> chaos) throws InterruptedException {
    try {
      chaos.get();
      return true;
    } catch (ExecutionException failed) {
      note("chaos.stuck", String.valueOf(failed.getMessage()));
      return false;
    }
  }

  private void note(String key, String detail) {
    Terminal terminal = root().terminal();
    terminal.note(terminal.styled(Terminal.Look.YELLOW, root().words().of(key, detail)));
  }
}
