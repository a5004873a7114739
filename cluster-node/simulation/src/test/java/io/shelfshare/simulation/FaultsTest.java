package io.shelfshare.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.simulation.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The judge bites: each planted fault is caught, as the docs say. Where the simulator changed, so
 * may the seeds; {@code ./mvnw -pl cluster-node/simulation -am -Dtest=FaultsTest -Djudge.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false test} writes the list anew.
 */
class FaultsTest {
  private static final Path DOCS = Path.of("..", "..", "docs", "judge.md");
  private static final int STEPS = 1_000;
  private static final long SEEDS_MAX = 300;

  private record Catch(Fault fault, long seed, long steps, boolean atTheEnd) {
    @Override
    public String toString() {
      String when = atTheEnd ? "at the end, after " : "";
      return "| `%s` | %s | %d | %s%,d |".formatted(fault, fault.promise(), seed, when, steps);
    }
  }

  private static Optional<Catch> caught(Fault fault, long seed) {
    Simulation.Outcome outcome = new Simulation(seed, fault::seam).run(STEPS);
    boolean atTheEnd = outcome.brokenAt() == Integer.MAX_VALUE;
    return outcome
        .violation()
        .filter(violation -> violation.promise().equals(fault.promise()))
        .map(violation -> new Catch(fault, seed, outcome.steps(), atTheEnd));
  }

  private static Catch firstCatch(Fault fault) {
    return LongStream.rangeClosed(1, SEEDS_MAX)
        .mapToObj(seed -> caught(fault, seed))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new AssertionError(fault + " is not caught by any seed"));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  @DisplayName(
      "P1–P4, P6, P9, P10 and routing: a planted fault is caught by the seed that the docs name")
  void aPlantedFaultIsCaughtByTheSeedThatTheDocsName(Fault fault) throws IOException {
    if (Boolean.getBoolean("judge.write")) {
      return;
    }
    String row =
        Files.readAllLines(DOCS).stream()
            .filter(line -> line.startsWith("| `" + fault + "` |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("docs/judge.md does not name " + fault));
    long seed = Long.parseLong(row.split("\\|", -1)[3].strip());
    assertThat(caught(fault, seed).map(Catch::toString))
        .as("write the list anew, see FaultsTest")
        .contains(row);
  }

  @Test
  void theListIsWrittenAnewWhereThatIsWanted() throws IOException {
    if (!Boolean.getBoolean("judge.write")) {
      return;
    }
    List<String> lines = new ArrayList<>();
    boolean rows = false;
    for (String line : Files.readAllLines(DOCS)) {
      rows &= line.startsWith("|");
      if (!rows) {
        lines.add(line);
      }
      if (line.startsWith("|---") && lines.get(lines.size() - 2).contains("planted")) {
        rows = true;
        for (Fault fault : Fault.values()) {
          lines.add(firstCatch(fault).toString());
        }
      }
    }
    Files.write(DOCS, lines);
  }

  @Test
  void aBrokenRunIsShrunkToAFewStepsThatBreakTheSamePromise() {
    Campaign campaign = new Campaign(Fault.RECEIPT_COUNTED_TWICE::seam, STEPS, 1, System::nanoTime);
    Campaign.Report report =
        campaign.run(
            1,
            SEEDS_MAX,
            new Campaign.Listener() {
              @Override
              public void ran(Campaign.Report soFar) {}

              @Override
              public void broken(long seed, String promise) {}
            });
    Campaign.Finding finding = report.findings().get(0);
    assertThat(finding.promise()).isEqualTo("P3");
    assertThat(finding.left()).isLessThan(60);
    assertThat(String.join("\n", finding.trace()))
        .contains("Awarded", "Shipped", "Received")
        .doesNotContain("fingerprint");
  }
}
