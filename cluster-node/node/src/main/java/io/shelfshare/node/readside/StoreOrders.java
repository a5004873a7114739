package io.shelfshare.node.readside;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pages through stores' orders, month by month from the newest. Safe for use by any thread. */
public final class StoreOrders {
  private static final int MONTHS_BACK = 13;
  private static final int READ_AT_ONCE = 200;

  private final OrderTable table;

  StoreOrders(OrderTable table) {
    this.table = table;
  }

  /** At most {@code limit} orders that match, of the last 13 months. */
  public CompletionStage<List<OrderView>> list(
      OrderQuery query, Optional<OrderQuery.Position> after, int limit, Instant now) {
    int newest = Months.of(after.map(OrderQuery.Position::awardedAt).orElse(now));
    int oldest = Months.of(now) - MONTHS_BACK;
    return list(query, after, limit, newest, oldest, new ArrayList<>());
  }

  private CompletionStage<List<OrderView>> list(
      OrderQuery query,
      Optional<OrderQuery.Position> after,
      int limit,
      int month,
      int oldest,
      List<OrderView> found) {
    if (month < oldest || found.size() >= limit) {
      return CompletableFuture.completedFuture(found.stream().limit(limit).toList());
    }
    return table
        .readMonth(query.store(), month, after, READ_AT_ONCE)
        .thenCompose(
            orders -> {
              orders.stream().filter(order -> matches(query, order)).forEach(found::add);
              if (orders.size() < READ_AT_ONCE) {
                return list(query, after, limit, month - 1, oldest, found);
              }
              OrderTerms last = orders.get(orders.size() - 1).terms();
              var from = new OrderQuery.Position(last.awardedAt(), last.order());
              return list(query, Optional.of(from), limit, month, oldest, found);
            });
  }

  private static boolean matches(OrderQuery query, OrderView order) {
    StoreId store = query.store();
    boolean onSide =
        switch (query.side()) {
          case BOTH -> true;
          case SUPPLIER -> order.terms().supplier().equals(store);
          case REQUESTER -> order.terms().requester().equals(store);
        };
    return onSide && (query.states().isEmpty() || query.states().contains(order.status()));
  }
}
