package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;
import static io.shelfshare.node.journal.CommonMapping.mutation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.journal.v1.StepReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Events of a transfer order. */
final class OrderMapping {
  private static final String REASON = "SHORT_REASON_";
  private static final String RECEIVER = "STEP_RECEIVER_";

  private OrderMapping() {}

  static io.shelfshare.journal.v1.OrderEvent toProto(OrderEvent event) {
    var proto =
        io.shelfshare.journal.v1.OrderEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    cause(event).ifPresent(by -> proto.setMutation(mutation(by.mutation(), by.fingerprint())));
    if (event instanceof OrderEvent.Started e) {
      proto.setStarted(started(e));
    } else if (event instanceof OrderEvent.Confirmed e) {
      proto
          .getConfirmedBuilder()
          .addAllFound(CommonMapping.toProto(e.found()))
          .setShortReason(reason(e.shortReason()));
    } else if (event instanceof OrderEvent.Packed) {
      proto.getPackedBuilder();
    } else if (event instanceof OrderEvent.Shipped e) {
      proto
          .getShippedBuilder()
          .addAllShipped(CommonMapping.toProto(e.shipped()))
          .setShortReason(reason(e.shortReason()))
          .setCarrier(e.shipment().carrier())
          .setTrackingNumber(e.shipment().trackingNumber())
          .setArriveByMillis(e.shipment().arriveBy().map(Instant::toEpochMilli).orElse(0L));
    } else if (event instanceof OrderEvent.Released e) {
      proto.getReleasedBuilder().setReason(reason(Optional.of(e.reason())));
    } else if (event instanceof OrderEvent.HoldRanOut) {
      proto.getHoldRanOutBuilder();
    } else if (event instanceof OrderEvent.Breached e) {
      proto.getBreachedBuilder().addAllTotals(CommonMapping.toProto(e.totals()));
    } else if (event instanceof OrderEvent.Cancelled) {
      proto.getCancelledBuilder();
    } else if (event instanceof OrderEvent.CancelRequested) {
      proto.getCancelRequestedBuilder();
    } else if (event instanceof OrderEvent.StepTaken e) {
      proto.getStepTakenBuilder().setReceiver(receiver(e.receiver())).setStep(e.step());
    } else if (!SentMapping.toProto(event, proto)) {
      throw new IllegalStateException("An order event that has no format: " + event);
    }
    return proto.build();
  }

