package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shelfshare.local.network.Namespaces;
import io.shelfshare.local.node.ManagedNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Nodes on hosts of their own; the database and the clients reach a node that is cut off. */
@Order(7)
@DisplayName("The network among the nodes is cut in the middle of racing grabs")
class CutNetworkIT {
  private static final int NODES = 3;
  private static final int STORES = 24;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final int FLAPS = 6;
  private static final long SEED = 20_261_123;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  private static Namespaces network;
  private static MarketFixture market;

  @BeforeAll
  static void start() {
    Optional<String> hindrance = Namespaces.hindrance();
    if (System.getenv("CI") == null) {
      assumeTrue(hindrance.isEmpty(), () -> "SKIPPED: " + hindrance.orElseThrow());
    }
    network = Namespaces.create(NODES);
    market =
        MarketFixture.start(
            "cut-network", NODES, Map.of("SHELFSHARE_AWARD_WITHIN", "30s"), network);
  }

  @AfterAll
  static void stop() {
    if (market != null) {
      market.close();
    }
    if (network != null) {
      network.close();
    }
  }

  @Test
  @DisplayName("P1-P6, P11: what was won is there, once, on whichever side it was answered")
  void bothSidesOfACutAwardNothingTwice() throws Exception {
    Chain chain = market.chain("cut", STORES, SKUS, UNITS_EACH);
    List<ManagedNode> nodes = market.cluster().nodes();
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, GENEROUS, SEED)) {
      trading.awaitWins(30, GENEROUS);
      oneIsCutOff(trading, nodes.get(0), nodes.get(2));
      aWireFlaps(trading);
      awaitWhole(nodes);
      allAreCutOff(trading, nodes);
      evidence = trading.stop();
    }
    new Audit(market, chain, evidence).everyPromiseHolds();
  }

  /** The first node holds the shards' coordinator: its loss hurts the most. */
  private static void oneIsCutOff(Trading trading, ManagedNode victim, ManagedNode other) {
    network.cut(1);
    long cut = System.nanoTime();
    MarketFixture.awaitGone(other, victim, GENEROUS);
    MarketFixture.log("cut of a node until it is given up", cut);
    trading.awaitWins(10, GENEROUS);
    Eventually.holds(GENEROUS, () -> assertThat(victim.isAlive()).isFalse());
    MarketFixture.log("cut of a node to its own end", cut);
    network.mend(1);
    market.heal();
    trading.awaitWins(10, GENEROUS);
  }

  /** Cut and whole in turn, each for as long as a few wins take. */
  private static void aWireFlaps(Trading trading) {
    long began = System.nanoTime();
    for (int i = 0; i < FLAPS; i++) {
      network.cut(2);
      trading.awaitWins(1, GENEROUS);
      network.mend(2);
      trading.awaitWins(3, GENEROUS);
    }
    MarketFixture.log(FLAPS + " flaps of a wire", began);
  }

  /** What flapped may be given up only now, and ends itself then. */
  private static void awaitWhole(List<ManagedNode> nodes) {
    Eventually.holds(
        GENEROUS,
        () -> {
          nodes.forEach(ManagedNode::launch);
          assertThat(market.cluster().isWhole()).isTrue();
        });
  }

  /** Two cuts at once leave three single nodes, none of which is a majority. */
  private static void allAreCutOff(Trading trading, List<ManagedNode> nodes) {
    network.cut(2);
    network.cut(3);
    long cut = System.nanoTime();
    Eventually.holds(GENEROUS, () -> assertThat(nodes).noneMatch(ManagedNode::isAlive));
    MarketFixture.log("two cuts at once until every node ended itself", cut);
    network.mendAll();
    market.heal();
    trading.awaitWins(10, GENEROUS);
  }
}
