package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import java.time.Instant;
import java.util.List;

/** Nothing is on its way there any more, and some units are on their way back. */
final class ReturningOrder extends SentOrder {
  ReturningOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> confirmLostAt(
      List<Units> lost, Liable liable, Answered by, Instant at) {
    return lose(lost, line -> line.refused().returning(), liable, by, at);
  }
}
