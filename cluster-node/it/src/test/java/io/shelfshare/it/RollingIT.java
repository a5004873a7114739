package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(6)
@DisplayName("A node is stopped in order and started again under load")
class RollingIT {
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_123;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  @Test
  @DisplayName("P1-P6: it leaves by itself, and no call fails beyond the client's own retries")
  void noCallFailsWhileANodeLeavesAndReturns() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("roll", STORES, SKUS, UNITS_EACH);
    ManagedNode leaving = market.cluster().nodes().get(1);
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, Duration.ZERO, SEED)) {
      trading.awaitWins(40, GENEROUS);
      trading.slowest();
      long asked = System.nanoTime();
      assertThat(leaving.stop()).as("left without being killed").isTrue();
      MarketFixture.log("request to leave to the end of the process", asked);
      trading.awaitWins(40, GENEROUS);
      leaving.start();
      trading.awaitWins(40, GENEROUS);
      evidence = trading.stop();
      MarketFixture.log("slowest mutation", System.nanoTime() - trading.slowest().toNanos());
    }
    assertThat(leaving.exitCode()).isEmpty();
    new Audit(market, chain, evidence).everyPromiseHolds();
  }
}
