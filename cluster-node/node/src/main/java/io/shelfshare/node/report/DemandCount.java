package io.shelfshare.node.report;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.UnmetDemand;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts what requests asked for and did not get. A request stands in the table once for each time
 * at which it was to run out; only the row of its last one tells an end, so that it counts once.
 * Safe for use by several threads.
 */
final class DemandCount {
  private final ReportQuery query;
  private final Optional<Set<SkuId>> skus;
  private final Function<StoreId, Optional<Store>> stores;
  private final GroupSums<UnmetDemand> sums;

  DemandCount(
      ReportQuery query,
      Optional<Collection<SkuId>> skus,
      Function<StoreId, Optional<Store>> stores,
      GroupSums<UnmetDemand> sums) {
    this.query = query;
    this.skus = skus.map(Set::copyOf);
    this.stores = stores;
    this.sums = sums;
  }

  void count(RequestView request) {
    if (request.spec().isSupply() || !hasEnded(request)) {
      return;
    }
    LocalDate day = request.spec().expireAt().atZone(ZoneOffset.UTC).toLocalDate();
    Optional<Store> asking = stores.apply(request.spec().store()).filter(query.stores()::matches);
    if (asking.isEmpty() || day.isBefore(query.first()) || day.isAfter(query.last())) {
      return;
    }
    for (RequestView.Line line : request.lines()) {
      if (skus.isEmpty() || skus.get().contains(line.sku())) {
        sums.add(
            query.grouping().key(asking.get(), Optional.of(line.sku()), Optional.of(day)),
            demand(request, line));
      }
    }
  }

  /** An open request has not ended, whatever its row's time says: the time was put off. */
  private static boolean hasEnded(RequestView request) {
    return switch (request.state()) {
      case OPEN, PARTLY_COVERED -> false;
      case COVERED, FULFILLED, CLOSED, EXPIRED, CANCELLED -> true;
    };
  }

  private static UnmetDemand demand(RequestView request, RequestView.Line line) {
    long open = Math.max(0, line.quantity() - line.covered());
    boolean expired = request.state() == RequestView.State.EXPIRED;
    boolean cancelled = request.state() == RequestView.State.CANCELLED;
    return new UnmetDemand(1, line.quantity(), expired ? open : 0, cancelled ? open : 0);
  }
}
