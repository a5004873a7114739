package io.shelfshare.node.journal;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.CountTask;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.Inbound;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.StockLine;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.domain.stock.WeekTally;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshots. */
final class SnapshotMapping {
  private SnapshotMapping() {}

  static io.shelfshare.journal.v1.StockSnapshot toProto(StockSnapshot snapshot) {
    StoreStock.State state = snapshot.state();
    var proto =
        io.shelfshare.journal.v1.StockSnapshot.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setVersion(state.version())
            .setLastEventAtMillis(state.lastEventAt().toEpochMilli());
    state
        .lines()
        .forEach(
            (sku, line) ->
                proto
                    .addLinesBuilder()
                    .setSku(sku.value())
                    .setOnHand(line.onHand())
                    .setReserved(line.reserved())
                    .setSafety(line.safety())
                    .setInbound(line.inbound())
                    .setUnsellable(line.unsellable())
                    .setConfidence(line.confidence())
                    .setCountReason(StockMapping.count(line.countTask().map(CountTask::reason)))
                    .setCountSinceMillis(
                        line.countTask().map(task -> task.since().toEpochMilli()).orElse(0L)));
    state.holds().forEach(hold -> proto.addHolds(hold(hold)));
    for (Inbound inbound : state.inbounds()) {
      proto.addInbounds(
          StockMapping.inbound(
              new InboundStep(inbound.order(), inbound.step(), false, inbound.lines())));
    }
    for (Remembered<StoreStock.Recorded> one : state.mutations()) {
      proto
          .addMutationsBuilder()
          .setMutation(CommonMapping.mutation(one.key(), one.fingerprint()))
          .setAtMillis(one.at().toEpochMilli())
          .setCount(one.answer().count())
          .setBreachedUnits(one.answer().breachedUnits());
    }
    state
        .endedSupplies()
        .forEach(
            (order, at) ->
                proto
                    .addEndedSuppliesBuilder()
                    .setOrder(order.value())
                    .setAtMillis(at.toEpochMilli()));
    state
        .endedInbounds()
        .forEach(
            (order, at) ->
                proto
                    .addEndedInboundsBuilder()
                    .setOrder(order.value())
                    .setAtMillis(at.toEpochMilli()));
    for (DayTally day : state.days()) {
      proto
          .addDaysBuilder()
          .setEpochDay(day.day().toEpochDay())
          .setSold(day.sold())
          .setOnHandBefore(day.onHandBefore())
          .setOnHandAfter(day.onHandAfter());
    }
    for (WeekTally tally : state.weeks()) {
      proto
          .addWeeksBuilder()
          .setSku(tally.sku().value())
          .setWeek(tally.week().number())
          .setSold(tally.sold())
          .setLastSoldEpochDay(tally.lastSold().toEpochDay())
          .setVersion(tally.version());
    }
    snapshot.unpublished().forEach(sku -> proto.addUnpublished(sku.value()));
    return proto.build();
  }

  private static io.shelfshare.journal.v1.StockSnapshot.Hold hold(Hold hold) {
    var proto =
        io.shelfshare.journal.v1.StockSnapshot.Hold.newBuilder()
            .setOrder(hold.order().value())
            .setAwardByMillis(hold.awardBy().toEpochMilli())
            .setBound(hold.bound())
            .setConfirmed(hold.confirmed())
            .setStep(hold.step());
    for (Hold.Line line : hold.lines()) {
      proto
          .addLinesBuilder()
          .setSku(line.sku().value())
          .setReserved(line.reserved())
          .setBound(line.bound())
          .setHeld(line.held())
          .setBreached(line.breached())
          .setTold(line.told())
          .setShipped(line.shipped())
          .setAbsent(line.absent())
          .setDamaged(line.damaged())
          .setMistaken(line.mistaken());
    }
    return proto.build();
  }

  static StockSnapshot fromProto(io.shelfshare.journal.v1.StockSnapshot proto) {
    SortedMap<SkuId, StockLine> lines = new TreeMap<>();
    for (var line : proto.getLinesList()) {
      lines.put(
          new SkuId(line.getSku()),
          new StockLine(
              line.getOnHand(),
              line.getReserved(),
              line.getSafety(),
              line.getInbound(),
              line.getUnsellable(),
              line.getConfidence(),
              StockMapping.count(line.getCountReason())
                  .map(
                      reason ->
                          new CountTask(reason, CommonMapping.at(line.getCountSinceMillis())))));
    }
    return new StockSnapshot(
        new StoreStock.State(
            proto.getVersion(),
            CommonMapping.at(proto.getLastEventAtMillis()),
            lines,
            proto.getHoldsList().stream().map(SnapshotMapping::hold).toList(),
            proto.getInboundsList().stream()
                .map(StockMapping::inbound)
                .map(step -> new Inbound(step.order(), step.step(), step.lines()))
                .toList(),
            proto.getMutationsList().stream().map(SnapshotMapping::mutation).toList(),
            ended(proto.getEndedSuppliesList()),
            ended(proto.getEndedInboundsList()),
            proto.getDaysList().stream()
                .map(
                    day ->
                        new DayTally(
                            LocalDate.ofEpochDay(day.getEpochDay()),
                            day.getSold(),
                            day.getOnHandBefore(),
                            day.getOnHandAfter()))
                .toList(),
            proto.getWeeksList().stream().map(SnapshotMapping::week).toList()),
        proto.getUnpublishedList().stream().map(SkuId::new).toList());
  }

  private static WeekTally week(io.shelfshare.journal.v1.StockSnapshot.Week proto) {
    return new WeekTally(
        new SkuId(proto.getSku()),
        IsoWeek.ofNumber(proto.getWeek()),
        proto.getSold(),
        LocalDate.ofEpochDay(proto.getLastSoldEpochDay()),
        proto.getVersion());
  }

  private static Hold hold(io.shelfshare.journal.v1.StockSnapshot.Hold proto) {
    return new Hold(
        new OrderId(proto.getOrder()),
        CommonMapping.at(proto.getAwardByMillis()),
        proto.getBound(),
        proto.getConfirmed(),
        proto.getStep(),
        proto.getLinesList().stream()
            .map(
                line ->
                    new Hold.Line(
                        new SkuId(line.getSku()),
                        line.getReserved(),
                        line.getBound(),
                        line.getHeld(),
                        line.getBreached(),
                        line.getTold(),
                        line.getShipped(),
                        line.getAbsent(),
                        line.getDamaged(),
                        line.getMistaken()))
            .toList());
  }

  private static Remembered<StoreStock.Recorded> mutation(
      io.shelfshare.journal.v1.StockSnapshot.Mutation proto) {
    Instant at = CommonMapping.at(proto.getAtMillis());
    return new Remembered<>(
        CommonMapping.mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        at,
        new StoreStock.Recorded(at, proto.getCount(), proto.getBreachedUnits()));
  }

  private static Map<OrderId, Instant> ended(
      List<io.shelfshare.journal.v1.StockSnapshot.EndedOrder> orders) {
    Map<OrderId, Instant> ended = new LinkedHashMap<>();
    orders.forEach(
        order -> ended.put(new OrderId(order.getOrder()), CommonMapping.at(order.getAtMillis())));
    return ended;
  }
}
