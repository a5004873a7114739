package io.shelfshare.node.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.OrderOutcome;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StoreDay;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import io.shelfshare.node.grpc.gateway.UnmetDemand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/reports.md}. */
class WorkedReportsTest {
  private static final LocalDate SECOND = LocalDate.parse("2026-03-02");
  private static final LocalDate THIRD = LocalDate.parse("2026-03-03");
  private static final Map<StoreId, Store> STORES =
      Map.of(
          new StoreId("a"), store("a", "north", "CN/North/Beijing"),
          new StoreId("b"), store("b", "south", "CN/South/Guangzhou"),
          new StoreId("c"), store("c", "south", "CN/South/Shenzhen"));
  private static final List<OrderOutcome> ORDERS =
      List.of(
          order("b", "a", "02T09:00", "02T09:01", "03T09:01", 3, 3, false),
          order("b", "a", "02T10:00", "02T10:03", "04T10:03", 2, 1, false),
          order("a", "b", "03T12:00", "03T12:02", "04T12:02", 3, 3, false),
          order("a", "b", "03T15:00", "03T15:00", "04T15:00", 1, 1, true),
          order("b", "a", "", "03T16:00", "04T16:00", 2, 2, false));
  private static final List<StoreDay> DAYS =
      List.of(
          day("a", SECOND, 4, 20, 16),
          day("a", THIRD, 2, 16, 13),
          day("b", SECOND, 0, 30, 26),
          day("b", THIRD, 5, 26, 19));

  private static Store store(String id, String owner, String region) {
    return new Store(new StoreId(id), id, new OwnerId(owner), new Place(0, 0, region));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-" + time + ":00Z");
  }

  private static OrderOutcome order(
      String supplier,
      String requester,
      String requested,
      String awarded,
      String received,
      long promised,
      long accepted,
      boolean toCustomer) {
    return new OrderOutcome(
        new StoreId(supplier),
        new StoreId(requester),
        requested.isEmpty() ? Optional.empty() : Optional.of(at(requested)),
        at(awarded),
        Optional.of(at(received)),
        promised,
        accepted,
        0,
        toCustomer);
  }

  private static StoreDay day(String store, LocalDate day, long sold, long before, long after) {
    return new StoreDay(new StoreId(store), new DayTally(day, sold, before, after), 1);
  }

  private static ReportQuery query(Grouping.By... by) {
    return new ReportQuery(
        SECOND,
        THIRD,
        new StoreFilter(Optional.empty(), "", Optional.empty()),
        ReportQuery.Side.REQUESTER,
        new Grouping(List.of(by), 2));
  }

  private static Map<List<String>, Figures> figures(ReportQuery query) {
    GroupSums<Figures> sums = new GroupSums<>(Figures::plus);
    OrderFigures orders = new OrderFigures(query, id -> Optional.ofNullable(STORES.get(id)), sums);
    ORDERS.forEach(orders::count);
    StockFigures stock = new StockFigures(query, id -> Optional.ofNullable(STORES.get(id)));
    DAYS.forEach(stock::take);
    // A row that comes twice is the same row.
    DAYS.forEach(stock::take);
    for (Store store : STORES.values()) {
      stock.add(store, store.id().value().equals("c") ? 10 : 999, sums);
    }
    return sums.result().orElseThrow();
  }

  private static Figures of(Map<List<String>, Figures> all, String... key) {
    return all.getOrDefault(List.of(key), Figures.NONE);
  }

  @Test
  void speedAndAccuracyAreAsWorkedOutByHand() {
    Map<List<String>, Figures> byStore = figures(query(Grouping.By.STORE));
    Figures a = of(byStore, "a");
    assertThat(a.requestToAwardMillis()).isEqualTo(Duration.ofMinutes(2).toMillis());
    assertThat(a.awardToReceiptMillis()).isEqualTo(Duration.ofHours(32).toMillis());
    assertThat(a.accuracyBasisPoints()).isEqualTo(8_571);
    assertThat(List.of(a.kept(), a.promisedOrders())).containsExactly(2L, 3L);
    Figures b = of(byStore, "b");
    assertThat(b.requestToAwardMillis()).isEqualTo(Duration.ofMinutes(1).toMillis());
    assertThat(b.awardToReceiptMillis()).isEqualTo(Duration.ofHours(24).toMillis());
    assertThat(b.accuracyBasisPoints()).isEqualTo(10_000);
    Figures all = of(figures(query()));
    assertThat(all.requestToAwardMillis()).isEqualTo(90_000);
    assertThat(all.awardToReceiptMillis()).isEqualTo(Duration.ofMinutes(28 * 60 + 48).toMillis());
    assertThat(all.accuracyBasisPoints()).isEqualTo(9_090);
    assertThat(List.of(all.orders(), all.kept())).containsExactly(5L, 4L);
  }

