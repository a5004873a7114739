package io.shelfshare.load.run;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
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
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The calls that a load run sends, each about one unit of one SKU. */
final class Market {
  private static final int FIND_RESULTS = 20;
  private static final int LIST_PAGE = 50;
  private static final int OPEN_PAGE = 500;

  private final ShelfshareClient client;
  private final Clock clock;
  private final Duration expiry;

  Market(ShelfshareClient client, Clock clock, Duration expiry) {
    this.client = client;
    this.clock = clock;
    this.expiry = expiry;
  }

  /** Posts a request for one unit, with a note that only this load generator reads. */
  ListenableFuture<TransferRequest> post(String store, String sku, String note) {
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
    return client
        .requestsFuture()
        .createTransferRequest(
            CreateTransferRequestRequest.newBuilder()
                .setParent(store)
                .setTransferRequest(request)
                .build());
  }

  ListenableFuture<TransferRequest> cancel(String request) {
    return client
        .requestsFuture()
        .cancelTransferRequest(CancelTransferRequestRequest.newBuilder().setName(request).build());
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

  ListenableFuture<GrabTransferRequestResponse> grab(GrabTransferRequestRequest grab) {
    return client.requestsFuture().grabTransferRequest(grab);
  }

  ListenableFuture<TransferOrder> confirm(String order) {
    return client
        .ordersFuture()
        .confirmTransferOrder(ConfirmTransferOrderRequest.newBuilder().setName(order).build());
  }

  ListenableFuture<TransferOrder> ship(String order) {
    return client
        .ordersFuture()
        .shipTransferOrder(ShipTransferOrderRequest.newBuilder().setName(order).build());
  }

  ListenableFuture<TransferOrder> receive(String order) {
    return client
        .ordersFuture()
        .receiveTransferOrder(ReceiveTransferOrderRequest.newBuilder().setName(order).build());
  }

  ListenableFuture<FindStockResponse> findStock(String store, String sku) {
    return client
        .stockFuture()
        .findStock(
            FindStockRequest.newBuilder()
                .setSku(sku)
                .setStore(store)
                .setMaxResults(FIND_RESULTS)
                .build());
  }

  ListenableFuture<RecordStockMovementsResponse> sell(String store, String sku) {
    return client
        .stockFuture()
        .recordStockMovements(
            RecordStockMovementsRequest.newBuilder()
                .setParent(store)
                .addMovements(StockMovement.newBuilder().setSku(sku).setSale(1))
                .build());
  }

  ListenableFuture<ListTransferRequestsResponse> list(String store) {
    return client
        .requestsFuture()
        .listTransferRequests(
            ListTransferRequestsRequest.newBuilder()
                .setParent(store)
                .setScope(RequestScope.REQUEST_SCOPE_MARKET)
                .setPageSize(LIST_PAGE)
                .build());
  }
}
