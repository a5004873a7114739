package io.shelfshare.node.grpc;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockGrouping;
import io.shelfshare.node.grpc.gateway.StockSums;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reports over the stock in memory. Everybody sees all; it keeps who asked. */
final class ReportsInMemory implements ReportGateway {
  volatile Optional<StockFilter> lastFilter = Optional.empty();
  volatile boolean tooManyGroups;
  private final MarketInMemory market;

  ReportsInMemory(MarketInMemory market) {
    this.market = market;
  }

  @Override
  public CompletionStage<List<StockAtStore>> stockOf(
      SkuId sku, StockFilter filter, Optional<StoreId> after, int limit) {
    lastFilter = Optional.of(filter);
    List<StockAtStore> found = new ArrayList<>();
    for (Store store : market.stores.values()) {
      boolean later = after.isEmpty() || store.id().value().compareTo(after.get().value()) > 0;
      if (later && matches(filter, store) && found.size() < limit) {
        found.add(new StockAtStore(store.id(), units(store, sku), 70));
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus, StockFilter filter, StockGrouping grouping) {
    lastFilter = Optional.of(filter);
    Map<List<String>, StockSums> sums = new HashMap<>();
    for (Store store : market.stores.values()) {
      for (SkuId sku : skus.orElse(market.skus.keySet())) {
        if (matches(filter, store)) {
          List<String> key =
              grouping.by().stream().map(by -> key(by, grouping, store, sku)).toList();
          sums.merge(key, units(store, sku), StockSums::plus);
        }
      }
    }
    return CompletableFuture.completedFuture(tooManyGroups ? Optional.empty() : Optional.of(sums));
  }

  private static String key(StockGrouping.By by, StockGrouping grouping, Store store, SkuId sku) {
    return switch (by) {
      case REGION -> grouping.regionOf(store.place().region());
      case OWNER -> store.owner().value();
      case STORE -> store.id().value();
      case SKU -> sku.value();
    };
  }

  private static boolean matches(StockFilter filter, Store store) {
    return filter.hasRegion(store.place().region())
        && filter.owner().filter(owner -> !owner.equals(store.owner())).isEmpty()
        && filter.store().filter(one -> !one.equals(store.id())).isEmpty();
  }

  private StockSums units(Store store, SkuId sku) {
    long onHand = market.onHand.get(store.id()).getOrDefault(sku, 0L);
    return new StockSums(onHand, 0, 0, onHand, 0, 0, 1, 0, 0);
  }
}
