package io.shelfshare.node.grpc;

import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.ReportDimension;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.SellerKind;
import io.shelfshare.market.v1.StockDimension;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Bad input to reports. */
final class BadReportInput {
  private BadReportInput() {}

  static Stream<BadInputCases.Case> cases() {
    return Stream.of(
        query(
            "a SKU of a filter that is no name",
            "filter.sku",
            "expected a resource name like skus/",
            q -> q.getFilterBuilder().setSku("coat")),
        query(
            "a store of a filter that is no name",
            "filter.store",
            "expected a resource name like stores/",
            q -> q.getFilterBuilder().setStore("s1")),
        query(
            "an owner of a filter that is no name",
            "filter.owner",
            "expected a resource name like owners/",
            q -> q.getFilterBuilder().setOwner("dealer")),
        query(
            "a long style",
            "filter.style",
            "expected text of at most 60 characters",
            q -> q.getFilterBuilder().setStyle("s".repeat(61))),
        query(
            "a long region",
            "filter.region",
            "expected text of at most 120 characters",
            q -> q.getFilterBuilder().setRegion("r".repeat(121))),
        query(
            "a page of lines that is too long",
            "page_size",
            "expected a number from 0 to 1000",
            q -> q.setPageSize(1001)),
        query(
            "a made-up page of lines",
            "page_token",
            "expected the next_page_token",
            q -> q.setPageToken("x")),
        aggregate(
            "no dimension",
            "group_by[0]",
            "was \"0\"; expected one of STOCK_DIMENSION_REGION",
            a -> a.addGroupByValue(0)),
        aggregate(
            "an unknown dimension",
            "group_by[0]",
            "was \"99\"; expected one of STOCK_DIMENSION_REGION",
            a -> a.addGroupByValue(99)),
        aggregate(
            "a dimension twice",
            "group_by[1]",
            "expected each",
            a ->
                a.addGroupBy(StockDimension.STOCK_DIMENSION_SIZE)
                    .addGroupBy(StockDimension.STOCK_DIMENSION_SIZE)),
        aggregate(
            "four dimensions",
            "group_by",
            "expected at most 3 entries",
            a ->
                a.addGroupBy(StockDimension.STOCK_DIMENSION_SIZE)
                    .addGroupBy(StockDimension.STOCK_DIMENSION_COLOUR)
                    .addGroupBy(StockDimension.STOCK_DIMENSION_STYLE)
                    .addGroupBy(StockDimension.STOCK_DIMENSION_STORE)),
        aggregate(
            "regions that are too deep",
            "region_depth",
            "expected a number from 0 to 10",
            a -> a.setRegionDepth(11)),
        aggregate(
            "a page of groups that is too long",
            "page_size",
            "expected a number from 0 to 5000",
            a -> a.setPageSize(5001)),
        figures(
            "a day that is none",
            "first_day",
            "was \"2026-02-31\"; expected a day like",
            f -> f.setFirstDay("2026-02-31").setLastDay("2026-03-05")),
        figures(
            "a day in other words",
            "last_day",
            "was \"yesterday\"; expected text that matches",
            f -> f.setLastDay("yesterday")),
        figures(
            "a day to come",
            "last_day",
            "was \"2999-01-01\"; expected a day that is not after today",
            f -> f.setLastDay("2999-01-01")),
        figures(
            "days the wrong way round",
            "first_day",
            "expected a day not after the last one",
            f -> f.setFirstDay("2026-03-05").setLastDay("2026-03-04")),
        figures(
            "too many days",
            "first_day",
            "at most 31 days",
            f -> f.setFirstDay("2026-01-01").setLastDay("2026-02-01")),
        figures(
            "figures by SKU",
            "group_by[0]",
            "expected one of REPORT_DIMENSION_REGION",
            f -> f.addGroupBy(ReportDimension.REPORT_DIMENSION_SKU)),
        figures("an unknown side", "side", "expected one of ORDER_SIDE", f -> f.setSideValue(9)),
        unmet(
            "unmet demand by nothing",
            "group_by[0]",
            "was \"0\"; expected one of REPORT_DIMENSION_REGION",
            u -> u.addGroupByValue(0)),
        unmet(
            "an asked SKU that is no name",
            "sku",
            "expected a resource name like skus/",
            u -> u.setSku("coat")),
        sellers(
            "sellers of no store",
            "parent",
            "expected a resource name like stores/",
            s -> s.clearParent()),
        sellers(
            "sellers of no kind",
            "kind",
            "expected one of SELLER_KIND_BEST, SELLER_KIND_SLOW",
            s -> s.clearKind()),
        sellers(
            "a list that is too long",
            "limit",
            "expected a number from 0 to 100",
            s -> s.setLimit(101)),
        sellers(
            "a week in other words",
            "week",
            "was \"last\"; expected text that matches",
            s -> s.setWeek("last")),
        sellers(
            "a week that its year does not have",
            "week",
            "was \"2025-W53\"; expected a week from",
            s -> s.setWeek("2025-W53")),
        sellers(
            "a week to come",
            "week",
            "was \"2999-W01\"; expected a week from",
            s -> s.setWeek("2999-W01")),
        sellers(
            "a week that is forgotten",
            "week",
            "was \"2001-W01\"; expected a week from",
            s -> s.setWeek("2001-W01")),
        export("no report", "report", "expected exactly one of stock, figures", e -> e),
        export(
            "a file of no kind",
            "format",
            "expected one of FORMAT_CSV, FORMAT_XLSX",
            e -> e.setStock(AggregateStockRequest.getDefaultInstance()).clearFormat()),
        export(
            "a file by an unknown dimension",
            "stock.group_by[0]",
            "expected one of STOCK_DIMENSION_REGION",
            e -> e.setStock(AggregateStockRequest.newBuilder().addGroupByValue(77))),
        export(
            "a file of too many days",
            "unmet_demand.first_day",
            "at most 31 days",
            e ->
                e.setUnmetDemand(
                    QueryUnmetDemandRequest.newBuilder()
                        .setFirstDay("2026-01-01")
                        .setLastDay("2026-02-01"))));
  }

