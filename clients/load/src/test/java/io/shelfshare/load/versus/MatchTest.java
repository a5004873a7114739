package io.shelfshare.load.versus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.shelfshare.load.report.ComparisonJson;
import io.shelfshare.load.report.ComparisonPage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchTest {
  private static final Match.Listener SILENT =
      new Match.Listener() {
        @Override
        public void played(Workload workload, int round, Side side, Turn turn) {}

        @Override
        public void opened(OpenLoop loop) {}
      };

  private final List<String> turns = new ArrayList<>();

  @Test
  void sidesTakeTurnsAndTheWarmUpDoesNotCount() throws InterruptedException {
    Match match =
        new Match(
            List.of(side("ours", 100), side("peer", 50), side("pgbench", 400)),
            Duration.ofSeconds(1),
            2,
            new WarmUp(2),
            SILENT);
    Map<String, List<Turn>> played = match.play(Workload.FIND_SKU);
    assertThat(turns)
        .containsExactly(
            "ours", "peer", "pgbench", "ours", "peer", "pgbench", "ours", "peer", "pgbench");
    assertThat(played.keySet()).containsExactly("ours", "peer", "pgbench");
    assertThat(played.values()).allSatisfy(all -> assertThat(all).hasSize(2));
  }

  @Test
  void aTurnInWhichNothingEndedIsAZeroAndEndsNothing() throws InterruptedException, IOException {
    Match match =
        new Match(
            List.of(side("ours", 0), side("peer", 50), side("pgbench", 0)),
            Duration.ofSeconds(1),
            2,
            new WarmUp(2),
            SILENT);
    Map<Workload, Map<String, List<Turn>>> played =
        Map.of(Workload.FULL_LIFE, match.play(Workload.FULL_LIFE));
    Comparison comparison =
        new Comparison(Instant.EPOCH, "bench", Map.of(), List.of(), played, List.of(), Map.of());
    JsonNode life =
        new ObjectMapper().readTree(ComparisonJson.of(comparison)).at("/workloads/full_life");
    assertThat(life.at("/ours/median").asDouble()).isZero();
    assertThat(life.at("/ratio_peer/median").asDouble()).isZero();
    // Nothing divided by nothing is no ratio.
    assertThat(life.at("/ratio_pgbench/rounds")).isEmpty();
    assertThat(match.open(played.get(Workload.FULL_LIFE))).isEmpty();
  }

  @Test
  void whatRunsInAJvmWarmsUpOnceUntilItsCompilersAreNearlyDone() throws InterruptedException {
    WarmUp warmUp = new WarmUp(5);
    Side cold = compiling("cold", 400, 60, 20, 20);
    Side busy = compiling("busy", 500, 500, 500, 500, 500, 500);
    Side raw = side("pgbench", 400);
    List<String> warmed = new ArrayList<>();
    warmUp.warm(
        List.of(cold, busy, raw), Workload.WON_GRABS, (one, turn) -> warmed.add(one.name()));
    assertThat(warmed)
        .containsExactly("cold", "cold", "cold", "busy", "busy", "busy", "busy", "busy");
    warmUp.warm(List.of(cold, busy), Workload.WON_GRABS, (one, turn) -> warmed.add(one.name()));
    assertThat(warmed).hasSize(8);
  }

  /** A side of 1,000 µs a unit, of which its compilers take these, turn by turn. */
  private static Side compiling(String name, double... micros) {
    Iterator<Double> rest = Arrays.stream(micros).iterator();
    return new Side() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean compiles() {
        return true;
      }

      @Override
      public Turn play(Workload workload, Duration length) {
        Map<String, Double> all = Map.of("node", 1_000.0, "generator", 9_000.0);
        return new Turn(100, 1, 2, 0, all, Map.of("node", rest.next()), 0, 0);
      }
    };
  }

  @Test
  void aReportHasEachSideAndItsRatios() throws InterruptedException, IOException {
    Match match =
        new Match(
            List.of(side("ours", 100), side("peer", 50), side("pgbench", 400)),
            Duration.ofSeconds(1),
            3,
            new WarmUp(2),
            SILENT);
    Comparison comparison =
        new Comparison(
            Instant.EPOCH,
            "./shelfshare bench",
            Map.of("machine", "2 processors"),
            List.of("A note."),
            Map.of(Workload.WON_GRABS, match.play(Workload.WON_GRABS)),
            List.of(new OpenLoop("ours", 50, 50, 1.5, 9, 10, 11, 0, 0.1)),
            Map.of("units", "", "holds", "3, expected 4"));
    JsonNode won =
        new ObjectMapper().readTree(ComparisonJson.of(comparison)).at("/workloads/won_grabs");
    assertThat(won.at("/ours/median").asDouble()).isEqualTo(100);
    assertThat(won.at("/peer/min").asDouble()).isEqualTo(50);
    assertThat(won.at("/pgbench/max").asDouble()).isEqualTo(400);
    assertThat(won.at("/ratio_peer/median").asDouble()).isEqualTo(2);
    assertThat(won.at("/ratio_pgbench/median").asDouble()).isEqualTo(0.25);
    assertThat(won.at("/costs/ours/cpu_us_each/node").asDouble()).isEqualTo(7);
    assertThat(comparison.isSound()).isFalse();
    assertThat(ComparisonPage.of(comparison))
        .contains("won_grabs", "2.00 (2.00–2.00)", "3, expected 4", "<svg", "A note.");
  }

  private Side side(String name, double perSecond) {
    return new Side() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Turn play(Workload workload, Duration length) {
        turns.add(name);
        return new Turn(perSecond, 1, 2, 0, Map.of("node", 7.0), Map.of(), 100, 0);
      }
    };
  }
}
