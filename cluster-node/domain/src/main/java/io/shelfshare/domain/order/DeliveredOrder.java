package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import java.time.Instant;

/** Every unit is accounted for; the books are posted, and claims may still come. */
final class DeliveredOrder extends SentOrder {
  DeliveredOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> overdue(Instant at) {
    return done(new OrderEvent.Closed(at));
  }
}
