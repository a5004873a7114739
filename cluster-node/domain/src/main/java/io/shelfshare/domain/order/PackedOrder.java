package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Packed: it can be shipped, and cancelled only with the supplier's consent. */
final class PackedOrder extends HeldOrder {
  PackedOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> shipAt(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      String carrier,
      String trackingNumber,
      Answered by,
      Instant at) {
    return shipPending(lines, shortReason, carrier, trackingNumber, by, at);
  }

  @Override
  public Decision<OrderEvent, OrderView> cancel(Instant now) {
    return seen().cancelRequested()
        ? Decision.unchanged(seen())
        : done(new OrderEvent.CancelRequested(time(now)));
  }
}
