package io.shelfshare.simulation.fault;

import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Faults of stores. */
final class StockFaults {
  private StockFaults() {}

  /** Changes each event that a store persists. */
  private abstract static class Changed extends Seam {
    abstract StockEvent changed(StockEvent event);

    @Override
    public final List<StockEvent> stock(List<StockEvent> decided, StoreStock before) {
      return decided.stream().map(this::changed).toList();
    }
  }

  /** The outcomes of a step, each changed. */
  private static StockEvent outcomes(
      StockEvent.SupplyApplied event, UnaryOperator<StockEvent.SupplyOutcome> change) {
    return new StockEvent.SupplyApplied(
        event.at(), event.step(), event.outcomes().stream().map(change).toList());
  }

  static final class StaleReservation extends Seam {
    @Override
    public StoreStock decides(Op op, StoreStock now, List<StockEvent> journal) {
      boolean stale =
          op == Op.RESERVE
              && !journal.isEmpty()
              && journal.get(journal.size() - 1) instanceof StockEvent.Reserved;
      if (!stale) {
        return now;
      }
      StoreStock before = StoreStock.empty();
      journal.subList(0, journal.size() - 1).forEach(before::apply);
      return before;
    }
  }

  static final class BreachForgotten extends Changed {
    @Override
    StockEvent changed(StockEvent event) {
      return event instanceof StockEvent.MovementsRecorded e
          ? new StockEvent.MovementsRecorded(
              e.at(), e.mutation(), e.fingerprint(), e.changes(), List.of())
          : event;
    }
  }

  static final class BoundHoldReleased extends Seam {
    @Override
    public List<StockEvent> stock(List<StockEvent> decided, StoreStock before) {
      List<StockEvent> events = new ArrayList<>(decided);
      for (StockEvent event : decided) {
        for (Hold hold : before.holds()) {
          boolean over = hold.bound() && !hold.confirmed() && event.at().isAfter(hold.awardBy());
          if (over && decided.size() == events.size() && !concerns(event, hold)) {
            events.add(new StockEvent.HoldDropped(event.at(), hold.order()));
          }
        }
      }
      return events;
    }

    private static boolean concerns(StockEvent event, Hold hold) {
      return event.toString().contains(hold.order().value());
    }
  }

  static final class HoldKept extends Changed {
    @Override
    StockEvent changed(StockEvent event) {
      if (!(event instanceof StockEvent.SupplyApplied e) || !e.step().ended()) {
        return event;
      }
      return outcomes(
          e,
          outcome ->
              new StockEvent.SupplyOutcome(
                  outcome.sku(),
                  outcome.held() + 1,
                  outcome.onHandDelta(),
                  outcome.unsellableDelta(),
                  outcome.unexplained(),
                  outcome.confidence(),
                  outcome.count()));
    }
  }

  static final class NotTakenOff extends Changed {
    @Override
    StockEvent changed(StockEvent event) {
      if (!(event instanceof StockEvent.SupplyApplied e)) {
        return event;
      }
      return outcomes(
          e,
          outcome ->
              new StockEvent.SupplyOutcome(
                  outcome.sku(),
                  outcome.held(),
                  0,
                  outcome.unsellableDelta(),
                  outcome.unexplained(),
                  outcome.confidence(),
                  outcome.count()));
    }
  }

  static final class ArrivalTwice extends Changed {
    @Override
    StockEvent changed(StockEvent event) {
      if (!(event instanceof StockEvent.InboundApplied e)) {
        return event;
      }
      InboundStep step = e.step();
      return new StockEvent.InboundApplied(
          e.at(),
          new InboundStep(
              step.order(),
              step.step(),
              step.ended(),
              step.lines().stream()
                  .map(
                      line ->
                          new InboundStep.Line(
                              line.sku(),
                              line.shipped() + line.accepted(),
                              2 * line.accepted(),
                              line.damaged(),
                              line.gone(),
                              line.surplus()))
                  .toList()));
    }
  }

  static final class SaleShort extends Changed {
    @Override
    StockEvent changed(StockEvent event) {
      return event instanceof StockEvent.MovementsRecorded e
          ? new StockEvent.MovementsRecorded(
              e.at(),
              e.mutation(),
              e.fingerprint(),
              e.changes().stream().map(SaleShort::fewer).toList(),
              e.breaches())
          : event;
    }

    private static StockEvent.LineChange fewer(StockEvent.LineChange change) {
      boolean sale = change.kind() == Movement.Kind.SALE && change.onHandDelta() < 0;
      return new StockEvent.LineChange(
          change.sku(),
          change.kind(),
          change.onHandDelta() + (sale ? 1 : 0),
          change.unexplained(),
          change.safety(),
          change.confidence(),
          change.reason());
    }
  }

  static final class MemoryLost extends Seam {
    @Override
    public StoreStock replayed(StoreStock again) {
      StoreStock.State state = again.state();
      return StoreStock.of(
          new StoreStock.State(
              state.version(),
              state.lastEventAt(),
              state.lines(),
              state.holds(),
              state.inbounds(),
              List.of(),
              state.endedSupplies(),
              state.endedInbounds(),
              state.days(),
              state.weeks()));
    }
  }
}
