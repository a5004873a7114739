package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderTerms;
import java.time.Instant;
import java.util.List;

/**
 * An order as it stands.
 *
 * @param carrier empty before it is shipped, and where the store carries it itself
 * @param endReason why it ended early: the name of a {@code ShortReason}, {@code HOLD_RAN_OUT},
 *     {@code SOLD_AT_TILL} or {@code REQUEST_CANCELLED}; else empty
 * @param version rises with every change
 */
public record OrderView(
    OrderTerms terms,
    State state,
    List<Line> lines,
    String carrier,
    String trackingNumber,
    String endReason,
    boolean cancelRequested,
    Instant updatedAt,
    long version) {
  public OrderView {
    lines = List.copyOf(lines);
  }

  /** One line's quantities, in units; the quantity law holds among them. */
  public record Line(
      SkuId sku,
      long awarded,
      long pending,
      long shipped,
      long shorted,
      long cancelled,
      long accepted,
      long damaged,
      long refused,
      long lost,
      long inTransit,
      long returnedGood,
      long returnedDamaged,
      long lostBack,
      long returning) {}

  /** The states of an order. */
  public enum State {
    AWARDED,
    CONFIRMED,
    PACKED,
    SHIPPED,
    ARRIVED,
    RECEIVED,
    SETTLED,
    CLOSED,
    RELEASED,
    CANCELLED,
    RETURNING,
    RETURNED,
    LOST
  }
}
