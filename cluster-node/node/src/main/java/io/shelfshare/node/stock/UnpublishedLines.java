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
 * The lines that changed and are not known to be in the read table and its index. A snapshot
 * carries them, and events after it add theirs; an incarnation that recovers asks the table up to
 * which version it has everything, and publishes just what may be missing. Confined to its entity.
 */
final class UnpublishedLines {
  private final Map<SkuId, Long> versions = new LinkedHashMap<>();
  private final Set<SkuId> unsent = new LinkedHashSet<>();
  private boolean recovering = true;

  /** Lines changed with the event of {@code version}. */
  void touched(Collection<SkuId> skus, long version) {
    for (SkuId sku : skus) {
      versions.put(sku, version);
      if (!recovering) {
        unsent.add(sku);
      }
    }
  }

  /** Recovery is over, and the table has everything up to {@code version}. */
  void publishedBefore(long version) {
    recovering = false;
    versions.values().removeIf(changed -> changed <= version);
    unsent.addAll(versions.keySet());
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

  boolean isEmpty() {
    return versions.isEmpty();
  }

  /** All that may be missing, at any time. */
  List<SkuId> all() {
    return List.copyOf(versions.keySet());
  }
}