  @Test
  void sellThroughAndTurnoverAreAsWorkedOutByHand() {
    Map<List<String>, Figures> byStore = figures(query(Grouping.By.STORE));
    assertThat(of(byStore, "a").sellThroughBasisPoints()).isEqualTo(3_157);
    assertThat(of(byStore, "a").turnsPerYearHundredths()).isEqualTo(7_551);
    assertThat(of(byStore, "b").sellThroughBasisPoints()).isEqualTo(2_400);
    assertThat(of(byStore, "b").turnsPerYearHundredths()).isEqualTo(4_866);
    assertThat(of(byStore, "c").onHandUnitDays()).isEqualTo(20);
    Figures all = of(figures(query()));
    assertThat(List.of(all.sold(), all.delivered(), all.onHand())).containsExactly(11L, 1L, 42L);
    assertThat(all.sellThroughBasisPoints()).isEqualTo(2_222);
    assertThat(all.turnsPerYearHundredths()).isEqualTo(4_659);
  }

  @Test
  void figuresOfRegionsAndOwnersAddUpToThoseOfStores() {
    Figures south = of(figures(query(Grouping.By.REGION)), "CN/South");
    assertThat(south).isEqualTo(of(figures(query(Grouping.By.OWNER)), "south"));
    assertThat(List.of(south.sold(), south.onHand(), south.orders())).containsExactly(5L, 29L, 2L);
  }

  @Test
  void eachDayHasItsOwnEnd() {
    Map<List<String>, Figures> byDay = figures(query(Grouping.By.DAY));
    assertThat(of(byDay, "2026-03-02").onHand()).isEqualTo(16 + 26 + 10);
    assertThat(of(byDay, "2026-03-03").onHand()).isEqualTo(13 + 19 + 10);
    assertThat(of(byDay, "2026-03-02").orders()).isEqualTo(2);
  }

  @Test
  void ofTheSupplyingSideTheSameOrdersCountForOthers() {
    ReportQuery asked = query(Grouping.By.STORE);
    ReportQuery supplied =
        new ReportQuery(SECOND, THIRD, asked.stores(), ReportQuery.Side.SUPPLIER, asked.grouping());
    Figures b = of(figures(supplied), "b");
    assertThat(List.of(b.orders(), b.promised(), b.accepted())).containsExactly(3L, 7L, 6L);
    assertThat(b.delivered()).as("the asking store sold it").isEqualTo(1);
  }

  private static RequestView request(
      String store, String sku, long wanted, long covered, String time, RequestView.State state) {
    RequestSpec spec =
        new RequestSpec(
            new StoreId(store),
            List.of(new Units(new SkuId(sku), wanted)),
            RequestSpec.Mode.FIRST_COME,
            Optional.empty(),
            at(time),
            Optional.empty(),
            false,
            0,
            "",
            "CN");
    return new RequestView(
        new RequestId(new UUID(1, wanted)),
        spec,
        state,
        List.of(new RequestView.Line(new SkuId(sku), wanted, covered, 0, covered)),
        List.of(),
        at("01T09:00"),
        at(time),
        3);
  }

  private static Map<List<String>, UnmetDemand> demand(Grouping.By... by) {
    GroupSums<UnmetDemand> sums = new GroupSums<>(UnmetDemand::plus);
    DemandCount count =
        new DemandCount(
            query(by), Optional.empty(), id -> Optional.ofNullable(STORES.get(id)), sums);
    count.count(request("a", "coat-m", 5, 3, "02T18:00", RequestView.State.EXPIRED));
    count.count(request("b", "coat-l", 4, 2, "03T18:00", RequestView.State.CANCELLED));
    count.count(request("b", "coat-m", 2, 2, "03T20:00", RequestView.State.FULFILLED));
    // The row under its first time, which was put off, and the one under its last.
    count.count(request("a", "coat-l", 3, 0, "02T18:00", RequestView.State.OPEN));
    count.count(request("a", "coat-l", 3, 0, "05T18:00", RequestView.State.EXPIRED));
    return sums.result().orElseThrow();
  }

  @Test
  void unmetDemandIsAsWorkedOutByHand() {
    assertThat(demand()).containsEntry(List.of(), new UnmetDemand(3, 11, 2, 2));
    assertThat(demand().getOrDefault(List.of(), UnmetDemand.NONE).unmetBasisPoints())
        .isEqualTo(1_818);
    assertThat(demand(Grouping.By.SKU, Grouping.By.REGION, Grouping.By.DAY))
        .containsEntry(List.of("coat-m", "CN/North", "2026-03-02"), new UnmetDemand(1, 5, 2, 0));
  }
}
