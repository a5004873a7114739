package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.market.v1.Figures;
import io.shelfshare.market.v1.QueryFiguresRequest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(5)
@DisplayName("What reports count of orders")
class FiguresIT {
  private static final int ORDERS = 8;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  private final MarketFixture market = SHARED.market();

  private Figures figures(Clerk asking) {
    var call =
        QueryFiguresRequest.newBuilder().setStore(ResourceNames.store(asking.store())).build();
    return market.client().call(() -> market.client().reports().queryFigures(call)).getTotal();
  }

  @Test
  @DisplayName("P5: every order that has ended counts once, also those of before a node died")
  void everyEndedOrderCountsOnceThoughANodeDies() {
    Chain chain = market.chain("figures", 2, 1, 4L * ORDERS);
    Clerk asking = chain.all().get(0);
    Clerk supplying = chain.all().get(1);
    String sku = chain.skus().get(0);
    play(asking, supplying, sku);
    ManagedNode victim = market.cluster().nodes().get(0);
    victim.kill9();
    play(asking, supplying, sku);
    victim.start();

    Eventually.holds(
        GENEROUS, () -> assertThat(figures(asking).getOrderCount()).isEqualTo(2L * ORDERS));
  }

  /** Orders that end as their supplier does not find the unit. */
  private void play(Clerk asking, Clerk supplying, String sku) {
    for (int i = 0; i < ORDERS; i++) {
      Instant expires = market.clock().instant().plus(GENEROUS);
      String request = asking.post(sku, 1, expires).sendUntilFinal(GENEROUS).getName();
      String order = supplying.grab(request, sku, 1).sendUntilFinal(GENEROUS).getTransferOrder();
      // An order that was won a moment ago is there only once its request has told it to start.
      var release = supplying.release(order);
      Eventually.holds(
          GENEROUS, () -> assertThat(release.sendUntilFinal(GENEROUS).getName()).isEqualTo(order));
    }
  }
}
