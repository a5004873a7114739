package io.shelfshare.it;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Three nodes that several classes share, since starting them takes longer than most tests. Each
 * class brings its own chain, and finds everything running.
 */
final class SharedMarket implements BeforeAllCallback {
  private static final int NODES = 3;

  private MarketFixture market;

  @Override
  public void beforeAll(ExtensionContext context) {
    market =
        context
            .getRoot()
            .getStore(Namespace.create(SharedMarket.class))
            .getOrComputeIfAbsent(
                "market",
                key ->
                    MarketFixture.start(
                        "three-nodes", NODES, Map.of("SHELFSHARE_AWARD_WITHIN", "30s")),
                MarketFixture.class);
    market.heal();
  }

  MarketFixture market() {
    return market;
  }
}
