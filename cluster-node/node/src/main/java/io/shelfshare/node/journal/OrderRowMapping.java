package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.CommonMapping.at;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.Losses;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.Refused;
import io.shelfshare.domain.order.Remark;
import io.shelfshare.journal.v1.OrderRow;
import io.shelfshare.journal.v1.OrderState;
import io.shelfshare.journal.v1.RemarkKind;
import java.time.Instant;
import java.util.Optional;

/** Orders as rows of the read tables. */
final class OrderRowMapping {
  private static final String STATE = "ORDER_STATE_";
  private static final String KIND = "REMARK_KIND_";

  private OrderRowMapping() {}

  static OrderRow toRow(OrderView order) {
    OrderRow.Builder row =
        OrderRow.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setSequenceNr(order.version())
            .setStarted(OrderMapping.terms(order.terms(), order.pins()))
            .setState(OrderState.valueOf(STATE + order.status()))
            .setCarrier(order.carrier())
            .setTrackingNumber(order.trackingNumber())
            .setEndReason(order.endReason().map(Enum::name).orElse(""))
            .setCancelRequested(order.cancelRequested())
            .setUpdatedAtMillis(order.changedAt().toEpochMilli())
            .setDueByMillis(order.dueBy().map(Instant::toEpochMilli).orElse(0L))
            .setLossSuspected(order.lossSuspected())
            .setReturnTo(order.returnTo().map(StoreId::value).orElse(""))
            .setMessages(order.messages())
            .setReceivedAtMillis(order.receivedAt().map(Instant::toEpochMilli).orElse(0L));
    order.lines().forEach(line -> row.addLines(line(line)));
    order.remarks().forEach(remark -> row.addRemarks(remark(remark)));
    return row.build();
  }

  static OrderView fromRow(OrderRow row) {
    return new OrderView(
        OrderMapping.terms(row.getStarted()),
        OrderMapping.pins(row.getStarted().getPins()),
        OrderView.Status.valueOf(row.getState().name().substring(STATE.length())),
        row.getSequenceNr(),
        at(row.getUpdatedAtMillis()),
        row.getLinesList().stream().map(OrderRowMapping::line).toList(),
        row.getCancelRequested(),
        row.getCarrier(),
        row.getTrackingNumber(),
        Optional.of(row.getEndReason())
            .filter(reason -> !reason.isEmpty())
            .map(OrderView.EndReason::valueOf),
        row.getDueByMillis() == 0 ? Optional.empty() : Optional.of(at(row.getDueByMillis())),
        row.getLossSuspected(),
        SentMapping.store(row.getReturnTo()),
        row.getRemarksList().stream().map(OrderRowMapping::remark).toList(),
        row.getMessages(),
        row.getReceivedAtMillis() == 0
            ? Optional.empty()
            : Optional.of(at(row.getReceivedAtMillis())));
  }

  private static OrderRow.Line line(OrderLine line) {
    OrderLine.Shorted shorted = line.shorted();
    Refused refused = line.refused();
    return OrderRow.Line.newBuilder()
        .setSku(line.sku().value())
        .setAwarded(line.awarded())
        .setPending(line.pending())
        .setShipped(line.shipped())
        .setShortedByReason(
            OrderRow.Shorted.newBuilder()
                .setNotFound(shorted.notFound())
                .setDamaged(shorted.damaged())
                .setWrongItem(shorted.wrongItem())
                .setBreached(shorted.breached())
                .setOther(shorted.other()))
        .setCancelled(line.cancelled())
        .setBreachesTold(line.breachesTold())
        .setAccepted(line.accepted())
        .setDamaged(line.damaged())
        .setRefused(refused.units())
        .setLostByParty(losses(line.lost()))
        .setInTransit(line.inTransit())
        .setReturnedGood(refused.returnedGood())
        .setReturnedDamaged(refused.returnedDamaged())
        .setLostBackByParty(losses(refused.lostBack()))
        .setReturning(refused.returning())
        .setGivenBack(refused.givenBack())
        .build();
  }

  private static OrderLine line(OrderRow.Line row) {
    OrderRow.Shorted shorted = row.getShortedByReason();
    return new OrderLine(
        new SkuId(row.getSku()),
        row.getAwarded(),
        row.getPending(),
        new OrderLine.Shorted(
            shorted.getNotFound(),
            shorted.getDamaged(),
            shorted.getWrongItem(),
            shorted.getBreached(),
            shorted.getOther()),
        row.getCancelled(),
        row.getBreachesTold(),
        row.getShipped(),
        row.getInTransit(),
        row.getAccepted(),
        row.getDamaged(),
        losses(row.getLostByParty()),
        new Refused(
            row.getRefused(),
            row.getReturnedGood(),
            row.getReturnedDamaged(),
            losses(row.getLostBackByParty()),
            row.getReturning(),
            row.getGivenBack()));
  }

  private static OrderRow.Losses losses(Losses losses) {
    return OrderRow.Losses.newBuilder()
        .setSupplier(losses.supplier())
        .setRequester(losses.requester())
        .setCarrier(losses.carrier())
        .build();
  }

  private static Losses losses(OrderRow.Losses row) {
    // What was found is for the books, which the order itself tells.
    return new Losses(
        row.getSupplier(), row.getRequester(), row.getCarrier(), new Losses.Found(0, 0, 0));
  }

  private static OrderRow.Remark remark(Remark remark) {
    return OrderRow.Remark.newBuilder()
        .setAtMillis(remark.at().toEpochMilli())
        .setSku(remark.sku().value())
        .setKind(RemarkKind.valueOf(KIND + remark.kind()))
        .setUnits(remark.units())
        .setReason(SentMapping.reason(remark.reason()))
        .addAllPhotos(remark.photos())
        .build();
  }

  private static Remark remark(OrderRow.Remark row) {
    return new Remark(
        at(row.getAtMillis()),
        new SkuId(row.getSku()),
        Remark.Kind.valueOf(row.getKind().name().substring(KIND.length())),
        row.getUnits(),
        SentMapping.reason(row.getReason()),
        row.getPhotosList());
  }
}
