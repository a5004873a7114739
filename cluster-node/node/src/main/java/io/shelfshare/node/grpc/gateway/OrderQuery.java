package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import java.time.Instant;
import java.util.Set;

/**
 * Which orders of a store.
 *
 * @param states all where it is empty
 */
public record OrderQuery(StoreId store, Side side, Set<OrderView.Status> states) {
  public OrderQuery {
    states = Set.copyOf(states);
  }

  /** Which side of its orders. */
  public enum Side {
    BOTH,
    SUPPLIER,
    REQUESTER
  }

  /** Where a page ended. Pages go from the newest award to the oldest, then by id. */
  public record Position(Instant awardedAt, OrderId id) {}
}
