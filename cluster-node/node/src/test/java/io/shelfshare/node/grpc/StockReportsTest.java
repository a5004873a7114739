package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.market.v1.StockFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three stores have 10, 20, 30, 40 and 50 units of five sizes of a coat. */
class StockReportsTest {
  private static EdgeFixture edge;

  @BeforeAll
  static void start() throws Exception {
    edge = EdgeFixture.start();
  }

  @AfterAll
  static void stop() throws Exception {
    edge.close();
  }

  private static ReportServiceBlockingStub as(String token) {
    return edge.as(token, ReportServiceGrpc.newBlockingStub(edge.channel));
  }

  private static StockFilter.Builder filter() {
    return StockFilter.newBuilder();
  }

  private static AggregateStockRequest by(StockFilter.Builder filter, StockDimension... by) {
    return AggregateStockRequest.newBuilder().setFilter(filter).addAllGroupBy(List.of(by)).build();
  }

  private static StatusRuntimeException failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  @Test
  void pagesHoldEachLineOnceAndTheFirstHasTheSumOfAll() {
    QueryStockRequest query =
        QueryStockRequest.newBuilder().setFilter(filter().setStyle("coat")).setPageSize(4).build();
    List<String> lines = new ArrayList<>();
    QueryStockResponse page = as(edge.headquarters()).queryStock(query);
    assertThat(page.getTotal().getOnHand()).isEqualTo(3 * (10 + 20 + 30 + 40 + 50));
    assertThat(page.getTotal().getLineCount()).isEqualTo(15);
    while (true) {
      page.getLinesList().forEach(line -> lines.add(line.getSku() + " " + line.getStore()));
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      page =
          as(edge.headquarters())
              .queryStock(query.toBuilder().setPageToken(page.getNextPageToken()).build());
      assertThat(page.hasTotal()).isFalse();
    }
    assertThat(lines).hasSize(15).doesNotHaveDuplicates().isSorted();
    assertThat(lines).startsWith("skus/sku-1 stores/s1", "skus/sku-1 stores/s2");
  }

  @Test
  void aLineSaysWhatItsSkuAndItsStoreAre() {
    QueryStockResponse page =
        as(edge.headquarters())
            .queryStock(
                QueryStockRequest.newBuilder()
                    .setFilter(filter().setSku("skus/sku-2").setStore("stores/s3"))
                    .build());
    assertThat(page.getLinesList()).hasSize(1);
    QueryStockResponse.Line line = page.getLines(0);
    assertThat(List.of(line.getStyle(), line.getColour(), line.getSize(), line.getOwner()))
        .containsExactly("coat", "red", "2", "owners/dealer-1");
    assertThat(line.getRegion()).isEqualTo("CN/East/Zhejiang/Ningbo");
    assertThat(line.getConfidence()).isEqualTo(70);
  }

  @Test
  void sumsAreByRegionAndSize() {
    AggregateStockResponse sums =
        as(edge.headquarters())
            .aggregateStock(
                by(
                    filter().setRegion("CN/East"),
                    StockDimension.STOCK_DIMENSION_REGION,
                    StockDimension.STOCK_DIMENSION_SIZE));
    assertThat(sums.getGroupsList())
        .filteredOn(group -> group.getKey(1).equals("5"))
        .extracting(group -> group.getKey(0) + " " + group.getFigures().getOnHand())
        .containsExactly("CN/East/Shanghai 50", "CN/East/Zhejiang 100");
    assertThat(sums.getTotal().getOnHand()).isEqualTo(450);
  }

  @Test
  void aRegionIsAPathAndNotTheBeginningOfAText() {
    assertThat(
            as(edge.headquarters())
                .aggregateStock(by(filter().setRegion("CN/Ea")))
                .getTotal()
                .getLineCount())
        .isZero();
  }

  @Test
  void groupsComeInPages() {
    AggregateStockRequest query =
        by(filter(), StockDimension.STOCK_DIMENSION_STORE).toBuilder().setPageSize(2).build();
    AggregateStockResponse first = as(edge.headquarters()).aggregateStock(query);
    AggregateStockResponse second =
        as(edge.headquarters())
            .aggregateStock(query.toBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(first.getGroupsCount()).isEqualTo(2);
    assertThat(second.getGroupsList())
        .extracting(group -> group.getKey(0))
        .containsExactly("stores/s3");
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(second.getTotal()).isEqualTo(first.getTotal());
  }

  @Test
  @DisplayName("P7: stock is looked at with the eyes of the caller's owner")
  void theViewerIsTheCallersOwner() {
    as(edge.clerk("s1")).aggregateStock(by(filter()));
    assertThat(edge.market.reports.lastFilter.orElseThrow().viewer())
        .contains(new OwnerId("dealer-1"));
    as(edge.headquarters()).aggregateStock(by(filter()));
    assertThat(edge.market.reports.lastFilter.orElseThrow().viewer()).isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("P7: who keeps the system running has no business with stock")
  void anOperatorSeesNoStock() {
    String operator =
        EdgeFixture.TOKENS.chain("OPERATOR", edge.clock.instant().plus(Duration.ofHours(1)));
    assertThat(failure(() -> as(operator).aggregateStock(by(filter()))).getStatus().getCode())
        .isEqualTo(Status.Code.PERMISSION_DENIED);
    assertThat(
            failure(() -> as(operator).queryStock(QueryStockRequest.getDefaultInstance()))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("P12: what a filter names has to be there")
  void unknownNamesAreNotFound() {
    List<StockFilter.Builder> unknown =
        List.of(
            filter().setSku("skus/none"),
            filter().setStore("stores/none"),
            filter().setOwner("owners/none"));
    for (StockFilter.Builder filter : unknown) {
      StatusRuntimeException e = failure(() -> as(edge.headquarters()).aggregateStock(by(filter)));
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  @DisplayName("P12: a sum of too many groups is refused, and the field that asks for them named")
  void tooManyGroupsAreRefused() {
    edge.market.reports.tooManyGroups = true;
    StatusRuntimeException e =
        failure(
            () ->
                as(edge.headquarters())
                    .aggregateStock(
                        by(
                            filter(),
                            StockDimension.STOCK_DIMENSION_STORE,
                            StockDimension.STOCK_DIMENSION_SKU)));
    edge.market.reports.tooManyGroups = false;
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getField()).isEqualTo("group_by");
    assertThat(EdgeFixture.badRequest(e).getFieldViolations(0).getDescription()).contains("50000");
  }
}
