package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What became of an order that has ended, as reports count it; units are of all its lines.
 *
 * @param requestedAt when the units were asked for; empty where they were offered instead
 * @param receivedAt when nothing was on its way there any more; empty where nothing was shipped
 * @param promised awarded, without what the asking store took back
 * @param accepted taken in, given back later or not
 * @param givenBack of those, given back by a customer
 */
public record OrderOutcome(
    StoreId supplier,
    StoreId requester,
    Optional<Instant> requestedAt,
    Instant awardedAt,
    Optional<Instant> receivedAt,
    long promised,
    long accepted,
    long givenBack,
    boolean toCustomer) {

  /** The outcome of an order; empty while it goes on. */
  public static Optional<OrderOutcome> of(OrderView order) {
    return switch (order.status()) {
      case SETTLED, CLOSED, RELEASED, CANCELLED -> Optional.of(outcome(order));
      default -> Optional.empty();
    };
  }

  private static OrderOutcome outcome(OrderView order) {
    long givenBack = sum(order, line -> line.refused().givenBack());
    return new OrderOutcome(
        order.terms().supplier(),
        order.terms().requester(),
        order.terms().requestedAt(),
        order.terms().awardedAt(),
        order.receivedAt(),
        sum(order, line -> line.awarded() - line.cancelled()),
        sum(order, OrderLine::accepted) + givenBack,
        givenBack,
        order.goesToCustomer());
  }

  private static long sum(OrderView order, ToLongFunction<OrderLine> part) {
    return order.lines().stream().mapToLong(part).sum();
  }
}
