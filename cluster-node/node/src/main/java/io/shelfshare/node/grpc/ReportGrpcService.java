package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.ReportServiceGrpc;

/** What is asked of the chain as a whole. Asynchronous: nothing here blocks. */
final class ReportGrpcService extends ReportServiceGrpc.ReportServiceImplBase {
  private final Replies replies;
  private final StockReports stock;

  ReportGrpcService(Gateways gateways, Shared shared) {
    this.replies = shared.replies();
    this.stock = new StockReports(gateways, shared);
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
}
