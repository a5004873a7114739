package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;
import static io.shelfshare.node.journal.CommonMapping.mutation;
import static io.shelfshare.node.journal.CommonMapping.units;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.CountTask;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.SupplyStep;
import io.shelfshare.journal.v1.CountReason;
import io.shelfshare.journal.v1.MovementKind;
import java.time.Instant;
import java.util.Optional;

/** Events of a store's stock. */
final class StockMapping {
  private StockMapping() {}

  static io.shelfshare.journal.v1.StockEvent toProto(StockEvent event) {
    var proto =
        io.shelfshare.journal.v1.StockEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof StockEvent.MovementsRecorded e) {
      proto.setMovementsRecorded(movements(e));
    } else if (event instanceof StockEvent.Reserved e) {
      proto
          .getReservedBuilder()
          .setOrder(e.order().value())
          .addAllLines(CommonMapping.toProto(e.lines()))
          .setAwardByMillis(e.awardBy().toEpochMilli());
    } else if (event instanceof StockEvent.Bound e) {
      proto
          .getBoundBuilder()
          .setOrder(e.order().value())
          .addAllHeld(CommonMapping.toProto(e.held()));
    } else if (event instanceof StockEvent.HoldDropped e) {
      proto.getHoldDroppedBuilder().setOrder(e.order().value());
    } else if (event instanceof StockEvent.SupplyApplied e) {
      proto.setSupplyApplied(supply(e));
    } else if (event instanceof StockEvent.InboundApplied e) {
      proto.getInboundAppliedBuilder().setStep(inbound(e.step()));
    } else if (event instanceof StockEvent.BreachTold e) {
      proto
          .getBreachToldBuilder()
          .setOrder(e.order().value())
          .addAllTotals(CommonMapping.toProto(e.totals()));
    }
    return proto.build();
  }

  static StockEvent fromProto(io.shelfshare.journal.v1.StockEvent proto) {
    Instant at = at(proto.getAtMillis());
    return switch (proto.getEventCase()) {
      case MOVEMENTS_RECORDED -> movements(at, proto.getMovementsRecorded());
      case RESERVED -> {
        var e = proto.getReserved();
        yield new StockEvent.Reserved(
            at,
            new OrderId(e.getOrder()),
            CommonMapping.fromProto(e.getLinesList()),
            at(e.getAwardByMillis()));
      }
      case BOUND ->
          new StockEvent.Bound(
              at,
              new OrderId(proto.getBound().getOrder()),
              CommonMapping.fromProto(proto.getBound().getHeldList()));
      case HOLD_DROPPED ->
          new StockEvent.HoldDropped(at, new OrderId(proto.getHoldDropped().getOrder()));
      case SUPPLY_APPLIED -> supply(at, proto.getSupplyApplied());
      case INBOUND_APPLIED ->
          new StockEvent.InboundApplied(at, inbound(proto.getInboundApplied().getStep()));
      case BREACH_TOLD ->
          new StockEvent.BreachTold(
              at,
              new OrderId(proto.getBreachTold().getOrder()),
              CommonMapping.fromProto(proto.getBreachTold().getTotalsList()));
      case EVENT_NOT_SET -> throw new IllegalStateException("A stock event of a later format");
    };
  }

  private static io.shelfshare.journal.v1.StockEvent.MovementsRecorded movements(
      StockEvent.MovementsRecorded event) {
    var proto = io.shelfshare.journal.v1.StockEvent.MovementsRecorded.newBuilder();
    proto.setMutation(mutation(event.mutation(), event.fingerprint()));
    for (StockEvent.LineChange change : event.changes()) {
      proto
          .addChangesBuilder()
          .setSku(change.sku().value())
          .setKind(kind(change.kind()))
          .setOnHandDelta(change.onHandDelta())
          .setUnexplained(change.unexplained())
          .setSafety(change.safety())
          .setConfidence(change.confidence())
          .setReason(change.reason());
    }
    for (StockEvent.Breach breach : event.breaches()) {
      proto.addBreachesBuilder().setOrder(breach.order().value()).setUnits(units(breach.units()));
    }
    return proto.build();
  }

  private static StockEvent movements(
      Instant at, io.shelfshare.journal.v1.StockEvent.MovementsRecorded proto) {
    return new StockEvent.MovementsRecorded(
        at,
        mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        proto.getChangesList().stream()
            .map(
                c ->
                    new StockEvent.LineChange(
                        new SkuId(c.getSku()),
                        kind(c.getKind()),
                        c.getOnHandDelta(),
                        c.getUnexplained(),
                        c.getSafety(),
                        c.getConfidence(),
                        c.getReason()))
            .toList(),
        proto.getBreachesList().stream()
            .map(b -> new StockEvent.Breach(new OrderId(b.getOrder()), units(b.getUnits())))
            .toList());
  }

  private static io.shelfshare.journal.v1.StockEvent.SupplyApplied supply(
      StockEvent.SupplyApplied event) {
    var proto = io.shelfshare.journal.v1.StockEvent.SupplyApplied.newBuilder();
    proto.setStep(supply(event.step()));
    for (StockEvent.SupplyOutcome outcome : event.outcomes()) {
      proto
          .addOutcomesBuilder()
          .setSku(outcome.sku().value())
          .setHeld(outcome.held())
          .setOnHandDelta(outcome.onHandDelta())
          .setUnsellableDelta(outcome.unsellableDelta())
          .setUnexplained(outcome.unexplained())
          .setConfidence(outcome.confidence())
          .setCount(count(outcome.count()));
    }
    return proto.build();
  }

  private static StockEvent supply(
      Instant at, io.shelfshare.journal.v1.StockEvent.SupplyApplied proto) {
    return new StockEvent.SupplyApplied(
        at,
        supply(proto.getStep()),
        proto.getOutcomesList().stream()
            .map(
                o ->
                    new StockEvent.SupplyOutcome(
                        new SkuId(o.getSku()),
                        o.getHeld(),
                        o.getOnHandDelta(),
                        o.getUnsellableDelta(),
                        o.getUnexplained(),
                        o.getConfidence(),
                        count(o.getCount())))
            .toList());
  }

  static io.shelfshare.journal.v1.SupplyStep supply(SupplyStep step) {
    var proto =
        io.shelfshare.journal.v1.SupplyStep.newBuilder()
            .setOrder(step.order().value())
            .setStep(step.step())
            .setConfirmed(step.confirmed())
            .setEnded(step.ended());
    for (SupplyStep.Line line : step.lines()) {
      proto
          .addLinesBuilder()
          .setSku(line.sku().value())
          .setHold(line.hold())
          .setShipped(line.shipped())
          .setAbsent(line.absent())
          .setDamaged(line.damaged())
          .setBreached(line.breached())
          .setMistaken(line.mistaken());
    }
    return proto.build();
  }

  static SupplyStep supply(io.shelfshare.journal.v1.SupplyStep proto) {
    return new SupplyStep(
        new OrderId(proto.getOrder()),
        proto.getStep(),
        proto.getConfirmed(),
        proto.getEnded(),
        proto.getLinesList().stream()
            .map(
                l ->
                    new SupplyStep.Line(
                        new SkuId(l.getSku()),
                        l.getHold(),
                        l.getShipped(),
                        l.getAbsent(),
                        l.getDamaged(),
                        l.getBreached(),
                        l.getMistaken()))
            .toList());
  }

  static io.shelfshare.journal.v1.InboundStep inbound(InboundStep step) {
    var proto =
        io.shelfshare.journal.v1.InboundStep.newBuilder()
            .setOrder(step.order().value())
            .setStep(step.step())
            .setEnded(step.ended());
    for (InboundStep.Line line : step.lines()) {
      proto
          .addLinesBuilder()
          .setSku(line.sku().value())
          .setShipped(line.shipped())
          .setAccepted(line.accepted())
          .setDamaged(line.damaged())
          .setGone(line.gone())
          .setSurplus(line.surplus());
    }
    return proto.build();
  }

  static InboundStep inbound(io.shelfshare.journal.v1.InboundStep proto) {
    return new InboundStep(
        new OrderId(proto.getOrder()),
        proto.getStep(),
        proto.getEnded(),
        proto.getLinesList().stream()
            .map(
                l ->
                    new InboundStep.Line(
                        new SkuId(l.getSku()),
                        l.getShipped(),
                        l.getAccepted(),
                        l.getDamaged(),
                        l.getGone(),
                        l.getSurplus()))
            .toList());
  }

  static CountReason count(Optional<CountTask.Reason> reason) {
    return reason
        .map(one -> CountReason.valueOf("COUNT_REASON_" + one))
        .orElse(CountReason.COUNT_REASON_UNSPECIFIED);
  }

  static Optional<CountTask.Reason> count(CountReason proto) {
    return proto == CountReason.COUNT_REASON_UNSPECIFIED
        ? Optional.empty()
        : Optional.of(CountTask.Reason.valueOf(proto.name().substring("COUNT_REASON_".length())));
  }

  private static MovementKind kind(Movement.Kind kind) {
    return MovementKind.valueOf("MOVEMENT_KIND_" + kind);
  }

  private static Movement.Kind kind(MovementKind kind) {
    return Movement.Kind.valueOf(kind.name().substring("MOVEMENT_KIND_".length()));
  }
}
