package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferOrdersResponse;
import io.shelfshare.market.v1.PackTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The units on their way. Asynchronous: nothing here blocks. */
final class TransferOrderGrpcService extends TransferOrderServiceGrpc.TransferOrderServiceImplBase {
  private static final int PAGE_DEFAULT = 50;

  private final OrderGateway orders;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;

  TransferOrderGrpcService(Gateways gateways, Shared shared) {
    this.orders = gateways.orders();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
  }

  @Override
  public void getTransferOrder(GetTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    replies.unary(out, call -> visible(request.getName(), call).thenApply(OrderMessages::message));
  }

  @Override
  public void listTransferOrders(
      ListTransferOrdersRequest request, StreamObserver<ListTransferOrdersResponse> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getParent());
          Checks.allowed(permissions.mayActFor(call.caller(), store));
          Optional<OrderQuery.Position> after =
              PageTokens.position(
                  request, request.getPageToken(), TransferOrderGrpcService::position);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          OrderQuery query =
              new OrderQuery(
                  store,
                  OrderMessages.side(request.getSide()),
                  request.getStatesList().stream()
                      .map(OrderMessages::state)
                      .collect(Collectors.toSet()));
          return references
              .store(store)
              .thenCompose(known -> orders.list(query, after, size + 1))
              .thenApply(answer -> Replies.value(answer, request.getParent()))
              .thenApply(found -> page(request, found, size));
        });
  }

  private static ListTransferOrdersResponse page(
      ListTransferOrdersRequest request, List<OrderView> found, int size) {
    ListTransferOrdersResponse.Builder page = ListTransferOrdersResponse.newBuilder();
    Pages.shown(found, size).forEach(view -> page.addTransferOrders(OrderMessages.message(view)));
    return page.setNextPageToken(
            Pages.next(
                request,
                found,
                size,
                view -> view.terms().awardedAt() + "/" + view.terms().order()))
        .build();
  }

  private static OrderQuery.Position position(String text) {
    int slash = text.indexOf('/');
    return new OrderQuery.Position(
        Instant.parse(text.substring(0, Math.max(0, slash))),
        new OrderId(text.substring(slash + 1)));
  }

  @Override
  public void confirmTransferOrder(
      ConfirmTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    List<Units> found = RequestMessages.units(request.getFoundList());
    Optional<ShortReason> reason = OrderMessages.reason(request.getShortReason());
    Step step = step(request.getName(), request.getRequestId(), request);
    replies.unary(
        out,
        call ->
            asSupplier(step, call)
                .thenApply(order -> explained(order, found, reason, "found"))
                .thenCompose(
                    order -> act(order, new OrderCommand.Confirm(found, reason), step, call))
                .thenApply(step::answer));
  }

  @Override
  public void packTransferOrder(
      PackTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    Step step = step(request.getName(), request.getRequestId(), request);
    replies.unary(
        out,
        call ->
            asSupplier(step, call)
                .thenCompose(order -> act(order, new OrderCommand.Pack(), step, call))
                .thenApply(step::answer));
  }

  @Override
  public void shipTransferOrder(
      ShipTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    List<Units> lines = RequestMessages.units(request.getLinesList());
    Optional<ShortReason> reason = OrderMessages.reason(request.getShortReason());
    OrderCommand parcel =
        new OrderCommand.Ship(
            lines,
            reason,
            new Shipment(
                request.getShipment().getCarrier(),
                request.getShipment().getTrackingNumber(),
                Optional.empty()));
    Step step = step(request.getName(), request.getRequestId(), request);
    replies.unary(
        out,
        call ->
            asSupplier(step, call)
                .thenApply(order -> explained(order, lines, reason, "lines"))
                .thenCompose(order -> act(order, parcel, step, call))
                .thenApply(step::answer));
  }

  @Override
  public void receiveTransferOrder(
      ReceiveTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    Step step = step(request.getName(), request.getRequestId(), request);
    replies.unary(
        out,
        call ->
            as(step, call, order -> order.terms().requester())
                .thenCompose(
                    order ->
                        act(
                            order,
                            new OrderCommand.Receive(
                                OrderMessages.receipts(request.getReceiptsList()),
                                Optional.empty()),
                            step,
                            call))
                .thenApply(step::answer));
  }

  @Override
  public void releaseTransferOrder(
      ReleaseTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    ShortReason reason = OrderMessages.reason(request.getReason()).orElseThrow();
    Step step = step(request.getName(), request.getRequestId(), request);
    replies.unary(
        out,
        call ->
            asSupplier(step, call)
                .thenCompose(order -> act(order, new OrderCommand.Release(reason), step, call))
                .thenApply(step::answer));
  }

  /** The order, where the caller may see it; else it is not found, as if there were none. */
  private CompletionStage<OrderView> visible(String name, Call call) {
    return orders
        .get(Names.order(name))
        .thenApply(answer -> Replies.value(answer, name))
        .thenApply(
            order -> {
              boolean may =
                  permissions.mayViewOrder(
                      call.caller(), order.terms().supplier(), order.terms().requester());
              if (!may) {
                throw new CallFailed(Fault.notFound(name));
              }
              return order;
            });
  }

  private CompletionStage<OrderView> asSupplier(Step step, Call call) {
    return as(step, call, order -> order.terms().supplier());
  }

  /** The order, where the caller may act for that side of it. */
  private CompletionStage<OrderView> as(Step step, Call call, Function<OrderView, StoreId> side) {
    return visible(step.name(), call)
        .thenApply(
            order -> {
              Checks.allowed(permissions.mayActFor(call.caller(), side.apply(order)));
              return order;
            });
  }

  /** Fewer units than are pending need a reason. No units at all stand for everything. */
  private static OrderView explained(
      OrderView order, List<Units> given, Optional<ShortReason> reason, String field) {
    if (given.isEmpty() || reason.isPresent()) {
      return order;
    }
    Map<SkuId, Long> bySku = given.stream().collect(Collectors.toMap(Units::sku, Units::quantity));
    for (OrderLine line : order.lines()) {
      if (bySku.getOrDefault(line.sku(), 0L) < line.pending()) {
        throw Checks.wrong("short_reason", "", Expected.of("short_reason", "list", field));
      }
    }
    return order;
  }

  private CompletionStage<Answer<OrderView>> act(
      OrderView order, OrderCommand command, Step step, Call call) {
    return orders.act(order.terms().order(), command, step.mutation(call));
  }

  private Step step(String name, String requestId, Message request) {
    return new Step(name, requestId, request);
  }

  /** One step's request. */
  private final class Step {
    private final String name;
    private final String requestId;
    private final Message request;

    Step(String name, String requestId, Message request) {
      this.name = name;
      this.requestId = requestId;
      this.request = request;
    }

    String name() {
      return name;
    }

    Mutation mutation(Call call) {
      var field = request.getDescriptorForType().findFieldByName("not_after");
      Optional<Timestamp> notAfter =
          request.hasField(field)
              ? Optional.of((Timestamp) request.getField(field))
              : Optional.empty();
      return mutations.of(call, requestId, notAfter, request);
    }

    TransferOrder answer(Answer<OrderView> answer) {
      return OrderMessages.message(Replies.value(answer, name));
    }
  }
}
