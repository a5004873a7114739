package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;
import static io.shelfshare.node.journal.CommonMapping.mutation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Events of a transfer request. */
final class RequestMapping {
  private RequestMapping() {}

  static io.shelfshare.journal.v1.RequestEvent toProto(RequestEvent event) {
    var proto =
        io.shelfshare.journal.v1.RequestEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof RequestEvent.Posted e) {
      proto
          .getPostedBuilder()
          .setMutation(mutation(e.mutation(), e.fingerprint()))
          .setSpec(spec(e.spec()));
    } else if (event instanceof RequestEvent.Awarded e) {
      proto.setAwarded(award(e.award()));
    } else if (event instanceof RequestEvent.OrderReported e) {
      proto.setOrderReported(report(e.report()));
    } else if (event instanceof RequestEvent.Expired) {
      proto.getExpiredBuilder();
    } else if (event instanceof RequestEvent.Cancelled e) {
      proto
          .getCancelledBuilder()
          .setReason(e.reason())
          .setMutation(mutation(e.mutation(), e.fingerprint()))
          .setMergedInto(e.mergedInto().map(RequestId::toString).orElse(""));
    } else if (event instanceof RequestEvent.CancelTold e) {
      proto.getCancelToldBuilder().setOrder(e.order().value());
    } else {
      CourseEventMapping.put(event, proto);
    }
    return proto.build();
  }

  static RequestEvent fromProto(io.shelfshare.journal.v1.RequestEvent proto) {
    Instant at = at(proto.getAtMillis());
    return switch (proto.getEventCase()) {
      case POSTED -> {
        var e = proto.getPosted();
        yield new RequestEvent.Posted(
            at, spec(e.getSpec()), mutation(e.getMutation()), e.getMutation().getFingerprint());
      }
      case AWARDED -> new RequestEvent.Awarded(at, award(at, proto.getAwarded()));
      case ORDER_REPORTED -> new RequestEvent.OrderReported(at, report(proto.getOrderReported()));
      case EXPIRED -> new RequestEvent.Expired(at);
      case CANCELLED -> {
        var e = proto.getCancelled();
        yield new RequestEvent.Cancelled(
            at,
            e.getReason(),
            mutation(e.getMutation()),
            e.getMutation().getFingerprint(),
            Optional.of(e.getMergedInto())
                .filter(id -> !id.isEmpty())
                .map(id -> new RequestId(UUID.fromString(id))));
      }
      case CANCEL_TOLD ->
          new RequestEvent.CancelTold(at, new OrderId(proto.getCancelTold().getOrder()));
      case EVENT_NOT_SET -> throw new IllegalStateException("A request event of a later format");
      default -> CourseEventMapping.fromProto(at, proto);
    };
  }

  static io.shelfshare.journal.v1.RequestEvent.Awarded award(Award award) {
    return io.shelfshare.journal.v1.RequestEvent.Awarded.newBuilder()
        .setOrder(award.order().value())
        .setStore(award.store().value())
        .addAllLines(CommonMapping.toProto(award.lines()))
        .setConfirmByMillis(award.confirmBy().toEpochMilli())
        .setMutation(mutation(award.mutation(), award.fingerprint()))
        .setReceiver(award.receiver().map(StoreId::value).orElse(""))
        .build();
  }

  static Award award(Instant at, io.shelfshare.journal.v1.RequestEvent.Awarded proto) {
    return new Award(
        new OrderId(proto.getOrder()),
        new StoreId(proto.getStore()),
        CommonMapping.fromProto(proto.getLinesList()),
        at,
        at(proto.getConfirmByMillis()),
        mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        Optional.of(proto.getReceiver()).filter(id -> !id.isEmpty()).map(StoreId::new));
  }

  private static io.shelfshare.journal.v1.RequestEvent.OrderReported report(OrderReport report) {
    var proto =
        io.shelfshare.journal.v1.RequestEvent.OrderReported.newBuilder()
            .setOrder(report.order().value())
            .setVersion(report.version())
            .setExcludesSupplier(report.excludesSupplier())
            .setEnded(report.ended());
    for (OrderReport.Line line : report.lines()) {
      proto
          .addLinesBuilder()
          .setSku(line.sku().value())
          .setReopened(line.reopened())
          .setAccepted(line.accepted());
    }
    return proto.build();
  }

  private static OrderReport report(io.shelfshare.journal.v1.RequestEvent.OrderReported proto) {
    return new OrderReport(
        new OrderId(proto.getOrder()),
        proto.getVersion(),
        proto.getExcludesSupplier(),
        proto.getEnded(),
        proto.getLinesList().stream()
            .map(l -> new OrderReport.Line(new SkuId(l.getSku()), l.getReopened(), l.getAccepted()))
            .toList());
  }

  static io.shelfshare.journal.v1.RequestSpec spec(RequestSpec spec) {
    var proto =
        io.shelfshare.journal.v1.RequestSpec.newBuilder()
            .setStore(spec.store().value())
            .addAllLines(CommonMapping.toProto(spec.lines()))
            .setMode(SpecMapping.mode(spec.mode()))
            .setCustomerReference(spec.customerReference().orElse(""))
            .setExpireAtMillis(spec.expireAt().toEpochMilli())
            .setNeededByMillis(spec.neededBy().map(Instant::toEpochMilli).orElse(0L))
            .setAllOrNothing(spec.allOrNothing())
            .setSplitLimit(spec.splitLimit())
            .setNote(spec.note())
            .setRegion(spec.region());
    SpecMapping.put(spec.options(), proto);
    return proto.build();
  }

  static RequestSpec spec(io.shelfshare.journal.v1.RequestSpec proto) {
    return new RequestSpec(
        new StoreId(proto.getStore()),
        CommonMapping.fromProto(proto.getLinesList()),
        SpecMapping.mode(proto.getMode()),
        Optional.of(proto.getCustomerReference()).filter(r -> !r.isEmpty()),
        at(proto.getExpireAtMillis()),
        Optional.of(proto.getNeededByMillis()).filter(m -> m != 0).map(Instant::ofEpochMilli),
        proto.getAllOrNothing(),
        proto.getSplitLimit(),
        proto.getNote(),
        proto.getRegion(),
        SpecMapping.options(proto));
  }
}
