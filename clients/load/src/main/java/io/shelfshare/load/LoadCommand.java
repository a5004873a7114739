package io.shelfshare.load;

import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareClientBuilder;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.mix.Mix;
import io.shelfshare.load.mix.MixFile;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    mixinStandardHelpOptions = true,
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

  /** Where a run connects to when the command line names no endpoint. */
  @FunctionalInterface
  public interface DefaultConnection {
    /** A description of the connection, with a token of headquarters, and its endpoints. */
    Optional<Target> find();
  }

  /**
   * A cluster to measure.
   *
   * @param endpoints of its nodes
   * @param token of headquarters or of an integrator, as a run acts for many stores
   */
  public record Target(List<String> endpoints, String token) {}

  private final DefaultConnection defaultConnection;
  private final Clock clock;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--mix",
      paramLabel = "NAME|FILE",
      defaultValue = "market-day",
      description = "What to do: one of the mixes below, or a file of your own (${DEFAULT-VALUE}).")
  private String mixName = "";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Operations begun per second, in place of the mix's stages.")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to measure, in place of the mix's stages.")
  private @Nullable Integer seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "How long to run before measuring, in place of the mix's.")
  private @Nullable Integer warmUp;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description = "The most operations under way at once, in place of the mix's.")
  private @Nullable Integer inFlight;

  @Option(
      names = "--closed",
      paramLabel = "N[,N...]",
      split = ",",
      description = "Keep N operations under way; several numbers make a run each.")
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

  /** A command that has to be told its endpoints. */
  public LoadCommand() {
    this(Optional::empty, Clock.systemUTC());
  }

  /** A command that knows where to connect to when it is not told. */
  public LoadCommand(DefaultConnection defaultConnection, Clock clock) {
    this.defaultConnection = defaultConnection;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (list) {
      listAll();
      return EXIT_OK;
    }
    Mix mix = mix();
    Target target = connection.target().or(defaultConnection::find).orElseThrow(this::noEndpoint);
    try {
      LoadReport report = run(mix, target);
      write(report);
      boolean answered = report.runs().stream().allMatch(run -> run.count() > 0);
      return answered ? EXIT_OK : EXIT_NOTHING;
    } catch (ShelfshareException refusal) {
      err().println("error: " + refusal.code() + " " + refusal.getMessage());
      return EXIT_CLUSTER;
    } catch (IllegalStateException impossible) {
      err().println("error: " + impossible.getMessage());
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
    return mix.at(pace(mix.pace()));
  }

  private Pace pace(Pace given) {
    Pace pace = given;
    if (rate != null || seconds != null) {
      double perSecond = rate == null ? pace.stages().get(0).perSecond() : rate;
      Duration duration = seconds == null ? pace.duration() : Duration.ofSeconds(seconds);
      require(perSecond > 0 && perSecond <= 1_000_000, "--rate", "more than 0, up to 1,000,000");
      require(
          duration.toSeconds() >= 1 && duration.toDays() < 1, "--seconds", "1 to 86,399 seconds");
      pace = pace.withStages(List.of(new Stage(perSecond, duration)));
    }
    if (warmUp != null) {
      require(warmUp >= 0 && warmUp <= 86_400, "--warm-up", "0 to 86,400 seconds");
      pace = pace.withWarmUp(Duration.ofSeconds(warmUp));
    }
    if (inFlight != null) {
      require(inFlight >= 1 && inFlight <= 1_000_000, "--in-flight", "1 to 1,000,000");
      pace = pace.withInFlight(inFlight);
    }
    for (int concurrency : closed) {
      require(concurrency >= 1 && concurrency <= 1_000_000, "--closed", "1 to 1,000,000");
    }
    return pace;
  }

  private void require(boolean fits, String option, String expected) {
    if (!fits) {
      throw usage(option + " is out of range; expected " + expected);
    }
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

  private ParameterException noEndpoint() {
    return usage("no cluster is known; give --endpoint and --token, or --ready-file");
  }

  private ParameterException usage(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  private PrintWriter out() {
    return command().commandLine().getOut();
  }

  private PrintWriter err() {
    return command().commandLine().getErr();
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the command's description before it is run");
    }
    return spec;
  }
}
