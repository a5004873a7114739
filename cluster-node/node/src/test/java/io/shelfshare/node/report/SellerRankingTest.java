package io.shelfshare.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.WeekTally;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.grpc.gateway.SkuWeek;
import io.shelfshare.node.grpc.gateway.StockSums;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/reports.md}. */
class SellerRankingTest {
  private static final IsoWeek WEEK = IsoWeek.of(LocalDate.parse("2026-11-16"));
  private final SellerRanking ranking = new SellerRanking(WEEK);
  private final Map<SkuId, StockSums> stock = new HashMap<>();

  private void sold(String sku, int weeksBefore, long units) {
    IsoWeek week = WEEK.plusWeeks(-weeksBefore);
    ranking.take(
        new SkuWeek(
            new StoreId("s1"), new WeekTally(new SkuId(sku), week, units, week.sunday(), 1)));
  }

  private void has(String sku, long onHand, long available) {
    stock.put(new SkuId(sku), new StockSums(onHand, 0, 0, available, 0, 0, 1, 0, 0));
  }

  @Test
  void theWorkedExampleComesOut() {
    sold("coat-m", 0, 6);
    sold("coat-m", 1, 5);
    sold("coat-m", 2, 5);
    has("coat-m", 4, 4);
    sold("coat-l", 0, 6);
    has("coat-l", 0, 0);
    sold("hat", 0, 1);
    sold("hat", 3, 1);
    has("hat", 19, 12);
    sold("scarf", 5, 2);
    has("scarf", 8, 8);
    has("glove", 1, 1);
    Sellers found = ranking.of(stock, 10);
    assertThat(found.sold()).isEqualTo(13);
    assertThat(found.best())
        .extracting(line -> line.sku().value())
        .containsExactly("coat-l", "coat-m", "hat");
    assertThat(found.slow()).extracting(line -> line.sku().value()).containsExactly("scarf", "hat");
    SellerLine scarf = found.slow().get(0);
    assertThat(scarf.lastSold()).contains(WEEK.plusWeeks(-5).sunday());
    assertThat(scarf.coverTenths()).as("it does not sell lately").isEmpty();
    assertThat(scarf.spare()).isEqualTo(8);
    SellerLine hat = found.slow().get(1);
    assertThat(hat.soldLately()).isEqualTo(2);
    assertThat(hat.spare()).as("what others can grab, at most").isEqualTo(12);
    assertThat(hat.sellThroughBasisPoints()).isEqualTo(500);
    assertThat(hat.coverTenths()).contains(380L);
    assertThat(found.best().get(1).sellThroughBasisPoints()).isEqualTo(6_000);
    assertThat(found.best().get(1).coverTenths()).contains(10L);
  }

  @Test
  void weeksThatAreToldInAnyOrderAddUpTheSame() {
    sold("coat", 7, 1);
    sold("coat", 0, 2);
    sold("coat", 3, 4);
    sold("coat", 4, 8);
    SellerLine coat = ranking.of(stock, 1).best().get(0);
    assertThat(coat.sold()).isEqualTo(2);
    assertThat(coat.soldLately()).isEqualTo(6);
    assertThat(coat.lastSold()).contains(WEEK.sunday());
    assertThat(ranking.first()).isEqualTo(WEEK.plusWeeks(-7));
  }

  @Test
  void listsEndAtTheirLimitAndTheSlowerOfTwoComesFirst() {
    for (int i = 1; i <= 5; i++) {
      has("k" + i, 10L * i, 10L * i);
      sold("k" + i, 0, 1);
    }
    Sellers found = ranking.of(stock, 2);
    assertThat(found.slow()).extracting(line -> line.sku().value()).containsExactly("k5", "k4");
    assertThat(found.best()).extracting(line -> line.sku().value()).containsExactly("k1", "k2");
  }

  @Test
  void aStoreWithoutAnythingHasEmptyLists() {
    Sellers found = ranking.of(stock, 10);
    assertThat(found.best()).isEmpty();
    assertThat(found.slow()).isEmpty();
    assertThat(new SellerLine(new SkuId("x"), 0, 0, 0, 0, Optional.empty()).spare()).isZero();
  }
}
