package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.CountTask;
import java.util.Optional;

/**
 * What one store has of one SKU, in units.
 *
 * @param confidence how far the record can be trusted, 0 to 100 percent
 * @param countTask set where the line should be counted
 * @param version rises with every change of the store's stock
 */
public record StockLineView(
    StoreId store,
    SkuId sku,
    long onHand,
    long reserved,
    long safety,
    long available,
    long inbound,
    long unsellable,
    int confidence,
    Optional<CountTask> countTask,
    long version) {
  /** The line of a SKU that the store never had. */
  public static StockLineView empty(StoreId store, SkuId sku, long version) {
    return new StockLineView(store, sku, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), version);
  }
}
