package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.ListSellersResponse;
import io.shelfshare.market.v1.SellerKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(5)
@DisplayName("What the tills sell is counted by week")
class SellersIT {
  private static final int STORES = 3;
  private static final int UNITS_EACH = 100;
  private static final int SALES = 20;
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  private final MarketFixture market = SHARED.market();
  private final TreeSet<String> weeks = new TreeSet<>();

  /** The test may run over the end of a week. */
  private void noteWeek() {
    LocalDate today = LocalDate.ofInstant(market.clock().instant(), ZoneOffset.UTC);
    weeks.add(DateTimeFormatter.ISO_WEEK_DATE.format(today).substring(0, "2026-W47".length()));
  }

  private ListSellersResponse list(String store, String week, SellerKind kind) {
    var call =
        ListSellersRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setWeek(week)
            .setKind(kind)
            .build();
    return market.client().call(() -> market.client().reports().listSellers(call));
  }

  private Map<String, Long> sold(String store) {
    Map<String, Long> sold = new HashMap<>();
    for (String week : weeks) {
      list(store, week, SellerKind.SELLER_KIND_BEST)
          .getLinesList()
          .forEach(
              line -> sold.merge(ResourceNames.id(line.getSku()), line.getSoldUnits(), Long::sum));
    }
    return sold;
  }

  @Test
  @DisplayName("P5, P6: every sale once, also those that were told again, or before a node died")
  void everySaleIsCountedOnceThoughANodeDies() {
    Chain chain = market.chain("sellers", STORES, 2, UNITS_EACH);
    noteWeek();
    String quick = chain.skus().get(0);
    String slow = chain.skus().get(1);
    sell(chain, quick);
    ManagedNode victim = market.cluster().nodes().get(0);
    victim.kill9();
    sell(chain, quick);
    victim.start();
    chain.all().forEach(clerk -> clerk.sale(slow, 2).sendUntilFinal(GENEROUS));
    noteWeek();
    for (Clerk clerk : chain.all()) {
      Eventually.holds(
          GENEROUS,
          () -> assertThat(sold(clerk.store())).isEqualTo(Map.of(quick, 2L * SALES, slow, 2L)));
      ListSellersResponse slowest = list(clerk.store(), weeks.last(), SellerKind.SELLER_KIND_SLOW);
      assertThat(slowest.getLinesList())
          .extracting(line -> ResourceNames.id(line.getSku()))
          .containsExactly(slow, quick);
      assertThat(slowest.getLines(0).getOnHandUnits()).isEqualTo(UNITS_EACH - 2);
      assertThat(slowest.getLines(0).getSpareUnits()).isEqualTo(UNITS_EACH - 2 - 2);
    }
  }

  /** One unit a sale, every second of which is told twice. */
  private static void sell(Chain chain, String sku) {
    List<Callable<Object>> tills = new ArrayList<>();
    for (Clerk clerk : chain.all()) {
      tills.add(
          () -> {
            for (int i = 0; i < SALES; i++) {
              var sale = clerk.sale(sku, 1);
              sale.sendUntilFinal(GENEROUS);
              if (i % 2 == 0) {
                sale.sendUntilFinal(GENEROUS);
              }
            }
            return "sold";
          });
    }
    AtOnce.run(tills);
  }
}
