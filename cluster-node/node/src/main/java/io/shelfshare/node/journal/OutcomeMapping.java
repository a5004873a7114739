package io.shelfshare.node.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.domain.stock.WeekTally;
import io.shelfshare.journal.v1.OrderOutcomeRow;
import io.shelfshare.journal.v1.SkuWeekRow;
import io.shelfshare.journal.v1.StoreDayRow;
import io.shelfshare.node.grpc.gateway.OrderOutcome;
import io.shelfshare.node.grpc.gateway.StoreDay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Rows of the tables that reports count. */
public final class OutcomeMapping {
  private OutcomeMapping() {}

  /** An order's outcome as a row. */
  public static ByteBuffer toRow(OrderOutcome outcome, long version) {
    return OrderOutcomeRow.newBuilder()
        .setEpoch(Epoch.FIRST)
        .setSequenceNr(version)
        .setSupplier(outcome.supplier().value())
        .setRequester(outcome.requester().value())
        .setRequestedAtMillis(millis(outcome.requestedAt()))
        .setAwardedAtMillis(outcome.awardedAt().toEpochMilli())
        .setReceivedAtMillis(millis(outcome.receivedAt()))
        .setPromised(outcome.promised())
        .setAccepted(outcome.accepted())
        .setGivenBack(outcome.givenBack())
        .setToCustomer(outcome.toCustomer())
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** An order's outcome from its row. */
  public static OrderOutcome outcome(ByteBuffer row) {
    try {
      OrderOutcomeRow proto = OrderOutcomeRow.parseFrom(row);
      return new OrderOutcome(
          new StoreId(proto.getSupplier()),
          new StoreId(proto.getRequester()),
          at(proto.getRequestedAtMillis()),
          Instant.ofEpochMilli(proto.getAwardedAtMillis()),
          at(proto.getReceivedAtMillis()),
          proto.getPromised(),
          proto.getAccepted(),
          proto.getGivenBack(),
          proto.getToCustomer());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of outcomes", e);
    }
  }

  /** A store's day as a row. */
  public static ByteBuffer toRow(StoreDay day) {
    return StoreDayRow.newBuilder()
        .setEpoch(Epoch.FIRST)
        .setSequenceNr(day.version())
        .setSold(day.tally().sold())
        .setOnHandBefore(day.tally().onHandBefore())
        .setOnHandAfter(day.tally().onHandAfter())
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** A store's day from its row. */
  public static StoreDay storeDay(StoreId store, LocalDate day, ByteBuffer row) {
    try {
      StoreDayRow proto = StoreDayRow.parseFrom(row);
      return new StoreDay(
          store,
          new DayTally(day, proto.getSold(), proto.getOnHandBefore(), proto.getOnHandAfter()),
          proto.getSequenceNr());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of days", e);
    }
  }

  /** What was sold of a SKU in a week as a row. */
  public static ByteBuffer toRow(WeekTally tally) {
    return SkuWeekRow.newBuilder()
        .setEpoch(Epoch.FIRST)
        .setSequenceNr(tally.version())
        .setSold(tally.sold())
        .setLastSoldEpochDay(tally.lastSold().toEpochDay())
        .build()
        .toByteString()
        .asReadOnlyByteBuffer();
  }

  /** What was sold of a SKU in a week from its row. */
  public static WeekTally weekTally(SkuId sku, IsoWeek week, ByteBuffer row) {
    try {
      SkuWeekRow proto = SkuWeekRow.parseFrom(row);
      return new WeekTally(
          sku,
          week,
          proto.getSold(),
          LocalDate.ofEpochDay(proto.getLastSoldEpochDay()),
          proto.getSequenceNr());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Damaged row of weeks", e);
    }
  }

  private static long millis(Optional<Instant> at) {
    return at.map(Instant::toEpochMilli).orElse(0L);
  }

  private static Optional<Instant> at(long millis) {
    return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
