package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Shipment;
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
      Shipment shipment,
      Answered by,
      Instant at) {
    return shipPending(lines, shortReason, shipment, by, at);
  }

  @Override
  public Decision<OrderEvent, OrderView> cancel(Instant now) {
    return ask(new OrderEvent.CancelRequested(time(now), Optional.empty()));
  }

  @Override
  Decision<OrderEvent, OrderView> withdrawAt(Answered by, Instant at) {
    return ask(new OrderEvent.CancelRequested(at, Optional.of(by)));
  }

  private Decision<OrderEvent, OrderView> ask(OrderEvent event) {
    return seen().cancelRequested() ? Decision.unchanged(seen()) : done(event);
  }
}
