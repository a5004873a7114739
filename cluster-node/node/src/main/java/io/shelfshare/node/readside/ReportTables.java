package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.grpc.gateway.OrderOutcome;
import io.shelfshare.node.grpc.gateway.StoreDay;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.OutcomeMapping;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What reports count: each order that has ended once, by the day of its award, and each day of a
 * store once. Safe for use by any thread.
 */
public final class ReportTables implements ReadTable<StoreDay> {
  /** Partitions a day; fixed for the life of a cluster's data. */
  private static final int SLICES = 16;

  private final CqlSession session;
  private final PreparedStatement insertOutcome;
  private final PreparedStatement selectOutcomes;
  private final PreparedStatement insertDay;
  private final PreparedStatement selectDays;

  ReportTables(CqlSession session) {
    this.session = session;
    this.insertOutcome =
        session.prepare(
            "INSERT INTO order_outcome (day, slice, id, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.selectOutcomes =
        session.prepare("SELECT state FROM order_outcome WHERE day = ? AND slice = ?");
    this.insertDay =
        session.prepare(
            "INSERT INTO store_day (day, slice, store, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.selectDays =
        session.prepare("SELECT day, store, state FROM store_day WHERE day = ? AND slice = ?");
  }

  /** Writes what became of orders; of those that have not ended, nothing. */
  CompletionStage<?> writeOutcomes(List<OrderView> orders) {
    return Groups.execute(
        session, orders.stream().flatMap(order -> outcome(order).stream()).toList());
  }

  private Optional<Statement<?>> outcome(OrderView order) {
    return OrderOutcome.of(order)
        .map(
            outcome ->
                insertOutcome.bind(
                    day(outcome.awardedAt()),
                    slice(order.terms().order().value()),
                    order.terms().order().value(),
                    OutcomeMapping.toRow(outcome, order.version()),
                    Epoch.version(Epoch.FIRST, order.version())));
  }

  @Override
  public CompletionStage<?> write(List<StoreDay> days) {
    List<Statement<?>> rows = new ArrayList<>(days.size());
    for (StoreDay day : days) {
      rows.add(
          insertDay.bind(
              Math.toIntExact(day.tally().day().toEpochDay()),
              slice(day.store().value()),
              day.store().value(),
              OutcomeMapping.toRow(day),
              Epoch.version(Epoch.FIRST, day.version())));
    }
    return Groups.execute(session, rows);
  }

  /**
   * Hands over the outcome of every order that was awarded on these days and has ended; completes
   * when all were. Several threads may call {@code take} at once.
   */
  public CompletionStage<Void> readOutcomes(
      LocalDate first, LocalDate last, Consumer<OrderOutcome> take) {
    return Groups.forEachOf(
        session,
        reads(selectOutcomes, first, last),
        row -> take.accept(OutcomeMapping.outcome(row.getByteBuffer("state"))));
  }

  /** Hands over every day of every store on which units came or went; likewise. */
  public CompletionStage<Void> readDays(LocalDate first, LocalDate last, Consumer<StoreDay> take) {
    return Groups.forEachOf(
        session,
        reads(selectDays, first, last),
        row ->
            take.accept(
                OutcomeMapping.storeDay(
                    new StoreId(row.getString("store")),
                    LocalDate.ofEpochDay(row.getInt("day")),
                    row.getByteBuffer("state"))));
  }

  private static List<Statement<?>> reads(
      PreparedStatement select, LocalDate first, LocalDate last) {
    List<Statement<?>> reads = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      for (int slice = 0; slice < SLICES; slice++) {
        reads.add(select.bind(Math.toIntExact(day.toEpochDay()), slice));
      }
    }
    return reads;
  }

  private static int day(Instant at) {
    return Math.toIntExact(at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay());
  }

  private static int slice(String id) {
    return Math.floorMod(id.hashCode(), SLICES);
  }
}
