package io.shelfshare.it;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Staff of one store with a token of that store. Safe for use by several threads. */
final class Clerk {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ShelfshareClient client;
  private final ClientInterceptor token;
  private final String store;

  Clerk(ShelfshareClient client, String store, String token) {
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    this.client = client;
    this.token = MetadataUtils.newAttachHeadersInterceptor(headers);
    this.store = store;
  }

  /** The id of the store. */
  String store() {
    return store;
  }

  /** What the calls of this store carry. */
  ClientInterceptor token() {
    return token;
  }

  Mutation<RecordStockMovementsResponse> record(List<StockMovement> movements) {
    RecordStockMovementsRequest call =
        RecordStockMovementsRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setRequestId(id())
            .addAllMovements(movements)
            .build();
    return mutation(
        "record " + store, () -> client.stock().withInterceptors(token).recordStockMovements(call));
  }

  /** A receipt from outside the market. */
  Mutation<RecordStockMovementsResponse> receipt(String sku, long units) {
    return record(List.of(movement(sku).setReceipt(units).build()));
  }

  /** A sale at the till. */
  Mutation<RecordStockMovementsResponse> sale(String sku, long units) {
    return record(List.of(movement(sku).setSale(units).build()));
  }

  static StockMovement.Builder movement(String sku) {
    return StockMovement.newBuilder().setSku(ResourceNames.sku(sku));
  }

  /** An open call of this store for units of one SKU. */
  Mutation<TransferRequest> post(String sku, long units, Instant expires) {
    CreateTransferRequestRequest call =
        CreateTransferRequestRequest.newBuilder()
            .setParent(ResourceNames.store(store))
            .setRequestId(id())
            .setTransferRequest(
                TransferRequest.newBuilder()
                    .setMode(TransferRequest.Mode.MODE_FIRST_COME)
                    .setExpireTime(timestamp(expires))
                    .addLines(
                        RequestLine.newBuilder().setSku(ResourceNames.sku(sku)).setQuantity(units)))
            .build();
    return mutation(
        "post of " + store,
        () -> client.requests().withInterceptors(token).createTransferRequest(call));
  }

  Mutation<GrabTransferRequestResponse> grab(String request, String sku, long units) {
    GrabTransferRequestRequest call = grabCall(request, sku, units).build();
    return mutation(
        "grab of " + request + " by " + store,
        () -> client.requests().withInterceptors(token).grabTransferRequest(call));
  }

  GrabTransferRequestRequest.Builder grabCall(String request, String sku, long units) {
    return GrabTransferRequestRequest.newBuilder()
        .setName(request)
        .setRequestId(id())
        .addLines(Quantity.newBuilder().setSku(ResourceNames.sku(sku)).setQuantity(units));
  }

  /** Everything was found. */
  Mutation<TransferOrder> confirm(String order) {
    ConfirmTransferOrderRequest call =
        ConfirmTransferOrderRequest.newBuilder().setName(order).setRequestId(id()).build();
    return mutation(
        "confirm " + order,
        () -> client.orders().withInterceptors(token).confirmTransferOrder(call));
  }

  /** Nobody has time for it: its units open again. */
  Mutation<TransferOrder> release(String order) {
    ReleaseTransferOrderRequest call =
        ReleaseTransferOrderRequest.newBuilder()
            .setName(order)
            .setRequestId(id())
            .setReason(ReleaseReason.RELEASE_REASON_BUSY)
            .build();
    return mutation(
        "release " + order,
        () -> client.orders().withInterceptors(token).releaseTransferOrder(call));
  }

  /** Everything leaves. */
  Mutation<TransferOrder> ship(String order) {
    ShipTransferOrderRequest call =
        ShipTransferOrderRequest.newBuilder().setName(order).setRequestId(id()).build();
    return mutation(
        "ship " + order, () -> client.orders().withInterceptors(token).shipTransferOrder(call));
  }

  /** Everything arrived in order. */
  Mutation<TransferOrder> receive(String order) {
    ReceiveTransferOrderRequest call =
        ReceiveTransferOrderRequest.newBuilder().setName(order).setRequestId(id()).build();
    return mutation(
        "receive " + order,
        () -> client.orders().withInterceptors(token).receiveTransferOrder(call));
  }

  private <A extends Message> Mutation<A> mutation(String what, Supplier<A> sending) {
    return new Mutation<>(what, () -> client.call(sending));
  }

  private String id() {
    return client.requestIds().next();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
