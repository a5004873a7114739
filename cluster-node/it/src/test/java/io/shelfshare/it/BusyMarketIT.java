package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlayRecord;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.chaos.Chaos;
import io.shelfshare.local.chaos.Incident;
import io.shelfshare.local.chaos.Trade;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Order(8)
@DisplayName("A busy market of all modes and paths, while nodes and the database fail")
class BusyMarketIT {
  private static final Logger LOG = LoggerFactory.getLogger(BusyMarketIT.class);
  private static final int NODES = 3;
  private static final int STORES = 10;
  private static final int SKUS = 24;
  private static final int LOADS_IN_FLIGHT = 8;

  /** For CI's half hour; `shelfshare chaos` goes on for longer. */
  private static final int FAULTS = 3;

  private static MarketFixture market;
  private static DemoChain chain;

  @BeforeAll
  static void start() {
    market = MarketFixture.start("busy-market", NODES, AuditedPlay.SHORT_PERIODS);
    chain = DemoChain.of(1, STORES, SKUS);
    new ChainLoader(market.client(), LOADS_IN_FLIGHT, market.clock(), System::nanoTime)
        .load(chain, progress -> {});
  }

  @AfterAll
  static void stop() {
    market.close();
  }

  @Test
  @DisplayName("P1 to P10: nothing acknowledged is lost, and every promise holds in the end")
  void everyPromiseHoldsThroughKills() throws InterruptedException {
    AuditedPlay play =
        new AuditedPlay(
            chain,
            market.client(),
            store -> market.clerkClient(store.id(), store.ownerId()),
            market.clock(),
            System::nanoTime);
    AtomicReference<CompletableFuture<List<Incident>>> chaos =
        new AtomicReference<>(new CompletableFuture<>());
    PlaySummary summary =
        play.run(
            () -> !chaos.get().isDone(),
            (phase, record) -> {
              if (phase == AuditedPlay.Phase.PLAYING) {
                chaos.set(CompletableFuture.supplyAsync(() -> someFaults(record)));
              }
            });
    assertThat(chaos.get().join()).extracting(Incident::fault).doesNotHaveDuplicates();
    assertThat(summary.violations()).as(summary.json()).isEmpty();
  }

  /**
   * One thing at a time goes wrong in the middle of trade, and comes back while trade goes on: what
   * the chain's seed draws, a killed database, a killed node and a node that leaves.
   */
  private static List<Incident> someFaults(PlayRecord record) {
    Trade trade = new Trade(() -> record.won().size(), record::slowest);
    Chaos chaos =
        new Chaos(market.cluster(), Optional.empty(), trade, chain.seed(), System::nanoTime);
    AtomicInteger left = new AtomicInteger(FAULTS);
    return chaos.play(
        chaos.possible(), () -> left.getAndDecrement() > 0, incident -> LOG.info("{}", incident));
  }
}
