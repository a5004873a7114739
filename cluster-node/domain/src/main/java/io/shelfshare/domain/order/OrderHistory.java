package io.shelfshare.domain.order;

import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderState.Told;
import io.shelfshare.domain.order.OrderView.EndReason;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What each event makes of an order. Nothing is decided here. */
final class OrderHistory {
  private static final Set<Receiver> NOBODY = EnumSet.noneOf(Receiver.class);
  private static final Set<Receiver> SUPPLIER = EnumSet.of(Receiver.SUPPLIER);
  private static final Set<Receiver> REQUEST = EnumSet.of(Receiver.REQUEST);
  private static final Set<Receiver> ALL = EnumSet.allOf(Receiver.class);
  private static final Set<Receiver> SUPPLIER_AND_REQUEST =
      EnumSet.of(Receiver.SUPPLIER, Receiver.REQUEST);
  private static final Set<Receiver> DESTINATION_AND_REQUEST =
      EnumSet.of(Receiver.DESTINATION, Receiver.REQUEST);

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
            nothing ? Status.RELEASED : Status.AWARDED,
            1,
            event.at(),
            lines,
            false,
            "",
            "",
            nothing ? Optional.of(EndReason.SOLD_AT_TILL) : Optional.empty());
    Told news = new Told(1, 0);
    return new OrderState(
        view,
        event.at(),
        nothing ? news : Told.NOTHING,
        Told.NOTHING,
        whole ? Told.NOTHING : news,
        List.of());
  }

  static OrderState apply(OrderState state, OrderEvent event) {
    OrderView view = state.view();
    if (event instanceof OrderEvent.Confirmed e) {
      OrderView next = shortened(view, e.at(), Status.CONFIRMED, e.found(), e.shortReason());
      boolean whole = next.lines().equals(view.lines());
      return answered(next(state, next, whole ? SUPPLIER : SUPPLIER_AND_REQUEST), e.by());
    }
    if (event instanceof OrderEvent.Packed e) {
      return answered(
          next(state, with(view, e.at(), Status.PACKED, UnaryOperator.identity()), NOBODY), e.by());
    }
    if (event instanceof OrderEvent.Shipped e) {
      return answered(shipped(state, e), e.by());
    }
    if (event instanceof OrderEvent.Received e) {
      return answered(next(state, received(view, e), DESTINATION_AND_REQUEST), e.by());
    }
    if (event instanceof OrderEvent.Released e) {
      boolean agreed = e.reason() == ShortReason.CANCEL_AGREED;
      OrderView next =
          ended(
              view,
              e.at(),
              agreed ? Status.CANCELLED : Status.RELEASED,
              EndReason.of(e.reason()),
              line -> agreed ? line.cancel() : line.shorten(0, e.reason()));
      return answered(next(state, next, SUPPLIER_AND_REQUEST), e.by());
    }
    return applyOthers(state, event);
  }

  /** Events that nobody's mutation caused. */
  private static OrderState applyOthers(OrderState state, OrderEvent event) {
    OrderView view = state.view();
    Instant at = event.at();
    if (event instanceof OrderEvent.HoldRanOut) {
      return next(
          state,
          ended(
              view,
              at,
              Status.RELEASED,
              EndReason.HOLD_RAN_OUT,
              line -> line.shorten(0, ShortReason.BUSY)),
          SUPPLIER_AND_REQUEST);
    }
    if (event instanceof OrderEvent.Breached e) {
      UnaryOperator<OrderLine> breach = line -> line.breach(Units.of(line.sku(), e.totals()));
      OrderView next = with(view, at, view.status(), breach);
      return next.hasPending()
          ? next(state, next, REQUEST)
          : next(
              state,
              ended(view, at, Status.RELEASED, EndReason.SOLD_AT_TILL, breach),
              SUPPLIER_AND_REQUEST);
    }
    if (event instanceof OrderEvent.Cancelled) {
      return next(
          state,
          ended(view, at, Status.CANCELLED, EndReason.REQUEST_CANCELLED, OrderLine::cancel),
          SUPPLIER_AND_REQUEST);
    }
    if (event instanceof OrderEvent.CancelRequested) {
      OrderView asked =
          new OrderView(
              view.terms(),
              view.status(),
              view.version() + 1,
              at,
              view.lines(),
              true,
              view.carrier(),
              view.trackingNumber(),
              view.endReason());
      return next(state, asked, NOBODY);
    }
    if (event instanceof OrderEvent.StepTaken e) {
      return taken(state, e);
    }
    throw new IllegalStateException("a started order cannot have " + event);
  }

  private static OrderState shipped(OrderState state, OrderEvent.Shipped event) {
    OrderView kept =
        shortened(state.view(), event.at(), Status.SHIPPED, event.shipped(), event.shortReason());
    if (kept.status() != Status.SHIPPED) {
      return next(state, kept, SUPPLIER_AND_REQUEST);
    }
    OrderView sent =
        new OrderView(
            kept.terms(),
            Status.SHIPPED,
            kept.version(),
            event.at(),
            kept.lines().stream().map(OrderLine::ship).toList(),
            kept.cancelRequested(),
            event.carrier(),
            event.trackingNumber(),
            Optional.empty());
    return next(state, sent, ALL);
  }

  private static OrderView received(OrderView view, OrderEvent.Received event) {
    OrderView next =
        with(
            view,
            event.at(),
            Status.ARRIVED,
            line -> {
              OrderLine result = line;
              for (Receipt receipt : event.receipts()) {
                if (receipt.sku().equals(line.sku())) {
                  result = result.receive(receipt.accepted(), receipt.damaged());
                }
              }
              return result;
            });
    boolean all = next.lines().stream().allMatch(line -> line.inTransit() == 0);
    return all ? with(view, event.at(), Status.RECEIVED, next.lines()) : next;
  }

  /** Only {@code kept} goes on; where that is nothing, the order is over. */
  private static OrderView shortened(
      OrderView view,
      Instant at,
      Status status,
      List<Units> kept,
      Optional<ShortReason> shortReason) {
    ShortReason reason = shortReason.orElse(ShortReason.BUSY);
    UnaryOperator<OrderLine> shorten = line -> line.shorten(Units.of(line.sku(), kept), reason);
    OrderView next = with(view, at, status, shorten);
    return next.hasPending()
        ? next
        : ended(view, at, Status.RELEASED, EndReason.of(reason), shorten);
  }

  private static OrderView ended(
      OrderView view,
      Instant at,
      Status status,
      EndReason reason,
      UnaryOperator<OrderLine> change) {
    return new OrderView(
        view.terms(),
        status,
        view.version() + 1,
        at,
        view.lines().stream().map(change).toList(),
        view.cancelRequested(),
        view.carrier(),
        view.trackingNumber(),
        Optional.of(reason));
  }

  private static OrderView with(
      OrderView view, Instant at, Status status, UnaryOperator<OrderLine> change) {
    return with(view, at, status, view.lines().stream().map(change).toList());
  }

  private static OrderView with(OrderView view, Instant at, Status status, List<OrderLine> lines) {
    return new OrderView(
        view.terms(),
        status,
        view.version() + 1,
        at,
        lines,
        view.cancelRequested(),
        view.carrier(),
        view.trackingNumber(),
        view.endReason());
  }

  private static OrderState next(OrderState state, OrderView view, Set<Receiver> concerned) {
    return new OrderState(
        view,
        view.changedAt(),
        tell(state, Receiver.SUPPLIER, view, concerned),
        tell(state, Receiver.DESTINATION, view, concerned),
        tell(state, Receiver.REQUEST, view, concerned),
        state.mutations());
  }

  private static Told tell(
      OrderState state, Receiver receiver, OrderView view, Set<Receiver> concerned) {
    Told told = state.told(receiver);
    boolean toCustomer =
        receiver == Receiver.DESTINATION && view.terms().customerReference().isPresent();
    return concerned.contains(receiver) && !toCustomer
        ? new Told(view.version(), told.taken())
        : told;
  }

  private static OrderState taken(OrderState state, OrderEvent.StepTaken event) {
    OrderView view =
        with(state.view(), state.view().changedAt(), state.view().status(), state.view().lines());
    return new OrderState(
        view,
        event.at(),
        take(state, Receiver.SUPPLIER, event),
        endable(take(state, Receiver.DESTINATION, event), state.destination(), view),
        take(state, Receiver.REQUEST, event),
        state.mutations());
  }

  private static Told take(OrderState state, Receiver receiver, OrderEvent.StepTaken event) {
    Told told = state.told(receiver);
    return event.receiver() == receiver
        ? new Told(told.step(), Math.max(told.taken(), event.step()))
        : told;
  }

  /** With the first step that it took, the destination of an order that is over can be told so. */
  private static Told endable(Told told, Told before, OrderView view) {
    boolean first = before.taken() == 0 && told.taken() > 0;
    return first && view.status().isEnd() ? new Told(view.version(), told.taken()) : told;
  }

  private static OrderState answered(OrderState state, Answered by) {
    var one = new Remembered<>(by.mutation(), by.fingerprint(), state.lastEventAt(), state.view());
    return new OrderState(
        state.view(),
        state.lastEventAt(),
        state.supplier(),
        state.destination(),
        state.request(),
        Remembered.with(state.mutations(), one));
  }
}
