package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(6)
@DisplayName("Cassandra is killed in the middle of racing grabs")
class KilledCassandraIT {
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_122;
  private static final int UNAVAILABLE = 503;
  private static final int OK = 200;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  @Test
  @DisplayName("P1-P6: nodes say that they cannot serve, come back, and nothing is missing")
  void whatWasAcknowledgedSurvivesTheKillOfCassandra() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("db", STORES, SKUS, UNITS_EACH);
    List<ManagedNode> nodes = market.cluster().nodes();
    List<Long> processes = nodes.stream().map(ManagedNode::pid).toList();
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, GENEROUS, SEED)) {
      trading.awaitWins(60, GENEROUS);
      trading.slowest();
      market.cluster().cassandra().kill9();
      long killed = System.nanoTime();
      everyNodeAnswers(nodes, UNAVAILABLE);
      MarketFixture.log("kill of cassandra to three nodes that say so", killed);
      market.cluster().startCassandra();
      long back = System.nanoTime();
      MarketFixture.log("kill of cassandra to its return", killed);
      everyNodeAnswers(nodes, OK);
      MarketFixture.log("return of cassandra to three nodes that are ready", back);
      trading.awaitWins(60, GENEROUS);
      MarketFixture.log("return of cassandra to 60 further wins", back);
      evidence = trading.stop();
      MarketFixture.log("slowest mutation", System.nanoTime() - trading.slowest().toNanos());
    }
    assertThat(nodes.stream().map(ManagedNode::pid).toList()).isEqualTo(processes);
    assertThat(nodes).allMatch(ManagedNode::isAlive);
    Eventually.holds(GENEROUS, () -> assertThat(market.journal().isThere()).isTrue());
    new Audit(market, chain, evidence).everyPromiseHolds();
  }

  private static void everyNodeAnswers(List<ManagedNode> nodes, int status) {
    Eventually.holds(
        GENEROUS, () -> assertThat(nodes).allMatch(n -> MarketFixture.readiness(n) == status));
  }
}
