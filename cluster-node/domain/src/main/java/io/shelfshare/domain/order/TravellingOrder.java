package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shipped, and maybe arrived in part: receipts add up to what was shipped and never more. */
final class TravellingOrder extends TransferOrder {
  private final OrderState state;

  TravellingOrder(OrderState state) {
    this.state = state;
  }

  @Override
  public Optional<OrderState> state() {
    return Optional.of(state);
  }

  @Override
  Decision<OrderEvent, OrderView> receiveAt(List<Receipt> receipts, Answered by, Instant at) {
    List<Receipt> arrived = receipts.isEmpty() ? inTransit() : receipts;
    Map<SkuId, Long> arriving = new TreeMap<>();
    arrived.forEach(
        one -> arriving.merge(one.sku(), one.accepted() + one.damaged(), Math::addExact));
    for (Map.Entry<SkuId, Long> line : arriving.entrySet()) {
      long most = inTransit(line.getKey());
      if (line.getValue() > most) {
        return Decision.refused(
            new Refusal(
                Reason.RECEIPT_EXCEEDS_SHIPPED,
                Map.of("sku", line.getKey().value(), "in_transit", Long.toString(most))));
      }
    }
    return done(new OrderEvent.Received(at, by, arrived));
  }

  private List<Receipt> inTransit() {
    return state.view().lines().stream()
        .filter(line -> line.inTransit() > 0)
        .map(line -> new Receipt(line.sku(), line.inTransit(), 0))
        .toList();
  }

  private long inTransit(SkuId sku) {
    return state.view().lines().stream()
        .filter(line -> line.sku().equals(sku))
        .mapToLong(OrderLine::inTransit)
        .sum();
  }
}
