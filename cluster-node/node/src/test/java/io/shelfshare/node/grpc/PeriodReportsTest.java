package io.shelfshare.node.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ExportReportResponse;
import io.shelfshare.market.v1.Figures;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryFiguresResponse;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.QueryUnmetDemandResponse;
import io.shelfshare.market.v1.ReportDimension;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.ReportServiceGrpc.ReportServiceBlockingStub;
import io.shelfshare.market.v1.StockDimension;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeriodReportsTest {
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

  private static QueryFiguresRequest figuresBy(ReportDimension... by) {
    return QueryFiguresRequest.newBuilder().addAllGroupBy(List.of(by)).build();
  }

  private static StatusRuntimeException failure(Runnable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call::run);
  }

  private static LocalDate today() {
    return edge.now().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static StoreFilter asked() {
    return edge.market.reports.lastQuery.orElseThrow().stores();
  }

  @Test
  void figuresAreWorkedOutOfTheSumsOfTheirGroup() {
    QueryFiguresResponse answer =
        as(edge.headquarters()).queryFigures(figuresBy(ReportDimension.REPORT_DIMENSION_OWNER));
    assertThat(answer.getGroupsList())
        .extracting(group -> group.getKey(0))
        .containsExactly("owners/dealer-1", "owners/dealer-2");
    Figures two = answer.getGroups(0).getFigures();
    assertThat(two.getOrderCount()).isEqualTo(4);
    assertThat(two.getRequestToAwardMillis()).isEqualTo(30_000);
    assertThat(two.getAwardToReceiptMillis()).isEqualTo(7_200_000);
    assertThat(two.getAccuracyBasisPoints()).isEqualTo(7_500);
    assertThat(two.getSellThroughBasisPoints()).isEqualTo(12 * 10_000 / 32);
    assertThat(two.getTurnsPerYearHundredths()).isEqualTo(12 * 36_500 / 140);
    assertThat(answer.getTotal().getOrderCount()).isEqualTo(6);
  }

  @Test
  void withoutDaysTheLastSevenAreMeant() {
    QueryFiguresResponse answer = as(edge.headquarters()).queryFigures(figuresBy());
    assertThat(answer.getLastDay()).isEqualTo(today().toString());
    assertThat(answer.getFirstDay()).isEqualTo(today().minusDays(6).toString());
  }

  @Test
  void unmetDemandIsBySkuAndStyle() {
    QueryUnmetDemandResponse answer =
        as(edge.headquarters())
            .queryUnmetDemand(
                QueryUnmetDemandRequest.newBuilder()
                    .setStyle("coat")
                    .addGroupBy(ReportDimension.REPORT_DIMENSION_STYLE)
                    .addGroupBy(ReportDimension.REPORT_DIMENSION_SKU)
                    .setPageSize(2)
                    .build());
    assertThat(answer.getGroups(0).getKeyList()).containsExactly("coat", "skus/sku-1");
    assertThat(answer.getGroups(0).getDemand().getUnmetUnits()).isEqualTo(3);
    assertThat(answer.getNextPageToken()).isNotEmpty();
    assertThat(answer.getTotal().getWantedUnits()).isEqualTo(5 * 3 * 4);
    assertThat(answer.getTotal().getUnmetBasisPoints()).isEqualTo(2_500);
  }

  @Test
  @DisplayName("P7: a store sees its own figures, an owner those of its stores")
  void nobodySeesFiguresOfOthers() {
    as(edge.clerk("s1")).queryFigures(figuresBy());
    assertThat(asked().store()).contains(new StoreId("s1"));
    String owner =
        EdgeFixture.TOKENS.owner("dealer-1", edge.clock.instant().plus(Duration.ofHours(1)));
    as(owner).queryUnmetDemand(QueryUnmetDemandRequest.getDefaultInstance());
    assertThat(asked().owner()).contains(new OwnerId("dealer-1"));
    List<Runnable> forbidden =
        List.of(
            () ->
                as(edge.clerk("s1"))
                    .queryFigures(QueryFiguresRequest.newBuilder().setStore("stores/s2").build()),
            () ->
                as(owner)
                    .queryFigures(
                        QueryFiguresRequest.newBuilder().setOwner("owners/dealer-2").build()),
            () ->
                as(owner)
                    .queryUnmetDemand(
                        QueryUnmetDemandRequest.newBuilder().setStore("stores/s2").build()),
            () ->
                as(EdgeFixture.TOKENS.chain(
                        "OPERATOR", edge.clock.instant().plus(Duration.ofHours(1))))
                    .queryFigures(figuresBy()));
    for (Runnable call : forbidden) {
      assertThat(failure(call).getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  @DisplayName("P12: what a report names has to be there")
  void unknownNamesAreNotFound() {
    List<Runnable> unknown =
        List.of(
            () ->
                as(edge.headquarters())
                    .queryFigures(QueryFiguresRequest.newBuilder().setStore("stores/none").build()),
            () ->
                as(edge.headquarters())
                    .queryFigures(QueryFiguresRequest.newBuilder().setOwner("owners/none").build()),
            () ->
                as(edge.headquarters())
                    .queryUnmetDemand(
                        QueryUnmetDemandRequest.newBuilder().setSku("skus/none").build()));
    for (Runnable call : unknown) {
      assertThat(failure(call).getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  @DisplayName("P12: a report of too many groups is refused, also as a file")
  void tooManyGroupsAreRefused() {
    edge.market.reports.tooManyGroups = true;
    try {
      StatusRuntimeException page =
          failure(
              () ->
                  as(edge.headquarters())
                      .queryFigures(figuresBy(ReportDimension.REPORT_DIMENSION_STORE)));
      StatusRuntimeException file =
          failure(
              () ->
                  export(
                      ExportReportRequest.newBuilder()
                          .setFigures(figuresBy(ReportDimension.REPORT_DIMENSION_STORE))
                          .setFormat(ExportReportRequest.Format.FORMAT_CSV)
                          .build()));
      assertThat(EdgeFixture.badRequest(page).getFieldViolations(0).getField())
          .isEqualTo("group_by");
      assertThat(EdgeFixture.badRequest(file).getFieldViolations(0).getField())
          .isEqualTo("figures.group_by");
    } finally {
      edge.market.reports.tooManyGroups = false;
    }
  }

  private static byte[] export(ExportReportRequest request) {
    List<ByteString> parts = new ArrayList<>();
    as(edge.headquarters())
        .exportReport(request)
        .forEachRemaining((ExportReportResponse part) -> parts.add(part.getContent()));
    return ByteString.copyFrom(parts).toByteArray();
  }

  @Test
  void aFileHasALineForEachGroupAndOneForTheTotal() {
    String csv =
        new String(
            export(
                ExportReportRequest.newBuilder()
                    .setFigures(figuresBy(ReportDimension.REPORT_DIMENSION_STORE))
                    .setFormat(ExportReportRequest.Format.FORMAT_CSV)
                    .build()),
            StandardCharsets.UTF_8);
    List<String> lines = csv.lines().toList();
    assertThat(lines.get(0)).startsWith("store,order_count,request_to_award_millis,");
    assertThat(lines.get(1)).startsWith("s1,2,30000,2,7200000,1,4,3,7500,");
    assertThat(lines.get(4)).startsWith("total,6,30000,6,");
    assertThat(lines).hasSize(5);
  }

  @Test
  void stockAndUnmetDemandAreFilesToo() {
    byte[] sheet =
        export(
            ExportReportRequest.newBuilder()
                .setStock(
                    AggregateStockRequest.newBuilder()
                        .addGroupBy(StockDimension.STOCK_DIMENSION_SIZE))
                .setFormat(ExportReportRequest.Format.FORMAT_XLSX)
                .build());
    assertThat(new String(sheet, 0, 2, StandardCharsets.US_ASCII)).as("a zip").isEqualTo("PK");
    byte[] unmet =
        export(
            ExportReportRequest.newBuilder()
                .setUnmetDemand(QueryUnmetDemandRequest.getDefaultInstance())
                .setFormat(ExportReportRequest.Format.FORMAT_CSV)
                .build());
    assertThat(new String(unmet, StandardCharsets.UTF_8).lines())
        .containsExactly(
            "total,line_count,wanted_units,unmet_units,withdrawn_units,unmet_basis_points",
            "total,15,60,15,0,2500");
  }
}
