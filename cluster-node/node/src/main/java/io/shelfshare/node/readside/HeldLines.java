package io.shelfshare.node.readside;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What every store has of the SKUs of a slice. The largest thing that a node holds in memory, some
 * 96 bytes a line; so a store's id is the directory's own object, held once and not once a line.
 * Not safe for use by several threads at a time.
 */
final class HeldLines {
  private final SupplyIndex.Sight sight;
  private final Map<SkuId, Map<StoreId, HeldLine>> bySku = new HashMap<>();

  HeldLines(SupplyIndex.Sight sight) {
    this.sight = sight;
  }

  /** Takes the line, unless a newer version of it is here. */
  void keepNewest(StockLineView line) {
    bySku
        .computeIfAbsent(line.sku(), sku -> new HashMap<>())
        .merge(
            sight.store(line.store()).map(Store::id).orElse(line.store()),
            HeldLine.of(line),
            HeldLine::newer);
  }

  /** The SKUs that any store has a line of; not to be changed. */
  Set<SkuId> skus() {
    return Collections.unmodifiableSet(bySku.keySet());
  }

  /** By store; not to be changed. */
  Map<StoreId, HeldLine> of(SkuId sku) {
    return Collections.unmodifiableMap(bySku.getOrDefault(sku, Map.of()));
  }
}