  private static BadInputCases.Case figures(
      String name, String field, String expected, Consumer<QueryFiguresRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on -> {
          QueryFiguresRequest.Builder query = QueryFiguresRequest.newBuilder();
          change.accept(query);
          reports(on).queryFigures(query.build());
        });
  }

  private static BadInputCases.Case unmet(
      String name,
      String field,
      String expected,
      Consumer<QueryUnmetDemandRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on -> {
          QueryUnmetDemandRequest.Builder query = QueryUnmetDemandRequest.newBuilder();
          change.accept(query);
          reports(on).queryUnmetDemand(query.build());
        });
  }

  private static BadInputCases.Case sellers(
      String name, String field, String expected, Consumer<ListSellersRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on -> {
          ListSellersRequest.Builder query =
              ListSellersRequest.newBuilder()
                  .setParent("stores/s1")
                  .setKind(SellerKind.SELLER_KIND_BEST);
          change.accept(query);
          reports(on).listSellers(query.build());
        });
  }

  private static BadInputCases.Case export(
      String name,
      String field,
      String expected,
      UnaryOperator<ExportReportRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on ->
            reports(on)
                .exportReport(
                    change
                        .apply(
                            ExportReportRequest.newBuilder()
                                .setFormat(ExportReportRequest.Format.FORMAT_CSV))
                        .build())
                .forEachRemaining(part -> {}));
  }

  private static ReportServiceGrpc.ReportServiceBlockingStub reports(EdgeFixture on) {
    return on.as(on.headquarters(), ReportServiceGrpc.newBlockingStub(on.channel));
  }

  private static BadInputCases.Case query(
      String name, String field, String expected, Consumer<QueryStockRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on -> {
          QueryStockRequest.Builder query = QueryStockRequest.newBuilder();
          change.accept(query);
          reports(on).queryStock(query.build());
        });
  }

  private static BadInputCases.Case aggregate(
      String name, String field, String expected, Consumer<AggregateStockRequest.Builder> change) {
    return new BadInputCases.Case(
        name,
        field,
        expected,
        on -> {
          AggregateStockRequest.Builder query = AggregateStockRequest.newBuilder();
          change.accept(query);
          reports(on).aggregateStock(query.build());
        });
  }
}
