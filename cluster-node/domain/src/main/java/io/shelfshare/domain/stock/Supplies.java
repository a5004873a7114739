package io.shelfshare.domain.stock;

import io.shelfshare.domain.SkuId;
import java.util.List;
import java.util.Optional;

/** The arithmetic of steps: totals that an order tells, turned into what is new. */
final class Supplies {
  private Supplies() {}

  /**
   * What a step does to one held SKU. Units that are gone come out of the hold first, then out of
   * what nobody holds; where the record has too few they were there unrecorded.
   */
  static StockEvent.SupplyOutcome outcome(
      Hold hold, Hold.Line held, SupplyStep step, StockLine stock) {
    SupplyStep.Line totals = totals(held, step);
    long newlyDamaged = Math.max(0, totals.damaged() - held.damaged());
    long newlyAbsent = Math.max(0, absent(held, totals) - held.absent());
    boolean mistaken = totals.mistaken() > held.mistaken();
    long gone = Math.max(0, totals.shipped() - held.shipped()) + newlyAbsent + newlyDamaged;
    long fromHold = Math.min(held.held(), gone);
    long fromFree = Math.min(stock.free(), gone - fromHold);
    long unexplained = gone - fromHold - fromFree;
    long heldAfter = step.ended() ? 0 : Math.min(held.held() - fromHold, totals.hold());
    boolean found = step.confirmed() && !hold.confirmed() && totals.hold() + totals.shipped() > 0;
    return new StockEvent.SupplyOutcome(
        held.sku(),
        heldAfter,
        -(fromHold + fromFree),
        newlyDamaged,
        unexplained,
        Confidence.picked(stock.confidence(), found, newlyAbsent > 0, mistaken, unexplained > 0),
        count(newlyAbsent > 0, mistaken, unexplained > 0));
  }

  private static Optional<CountTask.Reason> count(
      boolean absent, boolean mistaken, boolean beyond) {
    if (absent) {
      return Optional.of(CountTask.Reason.NOT_FOUND);
    }
    if (mistaken) {
      return Optional.of(CountTask.Reason.WRONG_ITEM);
    }
    return beyond ? Optional.of(CountTask.Reason.MORE_THAN_RECORDED) : Optional.empty();
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
                    held.breached(),
                    held.mistaken()));
  }

  /** What an inbound order had told of {@code sku} before. */
  static InboundStep.Line before(List<InboundStep.Line> told, SkuId sku) {
    return told.stream()
        .filter(line -> line.sku().equals(sku))
        .findFirst()
        .orElseGet(() -> new InboundStep.Line(sku, 0, 0, 0, 0, 0));
  }
}
