package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.market.v1.AddOrderPhotoRequest;
import io.shelfshare.market.v1.ArriveTransferOrderRequest;
import io.shelfshare.market.v1.CancelTransferOrderRequest;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.GetOrderPhotoRequest;
import io.shelfshare.market.v1.GetPackingSlipRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.GiveBackTransferOrderRequest;
import io.shelfshare.market.v1.ListOrderMessagesRequest;
import io.shelfshare.market.v1.ListOrderMessagesResponse;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferOrdersResponse;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.OrderPhoto;
import io.shelfshare.market.v1.PackTransferOrderRequest;
import io.shelfshare.market.v1.PackingSlip;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import io.shelfshare.market.v1.RecallTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveReturnRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ReinstateTransferOrderRequest;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.WriteOffTransferOrderRequest;
import io.shelfshare.node.grpc.OrderSteps.Step;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The units on their way. Asynchronous: nothing here blocks. */
final class TransferOrderGrpcService extends TransferOrderServiceGrpc.TransferOrderServiceImplBase {
  private static final int PAGE_DEFAULT = 50;

  private final OrderGateway orders;
  private final References references;
  private final Permissions permissions;
  private final OrderSteps steps;
  private final OrderPhotos photos;
  private final PackingSlips slips;
  private final Replies replies;

  TransferOrderGrpcService(Gateways gateways, Shared shared) {
    this.orders = gateways.orders();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.steps = new OrderSteps(gateways.orders(), shared);
    this.photos = new OrderPhotos(gateways.photos(), steps, shared.clock());
    this.slips = new PackingSlips(gateways, steps, shared);
    this.replies = shared.replies();
  }

