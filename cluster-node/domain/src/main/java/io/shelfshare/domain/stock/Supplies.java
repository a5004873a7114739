package io.shelfshare.domain.stock;

import io.shelfshare.domain.SkuId;
import java.util.List;

/** The arithmetic of steps: totals that an order tells, turned into what is new. */
final class Supplies {
  private Supplies() {}

  /**
   * What a step does to one held SKU. Units that are gone come out of the hold first, then out of
   * what nobody holds; where the record has too few they were there unrecorded.
   */
  static StockEvent.SupplyOutcome outcome(Hold.Line held, SupplyStep step, StockLine stock) {
    SupplyStep.Line totals = totals(held, step);
    long newlyDamaged = Math.max(0, totals.damaged() - held.damaged());
    long gone =
        Math.max(0, totals.shipped() - held.shipped())
            + Math.max(0, absent(held, totals) - held.absent())
            + newlyDamaged;
    long fromHold = Math.min(held.held(), gone);
    long fromFree = Math.min(stock.free(), gone - fromHold);
    long unexplained = gone - fromHold - fromFree;
    long heldAfter = step.ended() ? 0 : Math.min(held.held() - fromHold, totals.hold());
    return new StockEvent.SupplyOutcome(
        held.sku(), heldAfter, -(fromHold + fromFree), newlyDamaged, unexplained);
  }

  /**
   * Units that are missing without a reason, in all. The till sold some that the order has not
   * heard of: those were not on the shelf either, and are gone from the record already (P4).
   */
  static long absent(Hold.Line held, SupplyStep.Line totals) {
    long untold = Math.max(0, held.breached() - totals.breached());
    return Math.max(0, totals.absent() - untold);
  }

  /** The hold after a step that was not the last. */
  static Hold after(Hold hold, StockEvent.SupplyApplied applied) {
    return hold.with(
            line ->
                line.supply(
                    totals(line, applied.step()),
                    applied.outcomes().stream()
                        .filter(outcome -> outcome.sku().equals(line.sku()))
                        .mapToLong(StockEvent.SupplyOutcome::held)
                        .sum()))
        .stepped(applied.step());
  }

  /** A step that does not name a SKU leaves it as it is. */
  private static SupplyStep.Line totals(Hold.Line held, SupplyStep step) {
    return step.lines().stream()
        .filter(line -> line.sku().equals(held.sku()))
        .findFirst()
        .orElseGet(
            () ->
                new SupplyStep.Line(
                    held.sku(),
                    held.held(),
                    held.shipped(),
                    held.absent(),
                    held.damaged(),
                    held.breached()));
  }

  /** What an inbound order had told of {@code sku} before. */
  static InboundStep.Line before(List<InboundStep.Line> told, SkuId sku) {
    return told.stream()
        .filter(line -> line.sku().equals(sku))
        .findFirst()
        .orElseGet(() -> new InboundStep.Line(sku, 0, 0, 0));
  }

  /** Units of an inbound order that have not arrived. */
  static long underway(InboundStep.Line line) {
    return line.shipped() - line.accepted() - line.damaged();
  }
}
