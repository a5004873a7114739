package io.shelfshare.domain.order;

import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderState.Told;
import io.shelfshare.domain.order.OrderView.EndReason;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What each event makes of an order until its units leave. Nothing is decided here. */
final class OrderHistory {
  private static final Set<Receiver> NOBODY = EnumSet.noneOf(Receiver.class);
  private static final Set<Receiver> SUPPLIER = EnumSet.of(Receiver.SUPPLIER);
  private static final Set<Receiver> REQUEST = EnumSet.of(Receiver.REQUEST);
  private static final Set<Receiver> SUPPLIER_AND_REQUEST =
      EnumSet.of(Receiver.SUPPLIER, Receiver.REQUEST);
  private static final Set<Receiver> ALL_BUT_RETURN =
      EnumSet.complementOf(EnumSet.of(Receiver.RETURN));
  private static final Set<Receiver> ALL_WHO_KNOW =
      EnumSet.of(Receiver.SUPPLIER, Receiver.REQUEST, Receiver.LEDGER);

  private OrderHistory() {}

  static OrderState start(OrderEvent.Started event) {
    OrderTerms terms = event.terms();
    List<OrderLine> lines =
        terms.lines().stream()
            .map(
                units ->
                    OrderLine.started(
                        units.sku(),
                        units.quantity(),
                        Math.min(units.quantity(), Units.of(units.sku(), event.held()))))
            .toList();
    boolean whole = lines.stream().allMatch(line -> line.pending() == line.awarded());
    boolean nothing = lines.stream().allMatch(line -> line.pending() == 0);
    OrderView view =
        new OrderView(
            terms,
            event.pins(),
            nothing ? Status.RELEASED : Status.AWARDED,
            1,
            event.at(),
            lines,
            false,
            "",
            "",
            nothing ? Optional.of(EndReason.SOLD_AT_TILL) : Optional.empty(),
            nothing ? Optional.empty() : Optional.of(terms.confirmBy()),
            false,
            Optional.empty(),
            List.of(),
            0,
            Optional.empty());
    Map<Receiver, Told> told = new EnumMap<>(Receiver.class);
    Set<Receiver> concerned = nothing ? ALL_WHO_KNOW : whole ? NOBODY : REQUEST;
    concerned.forEach(receiver -> told.put(receiver, new Told(1, 0)));
    return new OrderState(view, event.at(), told, List.of(), List.of());
  }

  static OrderState apply(OrderState state, OrderEvent event) {
    OrderView view = state.view();
    if (event instanceof OrderEvent.Confirmed e) {
      Optional<Instant> shipBy = Optional.of(e.at().plus(view.pins().periods().ship()));
      OrderView next =
          shortened(view, e.at(), Status.CONFIRMED, shipBy, e.found(), e.shortReason());
      boolean whole = next.lines().equals(view.lines());
      return Telling.answered(
          Telling.next(state, next, whole ? SUPPLIER : orAll(next, SUPPLIER_AND_REQUEST)), e.by());
    }
    if (event instanceof OrderEvent.Packed e) {
      OrderView next = new Draft(view).status(Status.PACKED, view.dueBy()).at(e.at());
      return Telling.answered(Telling.next(state, next, NOBODY), e.by());
    }
    if (event instanceof OrderEvent.Shipped e) {
      return Telling.answered(shipped(state, e), e.by());
    }
    if (event instanceof OrderEvent.Released e) {
      boolean agreed = e.reason() == ShortReason.CANCEL_AGREED;
      OrderView next =
          new Draft(view)
              .lines(line -> agreed ? line.cancel() : line.shorten(0, e.reason()))
              .end(agreed ? Status.CANCELLED : Status.RELEASED, EndReason.of(e.reason()))
              .at(e.at());
      return Telling.answered(Telling.next(state, next, ALL_WHO_KNOW), e.by());
    }
    if (event instanceof OrderEvent.Cancelled e) {
      EndReason reason =
          e.by().isPresent() ? EndReason.ORDER_CANCELLED : EndReason.REQUEST_CANCELLED;
      OrderView next =
          new Draft(view).lines(OrderLine::cancel).end(Status.CANCELLED, reason).at(e.at());
      return Telling.answered(Telling.next(state, next, ALL_WHO_KNOW), e.by());
    }
    if (event instanceof OrderEvent.CancelRequested e) {
      OrderView next = new Draft(view).cancelRequested().at(e.at());
      return Telling.answered(Telling.next(state, next, NOBODY), e.by());
    }
    return applyOthers(state, event);
  }

