package io.shelfshare.node.request;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.routing.Reliability;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.readside.StoreOrders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What came of stores' awards, read from the table of orders: each order stands there once, as it
 * is now, so that no outcome is counted twice. Kept for a minute. Safe from any thread.
 */
public final class StoreStandings implements Scout.Records {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int ORDERS_MAX = 200;
  private static final int READ_AT_ONCE_MAX = 32;
  private static final int REMEMBERED_MAX = 20_000;

  private record Seen(Scout.StoreStanding standing, Instant at) {}

  private final StoreOrders orders;
  private final Clock clock;
  private final Map<StoreId, Seen> seen = new ConcurrentHashMap<>();

  public StoreStandings(StoreOrders orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Map<StoreId, Scout.StoreStanding>> of(Set<StoreId> stores) {
    Instant now = clock.instant();
    Map<StoreId, Scout.StoreStanding> known = new HashMap<>();
    List<StoreId> toRead = new ArrayList<>();
    for (StoreId store : stores) {
      Optional<Seen> one =
          Optional.ofNullable(seen.get(store)).filter(s -> s.at().plus(KEPT).isAfter(now));
      one.ifPresentOrElse(s -> known.put(store, s.standing()), () -> toRead.add(store));
    }
    CompletionStage<Map<StoreId, Scout.StoreStanding>> all =
        CompletableFuture.completedFuture(known);
    for (StoreId store : toRead.stream().limit(READ_AT_ONCE_MAX).toList()) {
      all =
          all.thenCombine(
              read(store, now).exceptionally(failed -> Scout.StoreStanding.UNKNOWN),
              (map, standing) -> {
                map.put(store, standing);
                return map;
              });
    }
    return all;
  }

  private CompletionStage<Scout.StoreStanding> read(StoreId store, Instant now) {
    return suppliedBy(store, now)
        .thenApply(
            found -> {
              int waiting = (int) found.stream().filter(StoreStandings::waits).count();
              var standing =
                  new Scout.StoreStanding(
                      waiting, Reliability.of(outcomes(found), now).basisPoints());
              if (seen.size() > REMEMBERED_MAX) {
                seen.clear();
              }
              seen.put(store, new Seen(standing, now));
              return standing;
            });
  }

  /** A store's reliability as it is now. */
  public CompletionStage<Reliability> reliability(StoreId store) {
    Instant now = clock.instant();
    return suppliedBy(store, now).thenApply(found -> Reliability.of(outcomes(found), now));
  }

  private CompletionStage<List<OrderView>> suppliedBy(StoreId store, Instant now) {
    return orders.list(
        new OrderQuery(store, OrderQuery.Side.SUPPLIER, Set.of()),
        Optional.empty(),
        ORDERS_MAX,
        now);
  }

  private static boolean waits(OrderView order) {
    return switch (order.status()) {
      case AWARDED, CONFIRMED, PACKED -> true;
      default -> false;
    };
  }

  private static List<Reliability.Outcome> outcomes(List<OrderView> orders) {
    return orders.stream()
        .flatMap(
            order ->
                ending(order).stream()
                    .map(ending -> new Reliability.Outcome(ending, order.terms().awardedAt())))
        .toList();
  }

  private static Optional<Reliability.Ending> ending(OrderView order) {
    if (waits(order) || order.status() == OrderView.Status.CANCELLED) {
      return Optional.empty();
    }
    if (order.status() == OrderView.Status.RELEASED) {
      return switch (order.endReason().orElse(OrderView.EndReason.BUSY)) {
        case HOLD_RAN_OUT, SHIP_RAN_OUT -> Optional.of(Reliability.Ending.SILENT);
        case CANCEL_AGREED, REQUEST_CANCELLED, ORDER_CANCELLED -> Optional.empty();
        case SOLD_AT_TILL -> Optional.of(Reliability.Ending.SHORTED);
        case NOT_FOUND, DAMAGED, WRONG_ITEM, BUSY -> Optional.of(Reliability.Ending.GAVE_UP);
      };
    }
    if (order.lines().stream().anyMatch(StoreStandings::isShort)) {
      return Optional.of(Reliability.Ending.SHORTED);
    }
    return Optional.of(order.lossSuspected() ? Reliability.Ending.LATE : Reliability.Ending.KEPT);
  }

  private static boolean isShort(OrderLine line) {
    return line.pending() + line.shipped() + line.cancelled() < line.awarded();
  }
}
