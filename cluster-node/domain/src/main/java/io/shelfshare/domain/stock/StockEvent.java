package io.shelfshare.domain.stock;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to a store's stock. Events carry outcomes, so that replaying decides nothing. */
public sealed interface StockEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /**
   * A batch of movements was recorded.
   *
   * @param changes the outcome, in the order of the movements
   * @param breaches units taken out of holds, by order
   */
  record MovementsRecorded(
      Instant at,
      Mutation.Key mutation,
      String fingerprint,
      List<LineChange> changes,
      List<Breach> breaches)
      implements StockEvent {}

  /**
   * One movement's outcome.
   *
   * @param onHandDelta the change of on-hand, signed, {@code unexplained} included
   * @param unexplained units that a sale took beyond the record: they were there, so they are first
   *     found (added) and then sold; kept apart so that conservation can be judged (P4)
   * @param safety the safety stock afterwards
   * @param confidence how far the record can be trusted afterwards, in percent
   */
  record LineChange(
      SkuId sku,
      Movement.Kind kind,
      long onHandDelta,
      long unexplained,
      long safety,
      int confidence,
      String reason) {}

  /** Units of an order's hold that are gone. */
  record Breach(OrderId order, Units units) {}

  /** Write 1 of a grab: units are held for an order that may win until {@code awardBy}. */
  record Reserved(Instant at, OrderId order, List<Units> lines, Instant awardBy)
      implements StockEvent {}

  /** The order won and took over the hold; {@code held} is what was left of it. */
  record Bound(Instant at, OrderId order, List<Units> held) implements StockEvent {}

  /** The order did not win; its hold is dropped and its id ended. */
  record HoldDropped(Instant at, OrderId order) implements StockEvent {}

  /** A step of a bound order took effect. */
  record SupplyApplied(Instant at, SupplyStep step, List<SupplyOutcome> outcomes)
      implements StockEvent {}

  /**
   * What a step did to one line.
   *
   * @param unexplained shipped or absent units beyond the record, found first (see LineChange)
   * @param confidence how far the record can be trusted afterwards, in percent
   * @param count why the line should be counted; empty where the step shows no reason
   */
  record SupplyOutcome(
      SkuId sku,
      long held,
      long onHandDelta,
      long unsellableDelta,
      long unexplained,
      int confidence,
      Optional<CountTask.Reason> count) {}

  /** An order on its way to this store took a step. */
  record InboundApplied(Instant at, InboundStep step) implements StockEvent {}

  /** The order knows of breaches up to these totals. */
  record BreachTold(Instant at, OrderId order, List<Units> totals) implements StockEvent {}
}
