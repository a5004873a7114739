package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.ExportReportRequest;
import io.shelfshare.market.v1.ExportReportResponse;
import io.shelfshare.market.v1.ListSellersRequest;
import io.shelfshare.market.v1.ListSellersResponse;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryFiguresResponse;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.QueryUnmetDemandResponse;
import io.shelfshare.market.v1.ReportServiceGrpc;
import java.util.List;

/** What is asked of the chain as a whole. Asynchronous: nothing here blocks. */
final class ReportGrpcService extends ReportServiceGrpc.ReportServiceImplBase {
  private final Replies replies;
  private final StockReports stock;
  private final PeriodReports periods;
  private final SellerReports sellers;
  private final ReportExport export;

  ReportGrpcService(Gateways gateways, Shared shared) {
    this.replies = shared.replies();
    this.stock = new StockReports(gateways, shared);
    this.periods = new PeriodReports(gateways, shared);
    this.sellers = new SellerReports(gateways, shared);
    this.export = new ReportExport(stock, periods);
  }

  @Override
  public void queryStock(QueryStockRequest request, StreamObserver<QueryStockResponse> out) {
    replies.unary(out, call -> stock.query(request, call));
  }

  @Override
  public void aggregateStock(
      AggregateStockRequest request, StreamObserver<AggregateStockResponse> out) {
    replies.unary(out, call -> stock.aggregate(request, call));
  }

  @Override
  public void queryFigures(QueryFiguresRequest request, StreamObserver<QueryFiguresResponse> out) {
    replies.unary(out, call -> periods.figures(request, call));
  }

  @Override
  public void queryUnmetDemand(
      QueryUnmetDemandRequest request, StreamObserver<QueryUnmetDemandResponse> out) {
    replies.unary(out, call -> periods.unmetDemand(request, call));
  }

  @Override
  public void listSellers(ListSellersRequest request, StreamObserver<ListSellersResponse> out) {
    replies.unary(out, call -> sellers.list(request, call));
  }

  @Override
  public void exportReport(ExportReportRequest request, StreamObserver<ExportReportResponse> out) {
    Call call = Call.current();
    try {
      var unused =
          export
              .file(request, call)
              .whenComplete(
                  (parts, failure) -> {
                    if (failure != null) {
                      out.onError(replies.error(failure, call));
                    } else {
                      send(parts, out);
                    }
                  });
    } catch (RuntimeException e) {
      out.onError(replies.error(e, call));
    }
  }

  private static void send(
      List<ExportReportResponse> parts, StreamObserver<ExportReportResponse> out) {
    parts.forEach(out::onNext);
    out.onCompleted();
  }
}
