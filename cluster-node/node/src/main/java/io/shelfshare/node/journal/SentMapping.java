package io.shelfshare.node.journal;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.journal.v1.OrderSide;
import java.time.Instant;
import java.util.Optional;

/** Events of a transfer order whose units have left. */
final class SentMapping {
  private static final String REASON = "RECEIPT_REASON_";
  private static final String LIABLE = "LIABLE_";
  private static final String SIDE = "ORDER_SIDE_";

  private SentMapping() {}

  /** Writes what happened; false where the event is not one of a sent order. */
  static boolean toProto(OrderEvent event, io.shelfshare.journal.v1.OrderEvent.Builder proto) {
    if (event instanceof OrderEvent.Received e) {
      var received = proto.getReceivedBuilder();
      received.setReturnTo(e.returnTo().map(StoreId::value).orElse(""));
      e.receipts().forEach(receipt -> received.addReceipts(receipt(receipt)));
    } else if (event instanceof OrderEvent.Arrived) {
      proto.getArrivedBuilder();
    } else if (event instanceof OrderEvent.Recalled e) {
      proto.getRecalledBuilder().setReturnTo(e.returnTo().value());
    } else if (event instanceof OrderEvent.LossSuspected) {
      proto.getLossSuspectedBuilder();
    } else if (event instanceof OrderEvent.LossConfirmed e) {
      proto
          .getLossConfirmedBuilder()
          .addAllLost(CommonMapping.toProto(e.lost()))
          .setLiable(io.shelfshare.journal.v1.Liable.valueOf(LIABLE + e.liable()));
    } else if (event instanceof OrderEvent.Found e) {
      proto.getFoundBuilder().addAllFound(CommonMapping.toProto(e.found()));
    } else if (event instanceof OrderEvent.GivenBack e) {
      proto
          .getGivenBackBuilder()
          .addAllUnits(CommonMapping.toProto(e.units()))
          .setReason(reason(e.reason()))
          .addAllPhotos(e.photos())
          .setReturnTo(e.returnTo().value());
    } else if (event instanceof OrderEvent.ReturnReceived e) {
      var received = proto.getReturnReceivedBuilder();
      for (Return one : e.returns()) {
        received
            .addReturnsBuilder()
            .setSku(one.sku().value())
            .setGood(one.good())
            .setDamaged(one.damaged())
            .addAllPhotos(one.photos());
      }
    } else if (event instanceof OrderEvent.Closed) {
      proto.getClosedBuilder();
    } else if (event instanceof OrderEvent.MessagePosted e) {
      proto
          .getMessagePostedBuilder()
          .setFrom(OrderSide.valueOf(SIDE + e.from()))
          .setText(e.text())
          .addAllPhotos(e.photos());
    } else {
      return false;
    }
    return true;
  }

  static OrderEvent fromProto(Instant at, Answered by, io.shelfshare.journal.v1.OrderEvent proto) {
    return switch (proto.getEventCase()) {
      case RECEIVED ->
          new OrderEvent.Received(
              at,
              by,
              proto.getReceived().getReceiptsList().stream().map(SentMapping::receipt).toList(),
              store(proto.getReceived().getReturnTo()));
      case ARRIVED -> new OrderEvent.Arrived(at, by);
      case RECALLED ->
          new OrderEvent.Recalled(at, by, new StoreId(proto.getRecalled().getReturnTo()));
      case LOSS_CONFIRMED ->
          new OrderEvent.LossConfirmed(
              at,
              by,
              CommonMapping.fromProto(proto.getLossConfirmed().getLostList()),
              Liable.valueOf(
                  proto.getLossConfirmed().getLiable().name().substring(LIABLE.length())));
      case FOUND ->
          new OrderEvent.Found(at, by, CommonMapping.fromProto(proto.getFound().getFoundList()));
      case GIVEN_BACK ->
          new OrderEvent.GivenBack(
              at,
              by,
              CommonMapping.fromProto(proto.getGivenBack().getUnitsList()),
              reason(proto.getGivenBack().getReason()),
              proto.getGivenBack().getPhotosList(),
              new StoreId(proto.getGivenBack().getReturnTo()));
      case RETURN_RECEIVED ->
          new OrderEvent.ReturnReceived(
              at,
              by,
              proto.getReturnReceived().getReturnsList().stream()
                  .map(
                      one ->
                          new Return(
                              new SkuId(one.getSku()),
                              one.getGood(),
                              one.getDamaged(),
                              one.getPhotosList()))
                  .toList());
      case MESSAGE_POSTED ->
          new OrderEvent.MessagePosted(
              at,
              by,
              OrderMessage.Side.valueOf(
                  proto.getMessagePosted().getFrom().name().substring(SIDE.length())),
              proto.getMessagePosted().getText(),
              proto.getMessagePosted().getPhotosList());
      default -> throw new IllegalStateException("An order event of a later format");
    };
  }

  static Optional<StoreId> store(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.of(new StoreId(id));
  }

  static io.shelfshare.journal.v1.ReceiptReason reason(Optional<ReceiptReason> reason) {
    return reason
        .map(one -> io.shelfshare.journal.v1.ReceiptReason.valueOf(REASON + one))
        .orElse(io.shelfshare.journal.v1.ReceiptReason.RECEIPT_REASON_UNSPECIFIED);
  }

  static Optional<ReceiptReason> reason(io.shelfshare.journal.v1.ReceiptReason proto) {
    return proto == io.shelfshare.journal.v1.ReceiptReason.RECEIPT_REASON_UNSPECIFIED
        ? Optional.empty()
        : Optional.of(ReceiptReason.valueOf(proto.name().substring(REASON.length())));
  }

  private static io.shelfshare.journal.v1.OrderEvent.Received.Receipt receipt(Receipt receipt) {
    return io.shelfshare.journal.v1.OrderEvent.Received.Receipt.newBuilder()
        .setSku(receipt.sku().value())
        .setAccepted(receipt.accepted())
        .setDamaged(receipt.damaged())
        .setRefused(receipt.refused())
        .setSurplus(receipt.surplus())
        .setReason(reason(receipt.reason()))
        .addAllPhotos(receipt.photos())
        .build();
  }

  private static Receipt receipt(io.shelfshare.journal.v1.OrderEvent.Received.Receipt proto) {
    return new Receipt(
        new SkuId(proto.getSku()),
        proto.getAccepted(),
        proto.getDamaged(),
        proto.getRefused(),
        proto.getSurplus(),
        reason(proto.getReason()),
        proto.getPhotosList());
  }
}
