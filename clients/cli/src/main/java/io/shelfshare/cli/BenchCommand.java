package io.shelfshare.cli;

import io.shelfshare.cli.bench.Benchmark;
import io.shelfshare.cli.bench.GrowthBenchmark;
import io.shelfshare.cli.bench.GrowthPlan;
import io.shelfshare.cli.bench.Plan;
import io.shelfshare.cli.local.DataFolder;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.growth.Growth;
import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.postgres.PostgresBinaries;
import io.shelfshare.load.postgres.PostgresMissingException;
import io.shelfshare.load.report.ComparisonJson;
import io.shelfshare.load.report.ComparisonPage;
import io.shelfshare.load.report.GrowthJson;
import io.shelfshare.load.report.GrowthPage;
import io.shelfshare.load.versus.Comparison;
import io.shelfshare.load.versus.Processes;
import io.shelfshare.load.versus.Workload;
import io.shelfshare.local.Home;
import io.shelfshare.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures this program beside another one on the same machine, in turns. */
@Command(name = "bench")
final class BenchCommand extends HelpedCommand implements Callable<Integer> {
  private static final String POSTGRES = "postgres";
  private static final int SECONDS_MAX = 600;
  private static final int ROUNDS_MAX = 100;
  private static final int IN_FLIGHT_MAX = 1_000;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 5;

  @Option(names = "--peer", paramLabel = "NAME")
  private Optional<String> peer = Optional.empty();

  @Option(names = "--growth")
  private boolean growth;

  @Option(names = "--seconds", paramLabel = "N")
  private Optional<Integer> secondsGiven = Optional.empty();

  @Option(names = "--rounds", paramLabel = "N")
  private Optional<Integer> roundsGiven = Optional.empty();

  @Option(names = "--sizes", paramLabel = "SIZE", split = ",")
  private List<String> sizes = new ArrayList<>();

  @Option(names = "--watchers", paramLabel = "N")
  private Optional<Integer> watchers = Optional.empty();

  @Option(names = "--quick")
  private boolean quick;

  @Option(names = "--only", paramLabel = "WORKLOAD", split = ",")
  private List<String> only = new ArrayList<>();

  @Option(names = "--stores", paramLabel = "N")
  private int stores = 1_000;

  @Option(names = "--skus", paramLabel = "N")
  private int skus = 200;

  @Option(names = "--in-flight", paramLabel = "N")
  private int inFlight = 256;

