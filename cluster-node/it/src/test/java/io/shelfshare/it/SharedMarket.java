package io.shelfshare.it;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A cluster that several classes share, since starting one takes longer than most tests. Each class
 * brings its own chain, and finds everything running. Classes that share one follow each other: it
 * ends where another market starts.
 */
final class SharedMarket implements BeforeAllCallback {
  private final String name;
  private final int nodes;
  private final Map<String, String> variables;

  private MarketFixture market;

  private SharedMarket(String name, int nodes, Map<String, String> variables) {
    this.name = name;
    this.nodes = nodes;
    this.variables = variables;
  }

  /** For what takes more than one node. */
  static SharedMarket ofThreeNodes() {
    return new SharedMarket("three-nodes", 3, Map.of("SHELFSHARE_AWARD_WITHIN", "30s"));
  }

  /** For what one node shows; it sends messages, also to receivers on this machine. */
  static SharedMarket ofOneNode() {
    PushKeyPair keys = new PushKeyPair();
    return new SharedMarket(
        "one-node",
        1,
        Map.of(
            "SHELFSHARE_AWARD_WITHIN",
            "30s",
            "SHELFSHARE_ARRIVE_WITHIN",
            "1s",
            "SHELFSHARE_NOTIFY_ALLOW_PRIVATE",
            "on",
            "SHELFSHARE_PUSH_PUBLIC_KEY",
            keys.publicKey(),
            "SHELFSHARE_PUSH_PRIVATE_KEY",
            keys.privateKey(),
            "SHELFSHARE_PUSH_CONTACT",
            "mailto:operator@example.com"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    market =
        MarketFixture.running(name).orElseGet(() -> MarketFixture.start(name, nodes, variables));
    // Ends it after the last class, where no other market has.
    context.getRoot().getStore(Namespace.create(SharedMarket.class)).put(name, market);
    market.heal();
  }

  MarketFixture market() {
    return market;
  }
}
