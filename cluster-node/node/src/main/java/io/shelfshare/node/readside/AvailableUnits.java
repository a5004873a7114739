package io.shelfshare.node.readside;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * What every store has available of the SKUs of a slice. The largest thing that a node holds in
 * memory, some 80 bytes a line; so a store's id is the directory's own object, held once and not
 * once a line. Not safe for use by several threads at a time.
 */
final class AvailableUnits {
  /**
   * What a store has of a SKU.
   *
   * @param units available
   * @param version of the line
   */
  record Available(long units, long version) {}

  private final SupplyIndex.Sight sight;
  private final Map<SkuId, Map<StoreId, Available>> bySku = new HashMap<>();

  AvailableUnits(SupplyIndex.Sight sight) {
    this.sight = sight;
  }

  /** Takes the line, unless a newer version of it is here. */
  void keepNewest(StockLineView line) {
    bySku
        .computeIfAbsent(line.sku(), sku -> new HashMap<>())
        .merge(
            sight.store(line.store()).map(Store::id).orElse(line.store()),
            new Available(line.available(), line.version()),
            (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
  }

  /** By store; not to be changed. */
  Map<StoreId, Available> of(SkuId sku) {
    return Collections.unmodifiableMap(bySku.getOrDefault(sku, Map.of()));
  }
}
