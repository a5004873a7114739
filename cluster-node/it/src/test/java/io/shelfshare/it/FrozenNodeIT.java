package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(3)
@DisplayName("A node is frozen in the middle of racing grabs, and wakes when others do its work")
class FrozenNodeIT {
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_122;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = new SharedMarket();

  @Test
  @DisplayName("P1-P6, P11: what was won is there, once, whoever answered for it")
  void aNodeThatWakesAwardsNothingThatOthersAwardToo() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("frozen", STORES, SKUS, UNITS_EACH);
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, GENEROUS, SEED)) {
      for (int i : new int[] {1, 0}) {
        ManagedNode victim = market.cluster().nodes().get(i);
        trading.awaitWins(40, GENEROUS);
        victim.pause();
        long frozen = System.nanoTime();
        // More than can be decided by the time at which it is given up.
        trading.awaitWins(150, GENEROUS);
        MarketFixture.log("freeze of a node to 150 further wins", frozen);
        victim.resume();
        Eventually.holds(GENEROUS, () -> assertThat(victim.isAlive()).isFalse());
        MarketFixture.log("freeze of a node to its own end", frozen);
        victim.start();
        trading.awaitWins(20, GENEROUS);
      }
      evidence = trading.stop();
    }
    new Audit(market, chain, evidence).everyPromiseHolds();
  }
}
