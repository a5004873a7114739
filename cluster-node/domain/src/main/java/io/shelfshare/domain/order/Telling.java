package io.shelfshare.domain.order;

import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderState.Told;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who has to be told what an event changed, and what follows once they have taken it. */
final class Telling {
  private Telling() {}

  /** The next state; whoever is concerned has something to be told. */
  static OrderState next(OrderState state, OrderView view, Set<Receiver> concerned) {
    OrderState next =
        new OrderState(view, view.changedAt(), state.told(), state.messages(), state.mutations());
    for (Receiver receiver : concerned) {
      boolean nowhere = receiver == Receiver.DESTINATION && view.goesToCustomer();
      if (!nowhere) {
        next = next.with(receiver, new Told(view.version(), state.told(receiver).taken()));
      }
    }
    return next;
  }

  /** The next state; whoever would be told something else than before is told. */
  static OrderState changed(OrderState state, OrderView view) {
    Set<Receiver> concerned = EnumSet.noneOf(Receiver.class);
    for (Receiver receiver : Receiver.values()) {
      if (!OrderSteps.content(receiver, state.view()).equals(OrderSteps.content(receiver, view))) {
        concerned.add(receiver);
      }
    }
    return next(state, view, concerned);
  }

  static OrderState taken(OrderState state, OrderEvent.StepTaken event) {
    OrderView view = new Draft(state.view()).at(state.view().changedAt());
    Receiver receiver = event.receiver();
    Told before = state.told(receiver);
    Told told = new Told(before.step(), Math.max(before.taken(), event.step()));
    boolean first = before.taken() == 0 && told.taken() > 0;
    if (first && OrderSteps.isLastAt(receiver, view)) {
      // From now on a store that does not know the order has ended it, so that it can be told.
      told = new Told(view.version(), told.taken());
    }
    return settled(
        new OrderState(view, event.at(), state.told(), state.messages(), state.mutations())
            .with(receiver, told));
  }

  /** Settled once the books have taken all of it, and closed once nothing can follow. */
  private static OrderState settled(OrderState state) {
    OrderView view = state.view();
    boolean moved =
        view.status() == Status.RECEIVED
            || view.status() == Status.RETURNED
            || view.status() == Status.LOST;
    Instant at = state.lastEventAt();
    OrderState next = state;
    if (moved && !state.told(Receiver.LEDGER).isPending()) {
      Optional<Instant> closeAt =
          view.mayMove() ? Optional.of(at.plus(view.pins().periods().claim())) : Optional.empty();
      next = state.with(same(view, Status.SETTLED, closeAt, at));
      if (!view.mayMove()) {
        // The books have all of it for good, so that they can be told that nothing follows.
        next =
            next.with(
                Receiver.LEDGER, new Told(view.version(), state.told(Receiver.LEDGER).taken()));
      }
    }
    boolean closes =
        next.view().status() == Status.SETTLED && !view.mayMove() && !next.tellsAnybody();
    return closes ? next.with(same(view, Status.CLOSED, Optional.empty(), at)) : next;
  }

  /** Another state in the course of the event that {@code view} has counted. */
  private static OrderView same(
      OrderView view, Status status, Optional<Instant> dueBy, Instant at) {
    return new OrderView(
        view.terms(),
        view.pins(),
        status,
        view.version(),
        at,
        view.lines(),
        view.cancelRequested(),
        view.carrier(),
        view.trackingNumber(),
        view.endReason(),
        dueBy,
        view.lossSuspected(),
        view.returnTo(),
        view.remarks(),
        view.messages(),
        view.receivedAt());
  }

  static OrderState said(OrderState state, OrderEvent.MessagePosted event) {
    OrderView view = new Draft(state.view()).message().at(state.view().changedAt());
    List<OrderMessage> messages = new ArrayList<>(state.messages());
    messages.add(message(state, event));
    return new OrderState(view, event.at(), state.told(), messages, state.mutations());
  }

  static OrderMessage message(OrderState state, OrderEvent.MessagePosted event) {
    return new OrderMessage(
        state.messages().size() + 1,
        event.at(),
        event.from(),
        event.by().mutation(),
        event.by().fingerprint(),
        event.text(),
        event.photos());
  }

  static OrderState answered(OrderState state, Optional<Answered> by) {
    return by.map(one -> answered(state, one)).orElse(state);
  }

  static OrderState answered(OrderState state, Answered by) {
    var one = new Remembered<>(by.mutation(), by.fingerprint(), state.lastEventAt(), state.view());
    return new OrderState(
        state.view(),
        state.lastEventAt(),
        state.told(),
        state.messages(),
        Remembered.with(state.mutations(), one));
  }
}
