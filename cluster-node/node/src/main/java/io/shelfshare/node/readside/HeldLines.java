package io.shelfshare.node.readside;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every store has of the SKUs of a slice. The largest thing that a node holds in memory, some
 * 96 bytes a line; so a store's id is the directory's own object, held once and not once a line.
 * Not safe for use by several threads at a time.
 */
final class HeldLines {
  private final SupplyIndex.Sight sight;
  private final Map<SkuId, OfSku> bySku = new HashMap<>();

  HeldLines(SupplyIndex.Sight sight) {
    this.sight = sight;
  }

  /** The lines of one SKU. */
  private static final class OfSku {
    final Map<StoreId, HeldLine> byStore = new HashMap<>();

    /** Added up when somebody asks, and kept up then. */
    @Nullable Available available;
  }

  /**
   * What owners have available.
   *
   * @param version of the directory that tells whose a store is
   */
  private record Available(long version, Map<OwnerId, Long> byOwner) {}

  /** Takes the line, unless a newer version of it is here. */
  void keepNewest(StockLineView line) {
    OfSku ofSku = bySku.computeIfAbsent(line.sku(), sku -> new OfSku());
    Optional<Store> store = sight.store(line.store());
    StoreId id = store.map(Store::id).orElse(line.store());
    long before = available(ofSku.byStore.get(id));
    long now = available(ofSku.byStore.merge(id, HeldLine.of(line), HeldLine::newer));
    if (ofSku.available != null && store.isPresent()) {
      ofSku.available.byOwner().merge(store.get().owner(), now - before, Long::sum);
    }
  }

  private static long available(@Nullable HeldLine line) {
    return line == null ? 0 : line.available();
  }

  /** The SKUs that any store has a line of; not to be changed. */
  Set<SkuId> skus() {
    return Collections.unmodifiableSet(bySku.keySet());
  }

  /** By store; not to be changed. */
  Map<StoreId, HeldLine> of(SkuId sku) {
    OfSku ofSku = bySku.get(sku);
    return ofSku == null ? Map.of() : Collections.unmodifiableMap(ofSku.byStore);
  }

  /** Units of a SKU that others can grab, by the owner of the stores; not to be changed. */
  Map<OwnerId, Long> availableByOwner(SkuId sku) {
    OfSku ofSku = bySku.get(sku);
    if (ofSku == null) {
      return Map.of();
    }
    // Read before the stores are: one that changes meanwhile has them added up again next time.
    long version = sight.version();
    Available available = ofSku.available;
    if (available == null || available.version() != version) {
      available = new Available(version, new HashMap<>());
      for (Map.Entry<StoreId, HeldLine> line : ofSku.byStore.entrySet()) {
        Optional<Store> store = sight.store(line.getKey());
        if (store.isPresent()) {
          available.byOwner().merge(store.get().owner(), line.getValue().available(), Long::sum);
        }
      }
      ofSku.available = available;
    }
    return Collections.unmodifiableMap(available.byOwner());
  }
}
