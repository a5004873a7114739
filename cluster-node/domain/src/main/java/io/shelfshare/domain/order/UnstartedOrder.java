package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
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
  public Decision<OrderEvent, OrderView> start(OrderTerms terms, List<Units> held, Instant now) {
    return done(new OrderEvent.Started(now, terms, held));
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
  public Decision<OrderEvent, OrderView> holdRunsOut(Instant now) {
    return outOfPlace();
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