  private static Optional<Answered> cause(OrderEvent event) {
    if (event instanceof OrderEvent.Cancelled e) {
      return e.by();
    }
    if (event instanceof OrderEvent.CancelRequested e) {
      return e.by();
    }
    return event instanceof OrderEvent.Caused caused ? Optional.of(caused.by()) : Optional.empty();
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
      case SHIPPED -> shipped(at, by(proto), proto.getShipped());
      case RELEASED ->
          new OrderEvent.Released(
              at, by(proto), reason(proto.getReleased().getReason()).orElseThrow());
      case HOLD_RAN_OUT -> new OrderEvent.HoldRanOut(at);
      case BREACHED ->
          new OrderEvent.Breached(at, CommonMapping.fromProto(proto.getBreached().getTotalsList()));
      case CANCELLED -> new OrderEvent.Cancelled(at, maybeBy(proto));
      case CANCEL_REQUESTED -> new OrderEvent.CancelRequested(at, maybeBy(proto));
      case STEP_TAKEN ->
          new OrderEvent.StepTaken(
              at, receiver(proto.getStepTaken().getReceiver()), proto.getStepTaken().getStep());
      case LOSS_SUSPECTED -> new OrderEvent.LossSuspected(at);
      case CLOSED -> new OrderEvent.Closed(at);
      case EVENT_NOT_SET -> throw new IllegalStateException("An order event of a later format");
      default -> SentMapping.fromProto(at, by(proto), proto);
    };
  }

  private static OrderEvent shipped(
      Instant at, Answered by, io.shelfshare.journal.v1.OrderEvent.Shipped proto) {
    return new OrderEvent.Shipped(
        at,
        by,
        CommonMapping.fromProto(proto.getShippedList()),
        reason(proto.getShortReason()),
        new OrderEvent.Shipment(
            proto.getCarrier(),
            proto.getTrackingNumber(),
            proto.getArriveByMillis() == 0
                ? Optional.empty()
                : Optional.of(at(proto.getArriveByMillis()))));
  }

  private static io.shelfshare.journal.v1.OrderEvent.Started started(OrderEvent.Started event) {
    return terms(event.terms(), event.pins()).toBuilder()
        .addAllHeld(CommonMapping.toProto(event.held()))
        .build();
  }

  private static OrderEvent started(Instant at, io.shelfshare.journal.v1.OrderEvent.Started proto) {
    return new OrderEvent.Started(
        at, terms(proto), pins(proto.getPins()), CommonMapping.fromProto(proto.getHeldList()));
  }

  static io.shelfshare.journal.v1.OrderEvent.Started terms(OrderTerms terms, OrderPins pins) {
    return io.shelfshare.journal.v1.OrderEvent.Started.newBuilder()
        .setOrder(terms.order().value())
        .setSupplier(terms.supplier().value())
        .setRequester(terms.requester().value())
        .setCustomerReference(terms.customerReference().orElse(""))
        .addAllLines(CommonMapping.toProto(terms.lines()))
        .setAwardedAtMillis(terms.awardedAt().toEpochMilli())
        .setConfirmByMillis(terms.confirmBy().toEpochMilli())
        .setRequestedAtMillis(terms.requestedAt().map(Instant::toEpochMilli).orElse(0L))
        .setPins(pins(pins))
        .build();
  }

  private static io.shelfshare.journal.v1.OrderPins pins(OrderPins pins) {
    var proto =
        io.shelfshare.journal.v1.OrderPins.newBuilder()
            .setSupplierOwner(pins.supplierOwner().value())
            .setRequesterOwner(pins.requesterOwner().value())
            .setShipMillis(pins.periods().ship().toMillis())
            .setArriveMillis(pins.periods().arrive().toMillis())
            .setGiveBackMillis(pins.periods().giveBack().toMillis())
            .setClaimMillis(pins.periods().claim().toMillis());
    pins.money().ifPresent(money -> proto.setMoney(AmountMapping.terms(money)));
    return proto.build();
  }

  static OrderPins pins(io.shelfshare.journal.v1.OrderPins proto) {
    return new OrderPins(
        new OwnerId(proto.getSupplierOwner()),
        new OwnerId(proto.getRequesterOwner()),
        new OrderPins.Periods(
            Duration.ofMillis(proto.getShipMillis()),
            Duration.ofMillis(proto.getArriveMillis()),
            Duration.ofMillis(proto.getGiveBackMillis()),
            Duration.ofMillis(proto.getClaimMillis())),
        proto.hasMoney() ? Optional.of(AmountMapping.terms(proto.getMoney())) : Optional.empty());
  }

  static OrderTerms terms(io.shelfshare.journal.v1.OrderEvent.Started proto) {
    return new OrderTerms(
        new OrderId(proto.getOrder()),
        new StoreId(proto.getSupplier()),
        new StoreId(proto.getRequester()),
        Optional.of(proto.getCustomerReference()).filter(r -> !r.isEmpty()),
        CommonMapping.fromProto(proto.getLinesList()),
        at(proto.getAwardedAtMillis()),
        at(proto.getConfirmByMillis()),
        proto.getRequestedAtMillis() == 0
            ? Optional.empty()
            : Optional.of(at(proto.getRequestedAtMillis())));
  }

  private static Answered by(io.shelfshare.journal.v1.OrderEvent proto) {
    return new Answered(mutation(proto.getMutation()), proto.getMutation().getFingerprint());
  }

  private static Optional<Answered> maybeBy(io.shelfshare.journal.v1.OrderEvent proto) {
    return proto.hasMutation() ? Optional.of(by(proto)) : Optional.empty();
  }

  private static io.shelfshare.journal.v1.ShortReason reason(Optional<ShortReason> reason) {
    return reason
        .map(one -> io.shelfshare.journal.v1.ShortReason.valueOf(REASON + one))
        .orElse(io.shelfshare.journal.v1.ShortReason.SHORT_REASON_UNSPECIFIED);
  }

  private static Optional<ShortReason> reason(io.shelfshare.journal.v1.ShortReason proto) {
    return proto == io.shelfshare.journal.v1.ShortReason.SHORT_REASON_UNSPECIFIED
        ? Optional.empty()
        : Optional.of(ShortReason.valueOf(proto.name().substring(REASON.length())));
  }

  private static StepReceiver receiver(Receiver receiver) {
    return StepReceiver.valueOf(RECEIVER + receiver);
  }

  private static Receiver receiver(StepReceiver proto) {
    return Receiver.valueOf(proto.name().substring(RECEIVER.length()));
  }
}
