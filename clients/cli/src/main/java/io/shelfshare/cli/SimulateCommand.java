package io.shelfshare.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Table;
import io.shelfshare.cli.terminal.Terminal;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.simulation.Campaign;
import io.shelfshare.simulation.fault.Fault;
import io.shelfshare.simulation.fault.Seam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the whole domain in one thread, under a luck that breaks what it can, and judges it. */
@Command(name = "simulate")
final class SimulateCommand extends HelpedCommand implements Callable<Integer> {
  private static final int SEEDS_DEFAULT = 1_000;
  private static final int FINDINGS_MAX = 3;
  private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

  @Option(names = "--seeds", paramLabel = "N")
  private Optional<Long> seeds = Optional.empty();

  @Option(names = "--seed", paramLabel = "N")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--steps", paramLabel = "N")
  private int steps = 1_000;

  @Option(names = "--fault", paramLabel = "NAME")
  private Optional<String> fault = Optional.empty();

  @Option(names = "--json")
  private boolean json;

  @Override
  public Integer call() {
    Shelfshare root = root();
    long howMany = seeds.orElse(seed.isPresent() ? 1L : SEEDS_DEFAULT);
    if (howMany < 1 || steps < 1) {
      throw mistyped(new UsageProblem("usage.argument", "--seeds >= 1, --steps >= 1"));
    }
    Terminal terminal = root.terminal();
    Words words = root.words();
    Supplier<Seam> seam = seam();
    Campaign campaign = new Campaign(seam, steps, FINDINGS_MAX, System::nanoTime);
    Campaign.Report report =
        campaign.run(seed.orElse(1L), howMany, new Progress(terminal, words, howMany));
    if (json) {
      terminal.data(json(report));
    } else {
      tables(terminal, words, report);
    }
    report.findings().forEach(finding -> tell(terminal, words, finding));
    if (report.findings().isEmpty()) {
      terminal.note(terminal.styled(Terminal.Look.GREEN, words.of("demo.kept-promises")));
    }
    return report.findings().isEmpty() ? ExitCodes.OK : ExitCodes.REFUSED;
  }

  /** The domain as it is, or with a mistake in it. */
  private Supplier<Seam> seam() {
    if (fault.isEmpty()) {
      return Seam::new;
    }
    for (Fault one : Fault.values()) {
      if (one.toString().equals(fault.get())) {
        return one::seam;
      }
    }
    String all = Stream.of(Fault.values()).map(Fault::toString).collect(Collectors.joining(", "));
    throw mistyped(new UsageProblem("simulate.no-such-fault", fault.get(), all));
  }

  /** Says now and then how far it is. */
  private record Progress(ProgressLine line, Words words, long seeds, long[] lastAt)
      implements Campaign.Listener {
    Progress(Terminal terminal, Words words, long seeds) {
      this(new ProgressLine(terminal), words, seeds, new long[] {System.nanoTime()});
    }

    @Override
    public void ran(Campaign.Report soFar) {
      long now = System.nanoTime();
      if (now - lastAt[0] >= NANOS_BETWEEN_LINES || soFar.seeds() == seeds) {
        lastAt[0] = now;
        line.keep("  " + words.of("simulate.progress", progress(soFar)));
      }
    }

    private Object[] progress(Campaign.Report soFar) {
      return new Object[] {
        soFar.seeds(),
        seeds,
        soFar.steps(),
        String.format(Locale.ROOT, "%.1f", soFar.seedsPerSecond()),
        soFar.stepsPerSecond(),
        soFar.eventsPerSecond(),
        soFar.findings().size()
      };
    }

    @Override
    public void broken(long seed, String promise) {
      line.keep("  " + words.of("simulate.shrinking", Long.toString(seed), promise));
    }
  }

  private static void tables(Terminal terminal, Words words, Campaign.Report report) {
    Table counts = new Table(words.headings("what", "count"));
    counts.row(words.of("simulate.seeds"), report.seeds());
    counts.row(words.of("simulate.steps"), report.steps());
    counts.row(words.of("simulate.events"), report.events());
    counts.row(words.of("simulate.steps-per-second"), report.stepsPerSecond());
    counts.row(words.of("demo.violations"), report.findings().size());
    terminal.data(counts);
  }

  private static void tell(Terminal terminal, Words words, Campaign.Finding finding) {
    terminal.note("");
    terminal.note(
        terminal.styled(
            Terminal.Look.RED,
            words.of(
                "simulate.broken",
                Long.toString(finding.seed()),
                finding.promise(),
                finding.left(),
                finding.steps())));
    finding.trace().forEach(terminal::note);
    terminal.note("    " + finding.what());
    terminal.note(words.of("simulate.again", Long.toString(finding.seed())));
  }

  private String json(Campaign.Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", report.seeds());
    json.put("first_seed", seed.orElse(1L));
    json.put("steps", report.steps());
    json.put("events", report.events());
    json.put("seconds", report.seconds());
    json.put("steps_per_second", report.stepsPerSecond());
    json.put("violations", report.findings().size());
    json.put("violation_details", report.findings().stream().map(SimulateCommand::detail).toList());
    json.put("seen", report.seen());
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(
          "Numbers, texts and lists of them are always JSON.", impossible);
    }
  }

  private static Map<String, Object> detail(Campaign.Finding finding) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("seed", finding.seed());
    one.put("promise", finding.promise());
    one.put("what", finding.what());
    one.put("steps", finding.steps());
    one.put("shrunk_to", finding.left());
    one.put("trace", List.copyOf(finding.trace()));
    return one;
  }
}
