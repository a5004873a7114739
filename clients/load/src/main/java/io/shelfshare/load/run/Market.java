package io.shelfshare.load.run;

import com.google.protobuf.Timestamp;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.ListTransferRequestsResponse;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The calls that a load run sends, each about one unit of one SKU. */
final class Market {
  private static final int FIND_RESULTS = 20;
  private static final int LIST_PAGE = 50;
  private static final int OPEN_PAGE = 500;

  private final ShelfshareClient client;
  private final Channel channel;
  private final Clock clock;
  private final Duration expiry;

  Market(ShelfshareClient client, Clock clock, Duration expiry) {
    this.client = client;
    this.channel = client.requestsAsync().getChannel();
    this.clock = clock;
    this.expiry = expiry;
  }

  private <Q, A> CompletableFuture<A> send(MethodDescriptor<Q, A> method, Q request) {
    return TimedCalls.send(channel, method, request);
  }

  /** Posts a request for one unit, with a note that only this load generator reads. */
  CompletableFuture<TransferRequest> post(String store, String sku, String note) {
    Instant expires = Instant.now(clock).plus(expiry);
    TransferRequest request =
        TransferRequest.newBuilder()
            .setMode(TransferRequest.Mode.MODE_FIRST_COME)
            .addLines(RequestLine.newBuilder().setSku(sku).setQuantity(1))
            .setExpireTime(
                Timestamp.newBuilder()
                    .setSeconds(expires.getEpochSecond())
                    .setNanos(expires.getNano()))
            .setNote(note)
            .build();
    return send(
        TransferRequestServiceGrpc.getCreateTransferRequestMethod(),
        CreateTransferRequestRequest.newBuilder()
            .setParent(store)
            .setTransferRequest(request)
            .build());
  }

  CompletableFuture<TransferRequest> cancel(String request) {
    return send(
        TransferRequestServiceGrpc.getCancelTransferRequestMethod(),
        CancelTransferRequestRequest.newBuilder().setName(request).build());
  }

  /** Requests of any store that wait to be grabbed, as many as a page holds. */
  List<TransferRequest> open() {
    return client
        .requests()
        .listTransferRequests(
            ListTransferRequestsRequest.newBuilder()
                .setParent(ResourceNames.store("-"))
                .setScope(RequestScope.REQUEST_SCOPE_MARKET)
                .setPageSize(OPEN_PAGE)
                .build())
        .getTransferRequestsList();
  }

  /** A grab for one unit that can be sent more than once. */
  GrabTransferRequestRequest grabOf(String request, String store, String sku) {
    return GrabTransferRequestRequest.newBuilder()
        .setName(request)
        .setRequestId(client.requestIds().next())
        .setStore(store)
        .addLines(Quantity.newBuilder().setSku(sku).setQuantity(1))
        .build();
  }

  CompletableFuture<GrabTransferRequestResponse> grab(GrabTransferRequestRequest grab) {
    return send(TransferRequestServiceGrpc.getGrabTransferRequestMethod(), grab);
  }

  CompletableFuture<TransferOrder> confirm(String order) {
    return send(
        TransferOrderServiceGrpc.getConfirmTransferOrderMethod(),
        ConfirmTransferOrderRequest.newBuilder().setName(order).build());
  }

  CompletableFuture<TransferOrder> ship(String order) {
    return send(
        TransferOrderServiceGrpc.getShipTransferOrderMethod(),
        ShipTransferOrderRequest.newBuilder().setName(order).build());
  }

  CompletableFuture<TransferOrder> receive(String order) {
    return send(
        TransferOrderServiceGrpc.getReceiveTransferOrderMethod(),
        ReceiveTransferOrderRequest.newBuilder().setName(order).build());
  }

  CompletableFuture<FindStockResponse> findStock(String store, String sku) {
    return send(
        StockServiceGrpc.getFindStockMethod(),
        FindStockRequest.newBuilder()
            .setSku(sku)
            .setStore(store)
            .setMaxResults(FIND_RESULTS)
            .build());
  }

  CompletableFuture<RecordStockMovementsResponse> sell(String store, String sku) {
    return send(
        StockServiceGrpc.getRecordStockMovementsMethod(),
        RecordStockMovementsRequest.newBuilder()
            .setParent(store)
            .addMovements(StockMovement.newBuilder().setSku(sku).setSale(1))
            .build());
  }

  CompletableFuture<ListTransferRequestsResponse> list(String store) {
    return send(
        TransferRequestServiceGrpc.getListTransferRequestsMethod(),
        ListTransferRequestsRequest.newBuilder()
            .setParent(store)
            .setScope(RequestScope.REQUEST_SCOPE_MARKET)
            .setPageSize(LIST_PAGE)
            .build());
  }
}
