package io.shelfshare.node.journal;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.StoreStock;
import java.util.List;

/**
 * A store's stock at a sequence number.
 *
 * @param unpublished lines that were not yet known to be in the read table, to be published again
 */
public record StockSnapshot(StoreStock.State state, List<SkuId> unpublished) {
  public StockSnapshot {
    unpublished = List.copyOf(unpublished);
  }
}
