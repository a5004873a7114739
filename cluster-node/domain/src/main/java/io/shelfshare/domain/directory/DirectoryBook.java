package io.shelfshare.domain.directory;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference data and the imports that it came from. Mutable, confined to its entity; only {@link
 * #apply} changes it.
 */
public final class DirectoryBook {
  private final Map<OwnerId, Owner> owners = new HashMap<>();
  private final Map<StoreId, Store> stores = new HashMap<>();
  private final Map<SkuId, Sku> skus = new HashMap<>();
  private final List<DirectoryEvent.Imported> imports = new ArrayList<>();
  private final MutationMemory<Integer> mutations = new MutationMemory<>();
  private Instant lastEventAt = Instant.EPOCH;

  /**
   * Adds or replaces records, all of them.
   *
   * @return how many records the import had
   */
  public Decision<DirectoryEvent, Integer> importRecords(
      Mutation mutation, List<Owner> owners, List<Store> stores, List<Sku> skus, Instant now) {
    Instant at = now.isBefore(lastEventAt) ? lastEventAt : now;
    Optional<Decision<DirectoryEvent, Integer>> known = mutations.recall(mutation, at);
    if (known.isPresent()) {
      return known.get();
    }
    int count = owners.size() + stores.size() + skus.size();
    var event =
        new DirectoryEvent.Imported(
            at,
            mutation.key(),
            mutation.fingerprint(),
            count,
            owners.stream().filter(o -> !o.equals(this.owners.get(o.id()))).toList(),
            stores.stream().filter(s -> !s.equals(this.stores.get(s.id()))).toList(),
            skus.stream().filter(s -> !s.equals(this.skus.get(s.id()))).toList());
    boolean same = event.owners().isEmpty() && event.stores().isEmpty() && event.skus().isEmpty();
    return same ? Decision.unchanged(count) : Decision.done(List.of(event), count);
  }

  /** Takes an event in. */
  public void apply(DirectoryEvent event) {
    if (event instanceof DirectoryEvent.Imported imported) {
      imported.owners().forEach(owner -> owners.put(owner.id(), owner));
      imported.stores().forEach(store -> stores.put(store.id(), store));
      imported.skus().forEach(sku -> skus.put(sku.id(), sku));
      imports.add(imported);
      mutations.remember(
          new Remembered<>(
              imported.mutation(), imported.fingerprint(), imported.at(), imported.count()));
    }
    lastEventAt = event.at();
  }

  /** Every import, in order; a view that grows. */
  public List<DirectoryEvent.Imported> imports() {
    return Collections.unmodifiableList(imports);
  }
}
