package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;
import static io.shelfshare.node.journal.CommonMapping.mutation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.journal.v1.StepReceiver;
import java.time.Instant;
import java.util.Optional;

/** Events of a transfer order. */
final class OrderMapping {
  private OrderMapping() {}

  static io.shelfshare.journal.v1.OrderEvent toProto(OrderEvent event) {
    var proto =
        io.shelfshare.journal.v1.OrderEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof OrderEvent.Started e) {
      proto.setStarted(started(e));
    } else if (event instanceof OrderEvent.Confirmed e) {
      proto.setMutation(mutation(e.by().mutation(), e.by().fingerprint()));
      proto
          .getConfirmedBuilder()
          .addAllFound(CommonMapping.toProto(e.found()))
          .setShortReason(reason(e.shortReason()));
    } else if (event instanceof OrderEvent.Packed e) {
      proto.setMutation(mutation(e.by().mutation(), e.by().fingerprint()));
      proto.getPackedBuilder();
    } else if (event instanceof OrderEvent.Shipped e) {
      proto.setMutation(mutation(e.by().mutation(), e.by().fingerprint()));
      proto
          .getShippedBuilder()
          .addAllShipped(CommonMapping.toProto(e.shipped()))
          .setShortReason(reason(e.shortReason()))
          .setCarrier(e.carrier())
          .setTrackingNumber(e.trackingNumber());
    } else if (event instanceof OrderEvent.Received e) {
      proto.setMutation(mutation(e.by().mutation(), e.by().fingerprint()));
      for (OrderEvent.Receipt receipt : e.receipts()) {
        proto
            .getReceivedBuilder()
            .addReceiptsBuilder()
            .setSku(receipt.sku().value())
            .setAccepted(receipt.accepted())
            .setDamaged(receipt.damaged());
      }
    } else if (event instanceof OrderEvent.Released e) {
      proto.setMutation(mutation(e.by().mutation(), e.by().fingerprint()));
      proto.getReleasedBuilder().setReason(reason(Optional.of(e.reason())));
    } else {
      ofNobody(event, proto);
    }
    return proto.build();
  }

  private static void ofNobody(
      OrderEvent event, io.shelfshare.journal.v1.OrderEvent.Builder proto) {
    if (event instanceof OrderEvent.HoldRanOut) {
      proto.getHoldRanOutBuilder();
    } else if (event instanceof OrderEvent.Breached e) {
      proto.getBreachedBuilder().addAllTotals(CommonMapping.toProto(e.totals()));
    } else if (event instanceof OrderEvent.Cancelled) {
      proto.getCancelledBuilder();
    } else if (event instanceof OrderEvent.CancelRequested) {
      proto.getCancelRequestedBuilder();
    } else if (event instanceof OrderEvent.StepTaken e) {
      proto.getStepTakenBuilder().setReceiver(receiver(e.receiver())).setStep(e.step());
    }
  }

  static OrderEvent fromProto(io.shelfshare.journal.v1.OrderEvent proto) {
    Instant at = at(proto.getAtMillis());
    return switch (proto.getEventCase()) {
      case STARTED -> started(at, proto.getStarted());
      case CONFIRMED ->
          new OrderEvent.Confirmed(
              at,
              by(proto),
              CommonMapping.fromProto(proto.getConfirmed().getFoundList()),
              reason(proto.getConfirmed().getShortReason()));
      case PACKED -> new OrderEvent.Packed(at, by(proto));
      case SHIPPED -> {
        var e = proto.getShipped();
        yield new OrderEvent.Shipped(
            at,
            by(proto),
            CommonMapping.fromProto(e.getShippedList()),
            reason(e.getShortReason()),
            e.getCarrier(),
            e.getTrackingNumber());
      }
      case RECEIVED ->
          new OrderEvent.Received(
              at,
              by(proto),
              proto.getReceived().getReceiptsList().stream()
                  .map(
                      r ->
                          new OrderEvent.Receipt(
                              new SkuId(r.getSku()), r.getAccepted(), r.getDamaged()))
                  .toList());
      case RELEASED ->
          new OrderEvent.Released(
              at, by(proto), reason(proto.getReleased().getReason()).orElseThrow());
      case HOLD_RAN_OUT -> new OrderEvent.HoldRanOut(at);
      case BREACHED ->
          new OrderEvent.Breached(at, CommonMapping.fromProto(proto.getBreached().getTotalsList()));
      case CANCELLED -> new OrderEvent.Cancelled(at);
      case CANCEL_REQUESTED -> new OrderEvent.CancelRequested(at);
      case STEP_TAKEN ->
          new OrderEvent.StepTaken(
              at, receiver(proto.getStepTaken().getReceiver()), proto.getStepTaken().getStep());
      case EVENT_NOT_SET -> throw new IllegalStateException("An order event of a later format");
    };
  }

  private static io.shelfshare.journal.v1.OrderEvent.Started started(OrderEvent.Started event) {
    return terms(event.terms()).toBuilder().addAllHeld(CommonMapping.toProto(event.held())).build();
  }

  private static OrderEvent started(Instant at, io.shelfshare.journal.v1.OrderEvent.Started proto) {
    return new OrderEvent.Started(at, terms(proto), CommonMapping.fromProto(proto.getHeldList()));
  }

  static io.shelfshare.journal.v1.OrderEvent.Started terms(OrderTerms terms) {
    return io.shelfshare.journal.v1.OrderEvent.Started.newBuilder()
        .setOrder(terms.order().value())
        .setSupplier(terms.supplier().value())
        .setRequester(terms.requester().value())
        .setCustomerReference(terms.customerReference().orElse(""))
        .addAllLines(CommonMapping.toProto(terms.lines()))
        .setAwardedAtMillis(terms.awardedAt().toEpochMilli())
        .setConfirmByMillis(terms.confirmBy().toEpochMilli())
        .build();
  }

  static OrderTerms terms(io.shelfshare.journal.v1.OrderEvent.Started proto) {
    return new OrderTerms(
        new OrderId(proto.getOrder()),
        new StoreId(proto.getSupplier()),
        new StoreId(proto.getRequester()),
        Optional.of(proto.getCustomerReference()).filter(r -> !r.isEmpty()),
        CommonMapping.fromProto(proto.getLinesList()),
        at(proto.getAwardedAtMillis()),
        at(proto.getConfirmByMillis()));
  }

  private static Answered by(io.shelfshare.journal.v1.OrderEvent proto) {
    return new Answered(mutation(proto.getMutation()), proto.getMutation().getFingerprint());
  }

  private static io.shelfshare.journal.v1.ShortReason reason(Optional<ShortReason> reason) {
    if (reason.isEmpty()) {
      return io.shelfshare.journal.v1.ShortReason.SHORT_REASON_UNSPECIFIED;
    }
    return switch (reason.get()) {
      case NOT_FOUND -> io.shelfshare.journal.v1.ShortReason.SHORT_REASON_NOT_FOUND;
      case DAMAGED -> io.shelfshare.journal.v1.ShortReason.SHORT_REASON_DAMAGED;
      case WRONG_ITEM -> io.shelfshare.journal.v1.ShortReason.SHORT_REASON_WRONG_ITEM;
      case BUSY -> io.shelfshare.journal.v1.ShortReason.SHORT_REASON_BUSY;
      case CANCEL_AGREED -> io.shelfshare.journal.v1.ShortReason.SHORT_REASON_CANCEL_AGREED;
    };
  }

  private static Optional<ShortReason> reason(io.shelfshare.journal.v1.ShortReason proto) {
    return switch (proto) {
      case SHORT_REASON_UNSPECIFIED -> Optional.empty();
      case SHORT_REASON_NOT_FOUND -> Optional.of(ShortReason.NOT_FOUND);
      case SHORT_REASON_DAMAGED -> Optional.of(ShortReason.DAMAGED);
      case SHORT_REASON_WRONG_ITEM -> Optional.of(ShortReason.WRONG_ITEM);
      case SHORT_REASON_BUSY -> Optional.of(ShortReason.BUSY);
      case SHORT_REASON_CANCEL_AGREED -> Optional.of(ShortReason.CANCEL_AGREED);
      case UNRECOGNIZED -> throw new IllegalStateException("A reason of a later format");
    };
  }

  private static StepReceiver receiver(Receiver receiver) {
    return switch (receiver) {
      case SUPPLIER -> StepReceiver.STEP_RECEIVER_SUPPLIER;
      case DESTINATION -> StepReceiver.STEP_RECEIVER_DESTINATION;
      case REQUEST -> StepReceiver.STEP_RECEIVER_REQUEST;
    };
  }

  private static Receiver receiver(StepReceiver proto) {
    return switch (proto) {
      case STEP_RECEIVER_SUPPLIER -> Receiver.SUPPLIER;
      case STEP_RECEIVER_DESTINATION -> Receiver.DESTINATION;
      case STEP_RECEIVER_REQUEST -> Receiver.REQUEST;
      case STEP_RECEIVER_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalStateException("A receiver of a later format: " + proto);
    };
  }
}
