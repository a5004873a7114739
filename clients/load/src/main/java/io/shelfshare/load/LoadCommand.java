package io.shelfshare.load;

import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareClientBuilder;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.mix.Mix;
import io.shelfshare.load.mix.MixFile;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.report.HtmlReport;
import io.shelfshare.load.report.JsonReport;
import io.shelfshare.load.report.LoadReport;
import io.shelfshare.load.report.TextReport;
import io.shelfshare.load.run.LoadRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shelfshare load}: measures a cluster. Results go to stdout, progress to stderr. */
@Command(
    name = "load",
    sortOptions = false,
    description = {
      "Measure a cluster under an open load: operations begin when the mix says, whatever became of"
          + " those before, and latency counts from when a call was meant to be sent.",
      "With --closed, keep a number of operations under way instead, to find the knee."
    },
    footerHeading = "%nMixes that come along:%n",
    footer = {
      "  market-day   looking, posting, racing, shipping, selling",
      "  grab-won     grabs that win, from requests posted ahead",
      "  grab-race    fifty stores want each unit",
      "  whole-life   post, grab, confirm, ship, receive",
      "  find-stock   reads alone",
      "  till-sales   sales alone",
      "  watched      posts that a thousand shops watch for",
      "",
      "A run trades: it posts requests, moves units and, where its mix says so, restocks first.",
      "",
      "Exit codes: 0 measured, 1 nothing was answered, 2 bad usage, 3 the cluster refused or"
          + " could not be reached."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int EXIT_OK = 0;
  private static final int EXIT_NOTHING = 1;
  private static final int EXIT_CLUSTER = 3;
  private static final int CLOSED_MAX = 1_000_000;

  /** Where a run connects to; found by the program that the command is part of. */
  @FunctionalInterface
  public interface Connection {
    /**
     * Finds the cluster.
     *
     * @throws ParameterException where the command line and its surroundings name none
     */
    Target find();
  }

  /**
   * A cluster to measure.
   *
   * @param endpoints of its nodes
   * @param token of headquarters or of an integrator, as a run acts for many stores
   */
  public record Target(List<String> endpoints, String token) {}

  private final Connection connection;
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--mix",
      paramLabel = "NAME|FILE",
      defaultValue = "market-day",
      description = "What to do: one of the mixes below, or a file of your own (${DEFAULT-VALUE}).")
  private String mixName = "";

  @Mixin private PaceOptions pace = new PaceOptions();

  @Option(
      names = "--closed",
      paramLabel = "N",
      split = ",",
      description =
          "Keep N operations under way instead of sending at a rate; several numbers, such as"
              + " 1,4,16,64, make a run each and show where the cluster bends.")
  private List<Integer> closed = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the same operations again for the same number (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the result as JSON; - for stdout, in place of the table.")
  private @Nullable String json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the result as one HTML page with plots.")
  private @Nullable Path html;

  @Option(names = "--list", description = "List operations and mixes, and do nothing else.")
  private boolean list;

  /** The command, for a program that knows how to connect. */
  public LoadCommand(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (list) {
      listAll();
      return EXIT_OK;
    }
    Mix mix = mix();
    Target target = connection.find();
    try {
      LoadReport report = run(mix, target);
      write(report);
      boolean answered = report.runs().stream().allMatch(run -> run.count() > 0);
      return answered ? EXIT_OK : EXIT_NOTHING;
    } catch (ShelfshareException refusal) {
      err().println("error: " + refusal.code() + " " + refusal.getMessage());
      return EXIT_CLUSTER;
    } catch (IllegalStateException unfit) {
      err().println("error: " + unfit.getMessage());
      return EXIT_CLUSTER;
    }
  }

  private LoadReport run(Mix mix, Target target) throws InterruptedException {
    Instant start = Instant.now(clock);
    err().printf("%s: %s%n", mix.name(), mix.description());
    err().printf("seed %d, against %s%n", seed, String.join(", ", target.endpoints()));
    List<RunResult> runs = new ArrayList<>();
    try (ShelfshareClient patient = client(target).build();
        ShelfshareClient counting =
            client(target)
                .retries(RetryPolicy.NONE)
                .deadline(mix.pace().callTimeout())
                .directExecutor()
                .build()) {
      ProgressLines progress = new ProgressLines(err());
      LoadRun run = new LoadRun(patient, counting, mix, seed, clock, System::nanoTime, progress);
      if (closed.isEmpty()) {
        runs.add(run.open());
      }
      for (int concurrency : closed) {
        err().printf("closed loop, %d in flight%n", concurrency);
        runs.add(run.closed(concurrency));
      }
    }
    return new LoadReport(mix, seed, start, target.endpoints(), runs);
  }

  private static ShelfshareClientBuilder client(Target target) {
    return ShelfshareClient.builder().endpoints(target.endpoints()).token(target.token());
  }

  private void write(LoadReport report) throws IOException {
    if (html != null) {
      Files.writeString(html, HtmlReport.of(report));
      err().println("wrote " + html);
    }
    if (json != null && !json.equals("-")) {
      Files.writeString(Path.of(json), JsonReport.of(report));
      err().println("wrote " + json);
    }
    out().println("-".equals(json) ? JsonReport.of(report) : TextReport.of(report));
    out().flush();
  }

  private Mix mix() {
    Mix mix;
    try {
      mix = MixFile.read(mixName);
    } catch (IllegalArgumentException wrong) {
      throw usage("--mix: " + wrong.getMessage());
    }
    for (int concurrency : closed) {
      if (concurrency < 1 || concurrency > CLOSED_MAX) {
        throw usage("--closed is out of range; expected 1 to 1,000,000");
      }
    }
    return mix.at(pace.of(mix.pace()));
  }

  private void listAll() {
    out().println("Operations:");
    for (Operation operation : Operation.values()) {
      out().printf("  %-12s %s%n", operation.key(), operation.words());
    }
    out().println("Mixes:");
    for (String name : MixFile.NAMES) {
      out().printf("  %-12s %s%n", name, MixFile.read(name).description());
    }
    out().flush();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
