package io.shelfshare.node.report;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.OrderOutcome;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Counts orders that have ended, each once. Safe for use by several threads. */
final class OrderFigures {
  private final ReportQuery query;
  private final Function<StoreId, Optional<Store>> stores;
  private final GroupSums<Figures> sums;

  OrderFigures(
      ReportQuery query, Function<StoreId, Optional<Store>> stores, GroupSums<Figures> sums) {
    this.query = query;
    this.stores = stores;
    this.sums = sums;
  }

  void count(OrderOutcome order) {
    boolean ofSupplier = query.side() == ReportQuery.Side.SUPPLIER;
    LocalDate day = order.awardedAt().atZone(ZoneOffset.UTC).toLocalDate();
    stores
        .apply(ofSupplier ? order.supplier() : order.requester())
        .filter(query.stores()::matches)
        .ifPresent(store -> sums.add(key(store, day), figures(order, false)));
    // What a customer keeps was sold by the store that asked for it, whichever side is looked at.
    if (order.toCustomer()) {
      stores
          .apply(order.requester())
          .filter(query.stores()::matches)
          .ifPresent(store -> sums.add(key(store, day), figures(order, true)));
    }
  }

  private List<String> key(Store store, LocalDate day) {
    return query.grouping().key(store, Optional.empty(), Optional.of(day));
  }

  private static Figures figures(OrderOutcome order, boolean delivery) {
    if (delivery) {
      long kept = order.accepted() - order.givenBack();
      return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, kept, 0, 0);
    }
    long waited = order.requestedAt().map(at -> millis(at, order.awardedAt())).orElse(0L);
    Optional<Instant> received = order.receivedAt().filter(at -> order.accepted() > 0);
    return new Figures(
        1,
        order.requestedAt().isPresent() ? 1 : 0,
        waited,
        received.isPresent() ? 1 : 0,
        received.map(at -> millis(order.awardedAt(), at)).orElse(0L),
        order.promised(),
        order.accepted(),
        order.promised() > 0 ? 1 : 0,
        order.promised() > 0 && order.accepted() == order.promised() ? 1 : 0,
        0,
        0,
        0,
        0);
  }

  private static long millis(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis());
  }
}
