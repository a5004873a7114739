package io.shelfshare.node.grpc;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.UnmetDemand;
import java.time.LocalDate;
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
  volatile Optional<ReportQuery> lastQuery = Optional.empty();
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
      if (later && filter.stores().matches(store) && found.size() < limit) {
        found.add(new StockAtStore(store.id(), units(store, sku), 70));
      }
    }
    return CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus, StockFilter filter, Grouping grouping) {
    lastFilter = Optional.of(filter);
    Map<List<String>, StockSums> sums = new HashMap<>();
    for (Store store : market.stores.values()) {
      for (SkuId sku : skus.orElse(market.skus.keySet())) {
        if (filter.stores().matches(store)) {
          sums.merge(
              grouping.key(store, Optional.of(sku), Optional.empty()),
              units(store, sku),
              StockSums::plus);
        }
      }
    }
    return CompletableFuture.completedFuture(tooManyGroups ? Optional.empty() : Optional.of(sums));
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, Figures>>> figures(ReportQuery query) {
    lastQuery = Optional.of(query);
    Map<List<String>, Figures> sums = new HashMap<>();
    for (Store store : market.stores.values()) {
      if (query.stores().matches(store)) {
        sums.merge(
            query.grouping().key(store, Optional.empty(), Optional.of(query.last())),
            new Figures(2, 2, 60_000, 1, 7_200_000, 4, 3, 2, 1, 5, 1, 10, 70),
            Figures::plus);
      }
    }
    return CompletableFuture.completedFuture(tooManyGroups ? Optional.empty() : Optional.of(sums));
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, UnmetDemand>>> unmetDemand(
      ReportQuery query, Optional<Collection<SkuId>> skus) {
    lastQuery = Optional.of(query);
    Map<List<String>, UnmetDemand> sums = new HashMap<>();
    for (Store store : market.stores.values()) {
      for (SkuId sku : skus.orElse(market.skus.keySet())) {
        if (query.stores().matches(store)) {
          sums.merge(
              query.grouping().key(store, Optional.of(sku), Optional.of(query.last())),
              new UnmetDemand(1, 4, 1, 0),
              UnmetDemand::plus);
        }
      }
    }
    return CompletableFuture.completedFuture(tooManyGroups ? Optional.empty() : Optional.of(sums));
  }

  @Override
  public CompletionStage<Sellers> sellers(StoreId store, IsoWeek week, int limit) {
    LocalDate day = LocalDate.parse("2026-11-18");
    return CompletableFuture.completedFuture(
        new Sellers(
            week,
            7,
            List.of(new SellerLine(new SkuId("sku-1"), 6, 16, 4, 4, Optional.of(day))),
            List.of(new SellerLine(new SkuId("sku-2"), 1, 4, 19, 18, Optional.of(day)))));
  }

  private StockSums units(Store store, SkuId sku) {
    long onHand = market.onHand.get(store.id()).getOrDefault(sku, 0L);
    return new StockSums(onHand, 0, 0, onHand, 0, 0, 1, 0, 0);
  }
}
