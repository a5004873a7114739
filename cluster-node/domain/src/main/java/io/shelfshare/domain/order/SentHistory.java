package io.shelfshare.domain.order;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What each event makes of an order whose units have left. Nothing is decided here. */
final class SentHistory {
  private SentHistory() {}

  static OrderState apply(OrderState state, OrderEvent event) {
    OrderView view = state.view();
    if (event instanceof OrderEvent.Arrived e) {
      return changed(state, new Draft(view).status(Status.ARRIVED, view.dueBy()), e.at(), e.by());
    }
    if (event instanceof OrderEvent.Received e) {
      return moved(state, received(view, e).returnTo(e.returnTo()), e.at(), e.by());
    }
    if (event instanceof OrderEvent.Recalled e) {
      Draft draft = new Draft(view).lines(OrderLine::recall).returnTo(Optional.of(e.returnTo()));
      view.lines()
          .forEach(
              line -> draft.remark(remark(e.at(), line, Remark.Kind.RECALLED, line.inTransit())));
      return moved(state, draft, e.at(), e.by());
    }
    if (event instanceof OrderEvent.LossConfirmed e) {
      return moved(state, lost(view, e), e.at(), e.by());
    }
    if (event instanceof OrderEvent.Found e) {
      Draft draft = new Draft(view).lines(line -> line.find(Units.of(line.sku(), e.found())));
      view.lines()
          .forEach(
              line ->
                  draft.remark(
                      remark(e.at(), line, Remark.Kind.FOUND, Units.of(line.sku(), e.found()))));
      return again(state, draft, e.at(), e.by());
    }
    if (event instanceof OrderEvent.GivenBack e) {
      return again(state, givenBack(view, e), e.at(), e.by());
    }
    if (event instanceof OrderEvent.ReturnReceived e) {
      return moved(state, cameBack(view, e), e.at(), e.by());
    }
    if (event instanceof OrderEvent.LossSuspected e) {
      Draft draft = new Draft(view).status(view.status(), Optional.empty()).lossSuspected(true);
      return Telling.changed(state, draft.at(e.at()));
    }
    if (event instanceof OrderEvent.Closed e) {
      Draft draft = new Draft(view).status(Status.CLOSED, Optional.empty());
      return Telling.changed(state, draft.at(e.at()));
    }
    throw new IllegalStateException("a started order cannot have " + event);
  }

  private static Draft received(OrderView view, OrderEvent.Received event) {
    Draft draft = new Draft(view);
    for (Receipt one : event.receipts()) {
      draft.lines(
          line ->
              line.sku().equals(one.sku())
                  ? line.receive(one.accepted(), one.damaged(), one.refused())
                  : line);
      boolean known = view.lines().stream().anyMatch(line -> line.sku().equals(one.sku()));
      draft.remark(remark(event.at(), one, Remark.Kind.DAMAGED, one.damaged()));
      draft.remark(remark(event.at(), one, Remark.Kind.REFUSED, one.refused()));
      draft.remark(
          remark(
              event.at(),
              one,
              known ? Remark.Kind.OVER_RECEIPT : Remark.Kind.WRONG_SKU,
              one.surplus()));
    }
    return draft;
  }

  private static Draft lost(OrderView view, OrderEvent.LossConfirmed event) {
    boolean back = view.status() == Status.RETURNING;
    Draft draft =
        new Draft(view)
            .lines(
                line -> {
                  long units = Units.of(line.sku(), event.lost());
                  return back
                      ? line.loseBack(units, event.liable())
                      : line.lose(units, event.liable());
                });
    event.lost().stream()
        .map(
            units ->
                new Remark(
                    event.at(),
                    units.sku(),
                    Remark.Kind.LOST,
                    units.quantity(),
                    Optional.empty(),
                    List.of()))
        .forEach(draft::remark);
    return draft;
  }

