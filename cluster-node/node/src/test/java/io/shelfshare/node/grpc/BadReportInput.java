package io.shelfshare.node.grpc;

import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.StockDimension;
import java.util.function.Consumer;
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
            a -> a.setPageSize(5001)));
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
