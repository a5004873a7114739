package io.shelfshare.domain.order;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Answered;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** An order whose units are still at the supplier, held: what all such states have in common. */
abstract sealed class HeldOrder extends TransferOrder
    permits AwardedOrder, ConfirmedOrder, PackedOrder {
  private final OrderState state;

  HeldOrder(OrderState state) {
    this.state = state;
  }

  @Override
  public final Optional<OrderState> state() {
    return Optional.of(state);
  }

  final OrderView seen() {
    return state.view();
  }

  @Override
  public Decision<OrderEvent, OrderView> breached(List<Units> totals, Instant now) {
    boolean news =
        seen().lines().stream()
            .anyMatch(line -> Units.of(line.sku(), totals) > line.breachesTold());
    return news ? done(new OrderEvent.Breached(time(now), totals)) : Decision.unchanged(seen());
  }

  @Override
  Decision<OrderEvent, OrderView> overdue(Instant at) {
    return done(new OrderEvent.HoldRanOut(at));
  }

  @Override
  Decision<OrderEvent, OrderView> releaseAt(ShortReason reason, Answered by, Instant at) {
    return reason == ShortReason.CANCEL_AGREED && !seen().cancelRequested()
        ? Decision.refused(
            Refusal.of(Reason.ORDER_STATE, "cancel_requested", seen().cancelRequested()))
        : done(new OrderEvent.Released(at, by, reason));
  }

  final Decision<OrderEvent, OrderView> shipPending(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      Shipment shipment,
      Answered by,
      Instant at) {
    List<Units> shipped = lines.isEmpty() ? pending() : lines;
    Optional<Refusal> refusal = refusal(shipped, shortReason);
    return refusal.isPresent()
        ? Decision.refused(refusal.get())
        : done(new OrderEvent.Shipped(at, by, shipped, shortReason, shipment));
  }

  final List<Units> pending() {
    return seen().lines().stream()
        .filter(line -> line.pending() > 0)
        .map(line -> new Units(line.sku(), line.pending()))
        .toList();
  }

  /** Why so many units cannot be brought, or why fewer cannot without saying why. */
  final Optional<Refusal> refusal(List<Units> kept, Optional<ShortReason> shortReason) {
    SortedMap<SkuId, Long> pending = Units.bySku(pending());
    for (Map.Entry<SkuId, Long> line : Units.bySku(kept).entrySet()) {
      long most = pending.getOrDefault(line.getKey(), 0L);
      if (line.getValue() > most) {
        return Optional.of(
            new Refusal(
                Reason.EXCEEDS_PENDING,
                Map.of("sku", line.getKey().value(), "pending", Long.toString(most))));
      }
    }
    boolean fewer = Units.total(kept) < Units.total(pending());
    boolean unsaid = shortReason.filter(reason -> reason != ShortReason.CANCEL_AGREED).isEmpty();
    return fewer && unsaid
        ? Optional.of(Refusal.of(Reason.SHORT_REASON_MISSING))
        : Optional.empty();
  }
}
