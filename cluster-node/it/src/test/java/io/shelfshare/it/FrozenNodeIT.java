package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(6)
@DisplayName("A node is frozen in the middle of racing grabs, and wakes when others do its work")
class FrozenNodeIT {
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_122;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  @Test
  @DisplayName("P1-P6, P11: what was won is there, once, whoever answered for it")
  void aNodeThatWakesAwardsNothingThatOthersAwardToo() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("frozen", STORES, SKUS, UNITS_EACH);
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, GENEROUS, SEED)) {
      // The first node holds the shards' coordinator: its loss hurts the most.
      ManagedNode victim = market.cluster().nodes().get(0);
      ManagedNode other = market.cluster().nodes().get(2);
      trading.awaitWins(40, GENEROUS);
      victim.pause();
      long frozen = System.nanoTime();
      MarketFixture.awaitGone(other, victim, GENEROUS);
      MarketFixture.log("freeze of a node until it is given up", frozen);
      // Clerks whose calls hang on the frozen node wait for long, so not many.
      trading.awaitWins(10, GENEROUS);
      MarketFixture.log("freeze of a node to 10 wins without it", frozen);
      victim.resume();
      Eventually.holds(GENEROUS, () -> assertThat(victim.isAlive()).isFalse());
      MarketFixture.log("freeze of a node to its own end", frozen);
      evidence = trading.stop();
    }
    new Audit(market, chain, evidence).everyPromiseHolds();
  }
}