  private static Draft givenBack(OrderView view, OrderEvent.GivenBack event) {
    Draft draft =
        new Draft(view)
            .lines(line -> line.giveBack(Units.of(line.sku(), event.units())))
            .returnTo(Optional.of(event.returnTo()));
    event.units().stream()
        .map(
            units ->
                new Remark(
                    event.at(),
                    units.sku(),
                    Remark.Kind.GIVEN_BACK,
                    units.quantity(),
                    event.reason(),
                    event.photos()))
        .forEach(draft::remark);
    return draft;
  }

  private static Draft cameBack(OrderView view, OrderEvent.ReturnReceived event) {
    Draft draft = new Draft(view);
    for (Return one : event.returns()) {
      draft.lines(
          line -> line.sku().equals(one.sku()) ? line.comeBack(one.good(), one.damaged()) : line);
      draft.remark(
          new Remark(
              event.at(),
              one.sku(),
              Remark.Kind.RETURNED_DAMAGED,
              one.damaged(),
              Optional.empty(),
              one.photos()));
    }
    return draft;
  }

  /** Units moved; the deadline stays as it is while some are still on the same way. */
  private static OrderState moved(OrderState state, Draft draft, Instant at, Answered by) {
    Status status = status(state.view(), draft.lines());
    Status before = state.view().status();
    boolean same = status == before || (isWayThere(status) && isWayThere(before));
    if (same) {
      return changed(state, draft.status(status, state.view().dueBy()), at, by);
    }
    return onTheWay(state, draft, status, at, by);
  }

  /** Units set out once more, so that they have all the time that there is. */
  private static OrderState again(OrderState state, Draft draft, Instant at, Answered by) {
    return onTheWay(state, draft, status(state.view(), draft.lines()), at, by);
  }

  private static OrderState onTheWay(
      OrderState state, Draft draft, Status status, Instant at, Answered by) {
    OrderPins.Periods periods = state.view().pins().periods();
    Optional<Duration> within =
        isWayThere(status)
            ? Optional.of(periods.arrive())
            : status == Status.RETURNING ? Optional.of(periods.giveBack()) : Optional.empty();
    return changed(state, draft.status(status, within.map(at::plus)).lossSuspected(false), at, by);
  }

  private static OrderState changed(OrderState state, Draft draft, Instant at, Answered by) {
    return Telling.answered(Telling.changed(state, draft.at(at)), by);
  }

  private static boolean isWayThere(Status status) {
    return status == Status.SHIPPED || status == Status.ARRIVED;
  }

  private static Status status(OrderView before, List<OrderLine> lines) {
    long stayed = sum(lines, line -> line.accepted() + line.damaged());
    if (sum(lines, OrderLine::inTransit) > 0) {
      boolean arrived =
          before.status() == Status.ARRIVED
              || stayed + sum(lines, line -> line.refused().units()) > 0;
      return arrived ? Status.ARRIVED : Status.SHIPPED;
    }
    if (sum(lines, line -> line.refused().returning()) > 0) {
      return Status.RETURNING;
    }
    if (stayed > 0) {
      return Status.RECEIVED;
    }
    long back =
        sum(lines, line -> line.refused().returnedGood() + line.refused().returnedDamaged());
    return back > 0 ? Status.RETURNED : Status.LOST;
  }

  private static long sum(List<OrderLine> lines, ToLongFunction<OrderLine> part) {
    return lines.stream().mapToLong(part).sum();
  }

  private static Remark remark(Instant at, OrderLine line, Remark.Kind kind, long units) {
    return new Remark(at, line.sku(), kind, units, Optional.empty(), List.of());
  }

  private static Remark remark(Instant at, Receipt receipt, Remark.Kind kind, long units) {
    return new Remark(at, receipt.sku(), kind, units, receipt.reason(), receipt.photos());
  }

  /** Where refused units go: once said for good, else to the supplier, or as is proposed. */
  static StoreId returnTo(OrderView view, Optional<StoreId> proposed) {
    OrderTerms terms = view.terms();
    if (!view.goesToCustomer()) {
      return terms.supplier();
    }
    return view.returnTo()
        .orElseGet(() -> proposed.filter(terms.supplier()::equals).orElseGet(terms::requester));
  }
}
