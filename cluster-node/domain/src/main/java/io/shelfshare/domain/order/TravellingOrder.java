package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderView.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shipped, and maybe arrived in part: receipts add up to what was shipped and never more. */
final class TravellingOrder extends SentOrder {
  TravellingOrder(OrderState state) {
    super(state);
  }

  @Override
  Decision<OrderEvent, OrderView> arriveAt(Answered by, Instant at) {
    return seen().status() == Status.SHIPPED ? done(new OrderEvent.Arrived(at, by)) : outOfPlace();
  }

  @Override
  Decision<OrderEvent, OrderView> receiveAt(
      List<Receipt> receipts, Optional<StoreId> nearer, Answered by, Instant at) {
    List<Receipt> arrived = receipts.isEmpty() ? inTransit() : receipts;
    List<Units> arriving =
        arrived.stream()
            .map(one -> new Units(one.sku(), one.accepted() + one.damaged() + one.refused()))
            .toList();
    boolean sendsBack = arrived.stream().anyMatch(one -> one.refused() > 0);
    Optional<StoreId> returnTo =
        sendsBack ? Optional.of(SentHistory.returnTo(seen(), nearer)) : Optional.empty();
    return within(arriving, OrderLine::inTransit, Reason.RECEIPT_EXCEEDS_SHIPPED)
        .or(() -> full(3 * arrived.size()))
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(() -> done(new OrderEvent.Received(at, by, arrived, returnTo)));
  }

  /** Back to the supplier; where a customer should have had it, it may also go to who asked. */
  @Override
  Decision<OrderEvent, OrderView> recallAt(StoreId returnTo, Answered by, Instant at) {
    OrderTerms terms = seen().terms();
    boolean fits =
        returnTo.equals(terms.supplier())
            || (seen().goesToCustomer() && returnTo.equals(terms.requester()));
    boolean agrees = seen().returnTo().filter(store -> !store.equals(returnTo)).isEmpty();
    if (!fits || !agrees) {
      return Decision.refused(Refusal.of(Reason.RECALL_DESTINATION, "store", returnTo));
    }
    return full(seen().lines().size())
        .map(Decision::<OrderEvent, OrderView>refused)
        .orElseGet(() -> done(new OrderEvent.Recalled(at, by, returnTo)));
  }

  @Override
  Decision<OrderEvent, OrderView> confirmLostAt(
      List<Units> lost, Liable liable, Answered by, Instant at) {
    return lose(lost, OrderLine::inTransit, liable, by, at);
  }

  private List<Receipt> inTransit() {
    return all(OrderLine::inTransit).stream()
        .map(units -> new Receipt(units.sku(), units.quantity(), 0))
        .toList();
  }
}