  /** Events that nobody's mutation caused, and messages. */
  private static OrderState applyOthers(OrderState state, OrderEvent event) {
    OrderView view = state.view();
    if (event instanceof OrderEvent.HoldRanOut e) {
      EndReason reason =
          view.status() == Status.AWARDED ? EndReason.HOLD_RAN_OUT : EndReason.SHIP_RAN_OUT;
      OrderView next =
          new Draft(view)
              .lines(line -> line.shorten(0, ShortReason.BUSY))
              .end(Status.RELEASED, reason)
              .at(e.at());
      return Telling.next(state, next, ALL_WHO_KNOW);
    }
    if (event instanceof OrderEvent.Breached e) {
      Draft draft = new Draft(view).lines(line -> line.breach(Units.of(line.sku(), e.totals())));
      if (!draft.hasPending()) {
        draft.end(Status.RELEASED, EndReason.SOLD_AT_TILL);
      }
      OrderView next = draft.at(e.at());
      return Telling.next(state, next, orAll(next, REQUEST));
    }
    if (event instanceof OrderEvent.MessagePosted e) {
      return Telling.said(state, e);
    }
    if (event instanceof OrderEvent.StepTaken e) {
      return Telling.taken(state, e);
    }
    return SentHistory.apply(state, event);
  }

  private static OrderState shipped(OrderState state, OrderEvent.Shipped event) {
    OrderView view = state.view();
    Instant arriveBy =
        event
            .shipment()
            .arriveBy()
            .orElseGet(() -> event.at().plus(view.pins().periods().arrive()));
    OrderView kept =
        shortened(
            view,
            event.at(),
            Status.SHIPPED,
            Optional.of(arriveBy),
            event.shipped(),
            event.shortReason());
    if (kept.status() != Status.SHIPPED) {
      return Telling.next(state, kept, ALL_WHO_KNOW);
    }
    OrderView sent =
        shortening(view, event.shipped(), event.shortReason())
            .lines(OrderLine::ship)
            .status(Status.SHIPPED, Optional.of(arriveBy))
            .shipment(event.shipment())
            .at(event.at());
    return Telling.next(state, sent, ALL_BUT_RETURN);
  }

  /** Only {@code kept} goes on; where that is nothing, the order is over. */
  private static OrderView shortened(
      OrderView view,
      Instant at,
      Status status,
      Optional<Instant> dueBy,
      List<Units> kept,
      Optional<ShortReason> shortReason) {
    Draft draft = shortening(view, kept, shortReason);
    return draft.hasPending()
        ? draft.status(status, dueBy).at(at)
        : draft.end(Status.RELEASED, EndReason.of(shortReason.orElse(ShortReason.BUSY))).at(at);
  }

  private static Draft shortening(
      OrderView view, List<Units> kept, Optional<ShortReason> shortReason) {
    ShortReason reason = shortReason.orElse(ShortReason.BUSY);
    UnaryOperator<OrderLine> shorten = line -> line.shorten(Units.of(line.sku(), kept), reason);
    return new Draft(view).lines(shorten);
  }

  /** Where an order is over, everybody who knows of it is told. */
  private static Set<Receiver> orAll(OrderView view, Set<Receiver> others) {
    return view.status().isEnd() ? ALL_WHO_KNOW : others;
  }
}
