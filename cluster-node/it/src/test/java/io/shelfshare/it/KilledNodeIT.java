package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(5)
@DisplayName("A node is killed in the middle of racing grabs")
class KilledNodeIT {
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_121;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  @Test
  @DisplayName("P1-P6: what was won is there, once, and nothing is held for ever")
  void whatWasAcknowledgedSurvivesTheKillOfANode() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("node", STORES, SKUS, UNITS_EACH);
    // The first node holds the shards' coordinator: its loss hurts the most.
    ManagedNode victim = market.cluster().nodes().get(0);
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, GENEROUS, SEED)) {
      trading.awaitWins(60, GENEROUS);
      trading.slowest();
      victim.kill9();
      long killed = System.nanoTime();
      trading.awaitWins(80, GENEROUS);
      MarketFixture.log("kill of a node to 80 further wins", killed);
      assertThat(victim.isAlive()).isFalse();
      victim.start();
      MarketFixture.log("kill of a node to its return", killed);
      trading.awaitWins(40, GENEROUS);
      evidence = trading.stop();
      MarketFixture.log("kill of a node to the last answer", killed);
      MarketFixture.log("slowest mutation", System.nanoTime() - trading.slowest().toNanos());
    }
    new Audit(market, chain, evidence).everyPromiseHolds();
  }
}
