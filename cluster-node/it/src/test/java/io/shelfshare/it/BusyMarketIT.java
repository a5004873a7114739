package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.ChainLoader;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlayRecord;
import io.shelfshare.load.market.PlaySummary;
import io.shelfshare.local.LocalCluster;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(7)
@DisplayName("A busy market of all modes and paths, while nodes and the database are killed")
class BusyMarketIT {
  private static final int NODES = 3;
  private static final int STORES = 10;
  private static final int SKUS = 24;
  private static final int LOADS_IN_FLIGHT = 8;
  private static final int SOME_TRADE = 10;
  private static final Duration GENEROUS = Duration.ofMinutes(4);

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
    AtomicReference<CompletableFuture<Void>> kills =
        new AtomicReference<>(new CompletableFuture<>());
    PlaySummary summary =
        play.run(
            () -> !kills.get().isDone(),
            (phase, record) -> {
              if (phase == AuditedPlay.Phase.PLAYING) {
                kills.set(CompletableFuture.runAsync(() -> killAll(record)));
              }
            });
    kills.get().join();
    assertThat(summary.violations()).as(summary.json()).isEmpty();
  }

  /** One thing at a time dies in the middle of trade, and comes back while trade goes on. */
  private static void killAll(PlayRecord record) {
    LocalCluster cluster = market.cluster();
    trade(record);
    cluster.nodes().get(1).kill9();
    trade(record);
    cluster.startNodes();
    cluster.cassandra().kill9();
    cluster.startCassandra();
    trade(record);
    cluster.nodes().get(0).kill9();
    trade(record);
    cluster.startNodes();
    trade(record);
  }

  private static void trade(PlayRecord record) {
    int before = record.won().size();
    Eventually.holds(
        GENEROUS, () -> assertThat(record.won().size()).isGreaterThan(before + SOME_TRADE));
  }
}
