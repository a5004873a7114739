package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;

/**
 * What one store has of one SKU, in units.
 *
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
    long version) {
  /** The line of a SKU that the store never had. */
  public static StockLineView empty(StoreId store, SkuId sku, long version) {
    return new StockLineView(store, sku, 0, 0, 0, 0, 0, 0, version);
  }
}