  @Option(names = "--seed", paramLabel = "N")
  private long seed = 1;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE")
  private Optional<Path> html = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    Shelfshare root = root();
    Terminal terminal = root.terminal();
    Words words = root.words();
    if (growth == peer.isPresent()) {
      throw mistyped(new UsageProblem("usage.argument", "--peer NAME or --growth"));
    }
    if (growth) {
      return grow(terminal, words);
    }
    Plan plan = plan();
    if (!Processes.areVisible()) {
      return refused(terminal, words.of("bench.linux-only"));
    }
    PostgresBinaries binaries;
    try {
      binaries = PostgresBinaries.find(root.surroundings().environment().getOrDefault("PATH", ""));
    } catch (PostgresMissingException missing) {
      return refused(
          terminal, words.of("bench.no-postgres", missing.programs(), missing.versions()));
    }
    DataFolder folder = new DataFolder(temporary());
    terminal.note(
        words.of(
            "bench.starting",
            folder.path(),
            binaries.folder(),
            plan.rounds(),
            plan.aboutMinutes()));
    Comparison comparison;
    try {
      comparison =
          new Benchmark(
                  plan,
                  Home.find(),
                  binaries,
                  root.surroundings().clock(),
                  new BenchDisplay(terminal, words, plan.rounds()))
              .run(folder);
    } catch (StartFailedException failed) {
      return refused(terminal, String.valueOf(failed.getMessage()));
    } finally {
      folder.delete();
    }
    return write(comparison, terminal, words);
  }

  private int grow(Terminal terminal, Words words) throws InterruptedException {
    GrowthPlan plan = growthPlan();
    if (!Processes.areVisible()) {
      return refused(terminal, words.of("bench.linux-only"));
    }
    DataFolder folder = new DataFolder(temporary());
    terminal.note(
        words.of(
            "growth.beginning",
            folder.path(),
            plan.sizes().stream().map(GrowthSize::key).collect(Collectors.joining(", ")),
            plan.aboutMinutes()));
    Growth result;
    try {
      result =
          new GrowthBenchmark(
                  plan,
                  Home.find(),
                  root().surroundings().clock(),
                  new GrowthDisplay(terminal, words, plan.rounds()))
              .run(folder);
    } catch (StartFailedException failed) {
      return refused(terminal, String.valueOf(failed.getMessage()));
    } finally {
      folder.delete();
    }
    writePage(() -> GrowthPage.of(result), terminal, words);
    if (json) {
      terminal.data(GrowthJson.of(result));
    } else {
      new GrowthReport(terminal, words).print(result);
    }
    return judged(result.checks(), result.isSound(), terminal, words);
  }

  private GrowthPlan growthPlan() {
    try {
      int seconds = secondsGiven.orElse(quick ? 3 : 5);
      int rounds = roundsGiven.orElse(quick ? 2 : 3);
      require("--seconds", seconds, 1, SECONDS_MAX);
      require("--rounds", rounds, 1, ROUNDS_MAX);
      require("--in-flight", inFlight, 1, IN_FLIGHT_MAX);
      List<GrowthSize> chosen = sizes.stream().map(GrowthSize::parse).distinct().toList();
      if (chosen.isEmpty()) {
        chosen = quick ? GrowthPlan.QUICK_SIZES : GrowthPlan.DEFAULT_SIZES;
      }
      for (GrowthSize size : chosen) {
        require("--sizes, stores", size.stores(), 2, DemoChain.STORES_MAX);
        require("--sizes, skus", size.skus(), 1, DemoChain.SKUS_MAX);
      }
      int most = chosen.stream().mapToInt(GrowthSize::stores).max().orElse(0);
      int watching = watchers.orElse(most);
      require("--watchers", watching, 0, most);
      return new GrowthPlan(
          chosen,
          Duration.ofSeconds(seconds),
          rounds,
          watching,
          !quick,
          inFlight,
          seed,
          "./shelfshare bench --growth --seconds %d --rounds %d --watchers %d"
                  .formatted(seconds, rounds, watching)
              + " --in-flight %d --seed %d --sizes ".formatted(inFlight, seed)
              + chosen.stream().map(GrowthSize::key).collect(Collectors.joining(","))
              + (quick ? " --quick" : ""));
    } catch (IllegalArgumentException wrong) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(wrong.getMessage())));
    }
  }

  private static int refused(Terminal terminal, String why) {
    terminal.note(terminal.styled(Terminal.Look.RED, why));
    return ExitCodes.UNAVAILABLE;
  }

  private Plan plan() {
    try {
      if (!peer.orElseThrow().equals(POSTGRES)) {
        throw new IllegalArgumentException(
            "--peer: " + peer.orElseThrow() + "; expected " + POSTGRES);
      }
      int seconds = secondsGiven.orElse(SECONDS);
      int rounds = roundsGiven.orElse(ROUNDS);
      require("--seconds", seconds, 1, SECONDS_MAX);
      require("--rounds", rounds, 1, ROUNDS_MAX);
      require("--in-flight", inFlight, 1, IN_FLIGHT_MAX);
      require("--stores", stores, 2, DemoChain.STORES_MAX);
      require("--skus", skus, 1, DemoChain.SKUS_MAX);
      List<Workload> workloads = new ArrayList<>();
      for (String key : only) {
        workloads.add(
            Workload.ofKey(key).orElseThrow(() -> new IllegalArgumentException("--only: " + key)));
      }
      return new Plan(
          Duration.ofSeconds(seconds),
          rounds,
          stores,
          skus,
          inFlight,
          seed,
          workloads.isEmpty() ? List.of(Workload.values()) : workloads,
          command(seconds, rounds));
    } catch (IllegalArgumentException wrong) {
      throw mistyped(new UsageProblem("usage.argument", String.valueOf(wrong.getMessage())));
    }
  }

  private static void require(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s: %d to %d".formatted(option, min, max));
    }
  }

  /** What repeats this run. */
  private String command(int seconds, int rounds) {
    return "./shelfshare bench --peer %s --seconds %d --rounds %d --stores %d --skus %d"
            .formatted(POSTGRES, seconds, rounds, stores, skus)
        + " --in-flight %d --seed %d".formatted(inFlight, seed)
        + (only.isEmpty() ? "" : " --only " + String.join(",", only));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("shelfshare-bench-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int write(Comparison comparison, Terminal terminal, Words words) {
    writePage(() -> ComparisonPage.of(comparison), terminal, words);
    if (json) {
      terminal.data(ComparisonJson.of(comparison));
    } else {
      new BenchReport(terminal, words).print(comparison);
    }
    return judged(comparison.checks(), comparison.isSound(), terminal, words);
  }

  private void writePage(Supplier<String> page, Terminal terminal, Words words) {
    if (html.isPresent()) {
      try {
        Files.writeString(html.get(), page.get());
        terminal.note(words.of("bench.wrote", html.get()));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + html.get(), e);
      }
    }
  }

  private static int judged(
      Map<String, String> checks, boolean sound, Terminal terminal, Words words) {
    checks.forEach(
        (name, wrong) -> {
          if (!wrong.isEmpty()) {
            terminal.note(terminal.styled(Terminal.Look.RED, name + ": " + wrong));
          }
        });
    if (sound) {
      terminal.note(terminal.styled(Terminal.Look.GREEN, words.of("bench.sound")));
    }
    return sound ? ExitCodes.OK : ExitCodes.REFUSED;
  }
}
