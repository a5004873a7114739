package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order that has not heard of its award: it can start, and does not exist for anybody else. */
final class UnstartedOrder extends TransferOrder {
  static final UnstartedOrder INSTANCE = new UnstartedOrder();

  private UnstartedOrder() {}

  @Override
  public Optional<OrderState> state() {
    return Optional.empty();
  }

  @Override
  public Decision<OrderEvent, OrderView> start(
      OrderTerms terms, OrderPins pins, List<Units> held, Instant now) {
    return done(new OrderEvent.Started(now, terms, pins, held));
  }

  @Override
  public Decision<OrderEvent, OrderView> breached(List<Units> totals, Instant now) {
    return outOfPlace();
  }

  @Override
  public Decision<OrderEvent, OrderView> cancel(Instant now) {
    return outOfPlace();
  }

  @Override
  public Decision<OrderEvent, OrderView> timeRunsOut(Instant now) {
    return outOfPlace();
  }

  @Override
  public Decision<OrderEvent, OrderMessage> say(
      OrderMessage.Side from, String text, List<String> photos, Mutation mutation, Instant now) {
    return Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND));
  }

  @Override
  public Decision<OrderEvent, Long> stepTaken(Receiver receiver, long step, Instant now) {
    return Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND));
  }

  @Override
  Decision<OrderEvent, OrderView> outOfPlace() {
    return Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND));
  }

  @Override
  public TransferOrder apply(OrderEvent event) {
    if (event instanceof OrderEvent.Started started) {
      return of(OrderHistory.start(started));
    }
    throw new IllegalStateException("an order begins with Started, not with " + event);
  }
}
