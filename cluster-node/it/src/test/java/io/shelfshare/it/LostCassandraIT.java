package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.local.cassandra.ManagedCassandra;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(9)
@DisplayName("One of three Cassandra servers is killed in the middle of racing grabs")
class LostCassandraIT {
  private static final int NODES = 1;
  private static final int STORES = 12;
  private static final int SKUS = 4;
  private static final int UNITS_EACH = 200;
  private static final long SEED = 20_261_124;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  /** Below the deadline of a call, and what three servers that start leave of two processors. */
  private static final Duration SLOWEST_MAX = Duration.ofSeconds(10);

  private static MarketFixture market;

  @BeforeAll
  static void start() {
    market = MarketFixture.startOnThreeDatabases("lost-cassandra", NODES);
  }

  @AfterAll
  static void stop() {
    if (market != null) {
      market.close();
    }
  }

  @Test
  @DisplayName("P1-P6: no call fails beyond the client's own retries, while it is gone and after")
  void theLossOfOneCopyChangesNothingButLatency() throws Exception {
    Chain chain = market.chain("lost", STORES, SKUS, UNITS_EACH);
    Evidence evidence;
    try (Trading trading = new Trading(market, chain, Duration.ZERO, SEED)) {
      trading.awaitWins(40, GENEROUS);
      Duration before = trading.slowest();
      // The first is what nodes ask first, and what their control connection is likely to be with.
      ManagedCassandra victim = market.cluster().cassandra();
      victim.kill9();
      long killed = System.nanoTime();
      trading.awaitWins(60, GENEROUS);
      MarketFixture.log("kill of one of three databases to 60 further wins", killed);
      Duration without = trading.slowest();
      assertThat(victim.isAlive()).isFalse();
      victim.restart();
      MarketFixture.log("kill of one of three databases to its return", killed);
      trading.awaitWins(40, GENEROUS);
      evidence = trading.stop();
      Duration back = trading.slowest();
      MarketFixture.log("slowest mutation before", System.nanoTime() - before.toNanos());
      MarketFixture.log("slowest mutation without it", System.nanoTime() - without.toNanos());
      MarketFixture.log("slowest mutation as it came back", System.nanoTime() - back.toNanos());
      assertThat(without).isLessThan(SLOWEST_MAX);
      assertThat(back).isLessThan(SLOWEST_MAX);
    }
    new Audit(market, chain, evidence).everyPromiseHolds();
  }
}
