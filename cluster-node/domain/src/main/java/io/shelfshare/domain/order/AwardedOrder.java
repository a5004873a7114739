package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Awarded; nobody looked on the shelf yet, and the till may still sell the units. */
final class AwardedOrder extends HeldOrder {
  AwardedOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> confirmAt(
      List<Units> found, Optional<ShortReason> shortReason, Answered by, Instant at) {
    List<Units> kept = found.isEmpty() ? pending() : found;
    Optional<Refusal> refusal = refusal(kept, shortReason);
    return refusal.isPresent()
        ? Decision.refused(refusal.get())
        : done(new OrderEvent.Confirmed(at, by, kept, shortReason));
  }

  @Override
  public Decision<OrderEvent, OrderView> cancel(Instant now) {
    return done(new OrderEvent.Cancelled(time(now), Optional.empty()));
  }

  @Override
  Decision<OrderEvent, OrderView> withdrawAt(Answered by, Instant at) {
    return done(new OrderEvent.Cancelled(at, Optional.of(by)));
  }
}
