package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Found on the shelf: it can be packed or shipped at once, and still be cancelled freely. */
final class ConfirmedOrder extends HeldOrder {
  ConfirmedOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> packAt(Answered by, Instant at) {
    return done(new OrderEvent.Packed(at, by));
  }

  @Override
  Decision<OrderEvent, OrderView> shipAt(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      Shipment shipment,
      Answered by,
      Instant at) {
    return shipPending(lines, shortReason, shipment, by, at);
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
