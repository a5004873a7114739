package io.shelfshare.node.stock;

import io.shelfshare.domain.SkuId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lines that changed and are not known to be in the read table. A snapshot carries them, and
 * events after it add theirs, so that an incarnation after a crash publishes just what may be
 * missing. Confined to its entity.
 */
final class UnpublishedLines {
  private final Map<SkuId, Long> versions = new LinkedHashMap<>();
  private final Set<SkuId> unsent = new LinkedHashSet<>();

  void touched(Collection<SkuId> skus, long version) {
    for (SkuId sku : skus) {
      versions.put(sku, version);
      unsent.add(sku);
    }
  }

  /** Those that have not been sent since they changed. */
  List<SkuId> takeUnsent() {
    List<SkuId> skus = new ArrayList<>(unsent);
    unsent.clear();
    return skus;
  }

  void published(Collection<SkuId> skus, long version) {
    for (SkuId sku : skus) {
      versions.computeIfPresent(sku, (s, changed) -> changed <= version ? null : changed);
    }
  }

  List<SkuId> all() {
    return List.copyOf(versions.keySet());
  }
}
