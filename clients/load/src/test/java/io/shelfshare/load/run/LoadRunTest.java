package io.shelfshare.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.load.mix.Mix;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import io.shelfshare.load.pocket.PocketMarket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadRunTest {
  private static final int RACERS = 5;
  private static final LoadRun.Listener SILENT =
      new LoadRun.Listener() {
        @Override
        public void preparing(String what, double share) {}

        @Override
        public void sampled(Sample sample) {}
      };

  private final PocketMarket market = new PocketMarket();
  private final ShelfshareClient patient =
      ShelfshareClient.builder().endpoint(market.endpoint()).build();
  private final ShelfshareClient counting =
      ShelfshareClient.builder()
          .endpoint(market.endpoint())
          .retries(RetryPolicy.NONE)
          .deadline(Duration.ofSeconds(2))
          .directExecutor()
          .build();

  @BeforeEach
  void load() {
    DemoChain chain = DemoChain.of(1, 12, 100);
    new ChainLoader(patient, 4, Clock.systemUTC(), System::nanoTime).load(chain, progress -> {});
  }

  @AfterEach
  void close() {
    patient.close();
    counting.close();
    market.close();
  }

  @Test
  void aRaceHasOneWinnerAndTellsTheOthers() throws InterruptedException {
    RunResult result = run(mix(Map.of(Operation.RACE, 1), 0, 0), 1).open();
    assertThat(result.errorCount()).isZero();
    long posts = count(result, Step.POST);
    assertThat(posts).isPositive();
    assertThat(count(result, Step.GRAB_WON)).isBetween(posts - 5, posts + 5);
    assertThat(count(result, Step.GRAB_LOST))
        .isEqualTo((RACERS - 1) * count(result, Step.GRAB_WON));
  }

  @Test
  void aContendedGrabIsSentAgainUntilItIsDecided() throws InterruptedException {
    market.requests.contendOnce();
    RunResult result = run(mix(Map.of(Operation.RACE, 1), 0, 0), 1).open();
    assertThat(result.errorCount()).isZero();
    assertThat(result.contended())
        .isEqualTo(count(result, Step.GRAB_WON) + count(result, Step.GRAB_LOST));
  }

  @Test
  void aWholeLifeTimesEveryStepAndTheWay() throws InterruptedException {
    RunResult result = run(mix(Map.of(Operation.LIFE, 1), 0, 0), 1).open();
    assertThat(result.errorCount()).isZero();
    assertThat(result.steps())
        .containsOnlyKeys(
            Step.POST, Step.GRAB_WON, Step.CONFIRM, Step.SHIP, Step.RECEIVE, Step.LIFE);
    assertThat(result.steps().get(Step.LIFE).latency().p50())
        .isGreaterThan(result.steps().get(Step.RECEIVE).latency().p50());
  }

  @Test
  void grabsTakeTheRequestsThatWerePostedAhead() throws InterruptedException {
    RunResult result = run(mix(Map.of(Operation.GRAB, 1), 0, 10_000), 1).open();
    assertThat(result.steps()).containsOnlyKeys(Step.GRAB_WON);
    assertThat(market.requests.posted).hasValue(10_000);
  }

  @Test
  void aRunBeginsWithTheRequestsThatTheClusterTookAhead() throws InterruptedException {
    market.requests.takeAtMost(30);
    RunResult result = run(mix(Map.of(Operation.GRAB, 1), 0, 10_000), 1).open();
    assertThat(count(result, Step.GRAB_WON)).isBetween(25L, 30L);
    assertThat(result.steps().get(Step.POST).errors()).containsKey("TOO_MANY_OPEN_REQUESTS");
  }

  @Test
  void watchersAreToldOfPosts() throws InterruptedException {
    Mix mix = mix(Map.of(Operation.POST, 9, Operation.WATCH, 1), 3, 0);
    RunResult result = run(mix, 1).open();
    assertThat(result.errorCount()).isZero();
    assertThat(count(result, Step.TOLD)).isGreaterThan(2 * count(result, Step.POST));
    assertThat(count(result, Step.WATCH_SYNC)).isPositive();
  }

  @Test
  void whatFailsIsCountedByItsReason() throws InterruptedException {
    Mix mix = mix(Map.of(Operation.RECORD_SALE, 1), 0, 0);
    LoadRun run = run(mix, 1);
    market.failNextSales(10);
    RunResult result = run.open();
    assertThat(result.steps().get(Step.RECORD_SALE).errors()).containsEntry("UNAVAILABLE", 10L);
  }

  @Test
  void whatFindsNoPlaceIsNotSentAndCounted() throws InterruptedException {
    market.stallSales();
    Mix mix = mix(Map.of(Operation.RECORD_SALE, 1), 0, 0);
    mix = mix.at(mix.pace().withInFlight(3));
    RunResult result = run(mix, 1).open();
    assertThat(result.notSent()).isGreaterThan(50);
    assertThat(result.facts().inFlightMax()).isEqualTo(3);
    assertThat(result.steps().get(Step.RECORD_SALE).errors()).containsKey("DEADLINE_EXCEEDED");
  }

  @Test
  void aClosedLoopKeepsItsNumberUnderWay() throws InterruptedException {
    RunResult result = run(mix(Map.of(Operation.FIND_STOCK, 1), 0, 0), 1).closed(4);
    assertThat(result.facts().inFlightMax()).isEqualTo(4);
    assertThat(result.errorCount()).isZero();
    assertThat(count(result, Step.FIND_STOCK)).isGreaterThan(100);
    assertThat(result.samples()).isNotEmpty();
  }

  @Test
  void aClusterWithoutAChainIsRefusedInWords() {
    market.directory.stores.clear();
    LoadRun run = run(mix(Map.of(Operation.POST, 1), 0, 0), 1);
    assertThatThrownBy(run::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the cluster has 0 stores");
  }

  private LoadRun run(Mix mix, long seed) {
    return new LoadRun(patient, counting, mix, seed, Clock.systemUTC(), System::nanoTime, SILENT);
  }

  private static Mix mix(Map<Operation, Integer> shares, int watchers, int prepared) {
    List<Stage> stages = List.of(new Stage(100, Duration.ofSeconds(1)));
    Pace pace = new Pace(stages, Duration.ZERO, false, 500, Duration.ofSeconds(2));
    Cast cast = new Cast(RACERS, watchers, prepared, 0, 20, 10_000, Duration.ofMinutes(5));
    return new Mix("test", "a test", shares, pace, cast);
  }

  private static long count(RunResult result, Step step) {
    return result.steps().get(step).latency().count();
  }
}
