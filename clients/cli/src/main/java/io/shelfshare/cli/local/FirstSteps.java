package io.shelfshare.cli.local;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.GetStoreRequest;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A first trade that really works on what is loaded now: a SKU that one store lacks and another
 * has.
 *
 * @param asking the store that lacks it
 * @param supplying a store that has it
 * @param sku id of the SKU
 * @param units as many as can be asked for, one or two
 */
public record FirstSteps(Store asking, Store supplying, String sku, long units) {
  private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int TRIED_MAX = 200;

  /**
   * Looks for one; the search index may be a little behind the loading, so it looks again.
   *
   * @param nanos an elapsed-time source in nanoseconds
   */
  public static Optional<FirstSteps> find(ShelfshareClient headquarters, LongSupplier nanos) {
    Optional<Store> asking =
        headquarters.listStores(ListStoresRequest.newBuilder().setPageSize(1).build()).findFirst();
    if (asking.isEmpty()) {
      return Optional.empty();
    }
    List<String> lacking = lacking(headquarters, asking.get());
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    long end = nanos.getAsLong() + SEARCH_NANOS;
    do {
      for (String sku : lacking) {
        Optional<FirstSteps> found = supply(headquarters, asking.get(), sku);
        if (found.isPresent()) {
          return found;
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    } while (nanos.getAsLong() < end && !Thread.currentThread().isInterrupted());
    return Optional.empty();
  }

  private static List<String> lacking(ShelfshareClient headquarters, Store store) {
    Map<String, StockLine> lines =
        headquarters
            .listStockLines(
                ListStockLinesRequest.newBuilder()
                    .setParent(store.getName())
                    .setPageSize(1000)
                    .build())
            .collect(Collectors.toMap(StockLine::getSku, Function.identity()));
    return headquarters
        .listSkus(ListSkusRequest.newBuilder().setPageSize(1000).build())
        .map(Sku::getName)
        .filter(sku -> !lines.containsKey(sku) || lines.get(sku).getOnHand() == 0)
        .limit(TRIED_MAX)
        .toList();
  }

  private static Optional<FirstSteps> supply(
      ShelfshareClient headquarters, Store asking, String sku) {
    for (long units : new long[] {2, 1}) {
      FindStockRequest query =
          FindStockRequest.newBuilder()
              .setSku(sku)
              .setStore(asking.getName())
              .setMinQuantity(units)
              .setMaxResults(1)
              .build();
      FindStockResponse found = headquarters.call(() -> headquarters.stock().findStock(query));
      if (found.getSuppliesCount() > 0) {
        String supplier = found.getSupplies(0).getStore();
        Store supplying =
            headquarters.call(
                () ->
                    headquarters
                        .directory()
                        .getStore(GetStoreRequest.newBuilder().setName(supplier).build()));
        return Optional.of(new FirstSteps(asking, supplying, ResourceNames.id(sku), units));
      }
    }
    return Optional.empty();
  }
}
