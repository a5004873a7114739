package io.shelfshare.node.grpc;

import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.Shipment;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import java.util.List;
import java.util.Optional;

/** Orders in the API's words and in the domain's. */
final class OrderMessages {
  private OrderMessages() {}

  static TransferOrder message(OrderView view) {
    OrderTerms terms = view.terms();
    TransferOrder.Builder message =
        TransferOrder.newBuilder()
            .setName(Names.of(terms.order()))
            .setTransferRequest(Names.of(terms.order().request()))
            .setSupplierStore(Names.of(terms.supplier()))
            .setRequestingStore(Names.of(terms.requester()))
            .setDestination(
                RequestMessages.destination(terms.customerReference(), terms.requester()))
            .setState(state(view.status()))
            .setConfirmBy(Times.timestamp(terms.confirmBy()))
            .setEndReason(view.endReason().map(Enum::name).orElse(""))
            .setAwardTime(Times.timestamp(terms.awardedAt()))
            .setUpdateTime(Times.timestamp(view.changedAt()))
            .setVersion(view.version())
            .setCancelRequested(view.cancelRequested());
    if (!view.carrier().isEmpty() || !view.trackingNumber().isEmpty()) {
      message.setShipment(
          Shipment.newBuilder()
              .setCarrier(view.carrier())
              .setTrackingNumber(view.trackingNumber()));
    }
    view.lines().forEach(line -> message.addLines(line(line)));
    return message.build();
  }

  static Optional<ShortReason> reason(ReleaseReason reason) {
    return switch (reason) {
      case RELEASE_REASON_NOT_FOUND -> Optional.of(ShortReason.NOT_FOUND);
      case RELEASE_REASON_DAMAGED -> Optional.of(ShortReason.DAMAGED);
      case RELEASE_REASON_WRONG_ITEM -> Optional.of(ShortReason.WRONG_ITEM);
      case RELEASE_REASON_BUSY -> Optional.of(ShortReason.BUSY);
      case RELEASE_REASON_CANCEL_AGREED -> Optional.of(ShortReason.CANCEL_AGREED);
      case RELEASE_REASON_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  static OrderQuery.Side side(OrderSide side) {
    return switch (side) {
      case ORDER_SIDE_SUPPLIER -> OrderQuery.Side.SUPPLIER;
      case ORDER_SIDE_REQUESTER -> OrderQuery.Side.REQUESTER;
      case ORDER_SIDE_UNSPECIFIED, UNRECOGNIZED -> OrderQuery.Side.BOTH;
    };
  }

  static List<OrderEvent.Receipt> receipts(List<ReceiveTransferOrderRequest.Receipt> messages) {
    return messages.stream()
        .map(
            one ->
                new OrderEvent.Receipt(
                    Names.sku(one.getSku()), one.getAccepted(), one.getDamaged()))
        .toList();
  }

  static OrderView.Status state(TransferOrder.State state) {
    return OrderView.Status.valueOf(state.name().substring("STATE_".length()));
  }

  private static TransferOrder.State state(OrderView.Status state) {
    return TransferOrder.State.valueOf("STATE_" + state.name());
  }

  private static OrderLine line(io.shelfshare.domain.order.OrderLine line) {
    return OrderLine.newBuilder()
        .setSku(Names.of(line.sku()))
        .setAwarded(line.awarded())
        .setPending(line.pending())
        .setShipped(line.shipped())
        .setShorted(line.shorted().total())
        .setCancelled(line.cancelled())
        .setAccepted(line.accepted())
        .setDamaged(line.damaged())
        .setRefused(line.refused().units())
        .setLost(line.lost().total())
        .setInTransit(line.inTransit())
        .setReturnedGood(line.refused().returnedGood())
        .setReturnedDamaged(line.refused().returnedDamaged())
        .setLostBack(line.refused().lostBack().total())
        .setReturning(line.refused().returning())
        .build();
  }
}
