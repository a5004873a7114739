package io.shelfshare.node.grpc;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.Losses;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.domain.order.Remark;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.market.v1.LiableParty;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderRemark;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.ReceiveReturnRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.Shipment;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import java.util.List;
import java.util.Optional;

/** Orders in the API's words and in the domain's. */
final class OrderMessages {
  private static final String RECEIPT_REASON = "RECEIPT_REASON_";

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
            .setCancelRequested(view.cancelRequested())
            .setLossSuspected(view.lossSuspected())
            .setReturnStore(view.returnTo().map(Names::of).orElse(""))
            .setMessageCount(view.messages());
    view.dueBy().ifPresent(due -> message.setDueTime(Times.timestamp(due)));
    view.remarks().forEach(remark -> message.addRemarks(remark(remark)));
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

  static OrderEvent.Shipment shipment(Shipment message) {
    return new OrderEvent.Shipment(
        message.getCarrier(),
        message.getTrackingNumber(),
        message.hasArriveBy()
            ? Optional.of(Times.instant(message.getArriveBy()))
            : Optional.empty());
  }

  static io.shelfshare.market.v1.OrderMessage.Side side(
      io.shelfshare.domain.order.OrderMessage.Side side) {
    return io.shelfshare.market.v1.OrderMessage.Side.valueOf("SIDE_" + side);
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
                    Names.sku(one.getSku()),
                    one.getAccepted(),
                    one.getDamaged(),
                    one.getRefused(),
                    one.getSurplus(),
                    reason(one.getReason()),
                    one.getPhotosList()))
        .toList();
  }

  static List<OrderEvent.Return> returns(List<ReceiveReturnRequest.ReturnReceipt> messages) {
    return messages.stream()
        .map(
            one ->
                new OrderEvent.Return(
                    Names.sku(one.getSku()), one.getGood(), one.getDamaged(), one.getPhotosList()))
        .toList();
  }

  static Optional<ReceiptReason> reason(io.shelfshare.market.v1.ReceiptReason reason) {
    return reason == io.shelfshare.market.v1.ReceiptReason.RECEIPT_REASON_UNSPECIFIED
        ? Optional.empty()
        : Optional.of(ReceiptReason.valueOf(reason.name().substring(RECEIPT_REASON.length())));
  }

  static Liable liable(LiableParty party) {
    return Liable.valueOf(party.name().substring("LIABLE_PARTY_".length()));
  }

  static io.shelfshare.market.v1.OrderMessage message(OrderId order, OrderMessage message) {
    return io.shelfshare.market.v1.OrderMessage.newBuilder()
        .setName(Names.of(order) + "/messages/" + message.number())
        .setAuthor(message.mutation().actor())
        .setSide(side(message.from()))
        .setText(message.text())
        .addAllPhotos(message.photos())
        .setCreateTime(Times.timestamp(message.at()))
        .build();
  }

  private static OrderRemark remark(Remark remark) {
    return OrderRemark.newBuilder()
        .setRemarkTime(Times.timestamp(remark.at()))
        .setSku(Names.of(remark.sku()))
        .setKind(OrderRemark.Kind.valueOf("KIND_" + remark.kind()))
        .setUnits(remark.units())
        .setReason(
            remark
                .reason()
                .map(one -> io.shelfshare.market.v1.ReceiptReason.valueOf(RECEIPT_REASON + one))
                .orElse(io.shelfshare.market.v1.ReceiptReason.RECEIPT_REASON_UNSPECIFIED))
        .addAllPhotos(remark.photos())
        .build();
  }

  private static OrderLine.Losses losses(Losses losses) {
    return OrderLine.Losses.newBuilder()
        .setSupplier(losses.supplier())
        .setRequester(losses.requester())
        .setCarrier(losses.carrier())
        .build();
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
        .setShortedBy(
            OrderLine.Shorted.newBuilder()
                .setNotFound(line.shorted().notFound())
                .setDamaged(line.shorted().damaged())
                .setWrongItem(line.shorted().wrongItem())
                .setSoldAtTill(line.shorted().breached())
                .setOther(line.shorted().other()))
        .setLostBy(losses(line.lost()))
        .setLostBackBy(losses(line.refused().lostBack()))
        .setGivenBack(line.refused().givenBack())
        .build();
  }
}