  @Override
  public void getTransferOrder(GetTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    replies.unary(
        out, call -> steps.visible(request.getName(), call).thenApply(OrderMessages::message));
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
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asSupplier),
        out,
        order -> {
          explained(order, found, reason, "found");
          return done(new OrderCommand.Confirm(found, reason));
        });
  }

  @Override
  public void packTransferOrder(
      PackTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asSupplier),
        out,
        new OrderCommand.Pack());
  }

  @Override
  public void shipTransferOrder(
      ShipTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    List<Units> lines = RequestMessages.units(request.getLinesList());
    Optional<ShortReason> reason = OrderMessages.reason(request.getShortReason());
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asSupplier),
        out,
        order -> {
          explained(order, lines, reason, "lines");
          return done(
              new OrderCommand.Ship(lines, reason, OrderMessages.shipment(request.getShipment())));
        });
  }

  @Override
  public void releaseTransferOrder(
      ReleaseTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asSupplier),
        out,
        new OrderCommand.Release(OrderMessages.reason(request.getReason()).orElseThrow()));
  }

  @Override
  public void cancelTransferOrder(
      CancelTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asRequester),
        out,
        new OrderCommand.Withdraw());
  }

  @Override
  public void arriveTransferOrder(
      ArriveTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asRequester),
        out,
        new OrderCommand.Arrive());
  }

  @Override
  public void receiveTransferOrder(
      ReceiveTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    List<Receipt> receipts = OrderMessages.receipts(request.getReceiptsList());
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asRequester),
        out,
        order ->
            references
                .skus(receipts.stream().map(Receipt::sku).toList())
                .thenCompose(
                    known ->
                        steps.nearer(order, request.hasCustomerPlace(), request.getCustomerPlace()))
                .thenApply(nearer -> new OrderCommand.Receive(receipts, nearer)));
  }

  @Override
  public void recallTransferOrder(
      RecallTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asRequester),
        out,
        order ->
            done(
                new OrderCommand.Recall(
                    request.getReturnStore().isEmpty()
                        ? order.terms().supplier()
                        : Names.store(request.getReturnStore()))));
  }

  @Override
  public void writeOffTransferOrder(
      WriteOffTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    Liable liable = OrderMessages.liable(request.getLiable());
    steps.take(
        new Step(
            request.getName(),
            request.getRequestId(),
            request,
            liable == Liable.REQUESTER ? OrderSteps::asRequester : OrderSteps::asSupplier),
        out,
        new OrderCommand.ConfirmLost(RequestMessages.units(request.getLinesList()), liable));
  }

  @Override
  public void reinstateTransferOrder(
      ReinstateTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asEither),
        out,
        new OrderCommand.Find(RequestMessages.units(request.getLinesList())));
  }

  @Override
  public void giveBackTransferOrder(
      GiveBackTransferOrderRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asRequester),
        out,
        order ->
            steps
                .nearer(order, request.hasCustomerPlace(), request.getCustomerPlace())
                .thenApply(
                    nearer ->
                        new OrderCommand.GiveBack(
                            RequestMessages.units(request.getLinesList()),
                            OrderMessages.reason(request.getReason()),
                            request.getPhotosList(),
                            nearer)));
  }

  @Override
  public void receiveReturn(ReceiveReturnRequest request, StreamObserver<TransferOrder> out) {
    steps.take(
        new Step(request.getName(), request.getRequestId(), request, OrderSteps::asReturnStore),
        out,
        new OrderCommand.ReceiveReturn(OrderMessages.returns(request.getReceiptsList())));
  }

  @Override
  public void postOrderMessage(PostOrderMessageRequest request, StreamObserver<OrderMessage> out) {
    Step step =
        new Step(request.getParent(), request.getRequestId(), request, OrderSteps::asEither);
    replies.unary(
        out,
        call ->
            steps
                .visible(request.getParent(), call)
                .thenCompose(
                    order ->
                        orders.say(
                            order.terms().order(),
                            new OrderGateway.Saying(
                                steps.side(call, order),
                                request.getText(),
                                request.getPhotosList()),
                            steps.mutation(step, call)))
                .thenApply(answer -> Replies.value(answer, request.getParent()))
                .thenApply(said -> OrderMessages.message(Names.order(request.getParent()), said)));
  }

  @Override
  public void addOrderPhoto(AddOrderPhotoRequest request, StreamObserver<OrderPhoto> out) {
    replies.unary(out, call -> photos.add(request, call));
  }

  @Override
  public void getOrderPhoto(GetOrderPhotoRequest request, StreamObserver<OrderPhoto> out) {
    replies.unary(out, call -> photos.get(request, call));
  }

  @Override
  public void getPackingSlip(GetPackingSlipRequest request, StreamObserver<PackingSlip> out) {
    replies.unary(out, call -> slips.get(request, call));
  }

  @Override
  public void listOrderMessages(
      ListOrderMessagesRequest request, StreamObserver<ListOrderMessagesResponse> out) {
    replies.unary(
        out,
        call -> {
          int after =
              PageTokens.position(request, request.getPageToken(), Integer::valueOf).orElse(0);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          OrderId order = Names.order(request.getParent());
          return steps
              .visible(request.getParent(), call)
              .thenCompose(seen -> orders.messages(order, after, size + 1))
              .thenApply(answer -> Replies.value(answer, request.getParent()))
              .thenApply(
                  found -> {
                    var page = ListOrderMessagesResponse.newBuilder();
                    Pages.shown(found, size)
                        .forEach(one -> page.addOrderMessages(OrderMessages.message(order, one)));
                    return page.setNextPageToken(
                            Pages.next(request, found, size, one -> String.valueOf(one.number())))
                        .build();
                  });
        });
  }

  private static CompletionStage<OrderCommand> done(OrderCommand command) {
    return CompletableFuture.completedFuture(command);
  }

  /** Fewer units than are pending need a reason. No units at all stand for everything. */
  private static void explained(
      OrderView order, List<Units> given, Optional<ShortReason> reason, String field) {
    if (given.isEmpty() || reason.isPresent()) {
      return;
    }
    Map<SkuId, Long> bySku = given.stream().collect(Collectors.toMap(Units::sku, Units::quantity));
    for (OrderLine line : order.lines()) {
      if (bySku.getOrDefault(line.sku(), 0L) < line.pending()) {
        throw Checks.wrong("short_reason", "", Expected.of("short_reason", "list", field));
      }
    }
  }
}
