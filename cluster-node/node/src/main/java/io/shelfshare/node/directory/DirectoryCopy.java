package io.shelfshare.node.directory;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Reference;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.readside.StorePlaces;
import io.shelfshare.node.readside.SupplyIndex;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * This node's copy of the directory. Filled by {@link DirectoryReplica} alone; read by any thread,
 * at once.
 */
public final class DirectoryCopy implements SupplyIndex.Sight {
  private final ConcurrentSkipListMap<OwnerId, Owner> owners =
      new ConcurrentSkipListMap<>(Comparator.comparing(OwnerId::value));
  private final ConcurrentSkipListMap<StoreId, Store> stores =
      new ConcurrentSkipListMap<>(Comparator.comparing(StoreId::value));
  private final ConcurrentSkipListMap<SkuId, Sku> skus = new ConcurrentSkipListMap<>();
  private final ConcurrentHashMap<StoreId, Store> storesById = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private volatile Places places = new Places(0, new StorePlaces(List.of()));
  private final ConcurrentHashMap<SkuId, Sku> skusById = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Set<SkuId>> byStyle = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Set<SkuId>> byGtin = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Contract.Parties, Contract> contracts =
      new ConcurrentSkipListMap<>(
          Comparator.comparing((Contract.Parties parties) -> parties.owner().value())
              .thenComparing(parties -> parties.viewer().map(OwnerId::value).orElse("")));
  private final ConcurrentSkipListMap<String, Staff> staff = new ConcurrentSkipListMap<>();
  private final Set<String> caughtUp = ConcurrentHashMap.newKeySet();

  /** Where the stores are, as of a version of them. */
  private record Places(long version, StorePlaces at) {}

  void take(DirectoryEntity.Fetched imported) {
    imported.records().all().forEach(this::take);
  }

  private void take(Reference record) {
    if (record instanceof Owner owner) {
      owners.put(owner.id(), owner);
    } else if (record instanceof Store store) {
      take(store);
    } else if (record instanceof Sku sku) {
      take(sku);
    } else if (record instanceof Contract contract) {
      contracts.put(contract.key(), contract);
    } else if (record instanceof Staff person) {
      staff.put(person.id(), person);
    }
  }

  private void take(Store store) {
    Store old = storesById.put(store.id(), store);
    stores.put(store.id(), store);
    if (!store.equals(old)) {
      // After the store itself: who has read the version before may already see the store.
      version.incrementAndGet();
    }
  }

  private void take(Sku sku) {
    Sku old = skusById.put(sku.id(), sku);
    skus.put(sku.id(), sku);
    if (old != null) {
      byStyle.getOrDefault(old.style(), Set.of()).remove(sku.id());
      byGtin.getOrDefault(old.gtin(), Set.of()).remove(sku.id());
    }
    add(byStyle, sku.style(), sku.id());
    if (!sku.gtin().isEmpty()) {
      add(byGtin, sku.gtin(), sku.id());
    }
  }

  private static void add(Map<String, Set<SkuId>> index, String key, SkuId sku) {
    index.computeIfAbsent(key, k -> new ConcurrentSkipListSet<>()).add(sku);
  }

  void caughtUp(String kind) {
    caughtUp.add(kind);
  }

  /** True once every kind was read to its end. */
  public boolean isComplete() {
    return caughtUp.containsAll(DirectoryEntity.KINDS);
  }

  public Optional<Owner> owner(OwnerId id) {
    return Optional.ofNullable(owners.get(id));
  }

  @Override
  public Optional<Store> store(StoreId id) {
    return Optional.ofNullable(storesById.get(id));
  }

  @Override
  public long version() {
    return version.get();
  }

  @Override
  public List<Store> nearest(double latitude, double longitude, double kilometresMax, int count) {
    return places().nearest(latitude, longitude, kilometresMax, count);
  }

  private StorePlaces places() {
    return places.version() == version.get() ? places.at() : placesNow();
  }

  /** Takes some milliseconds for ten thousand stores, once after a change of any. */
  private synchronized StorePlaces placesNow() {
    long now = version.get();
    if (places.version() != now) {
      places = new Places(now, new StorePlaces(storesById.values()));
    }
    return places.at();
  }

  public Optional<Sku> sku(SkuId id) {
    return Optional.ofNullable(skusById.get(id));
  }

  @Override
  public Contract.Visibility visibility(OwnerId owner, OwnerId viewer) {
    if (owner.equals(viewer)) {
      return Contract.Visibility.QUANTITY;
    }
    return contract(owner, Optional.of(viewer))
        .or(() -> contract(owner, Optional.empty()))
        .map(Contract::visibility)
        .orElse(Contract.Visibility.QUANTITY);
  }

  private Optional<Contract> contract(OwnerId owner, Optional<OwnerId> viewer) {
    return Optional.ofNullable(contracts.get(new Contract.Parties(owner, viewer)));
  }

  List<Contract> contracts(Optional<OwnerId> owner, Optional<Contract.Parties> after, int limit) {
    Collection<Contract> rest =
        after.map(last -> contracts.tailMap(last, false).values()).orElse(contracts.values());
    return rest.stream()
        .filter(contract -> owner.isEmpty() || contract.owner().equals(owner.get()))
        .limit(limit)
        .toList();
  }

  Optional<Staff> staff(String id) {
    return Optional.ofNullable(staff.get(id));
  }

  List<Staff> staff(Optional<String> after, int limit) {
    Collection<Staff> rest =
        after.map(id -> staff.tailMap(id, false).values()).orElse(staff.values());
    return rest.stream().limit(limit).toList();
  }

  List<Owner> owners(Optional<OwnerId> after, int limit) {
    Collection<Owner> rest =
        after.map(id -> owners.tailMap(id, false).values()).orElse(owners.values());
    return rest.stream().limit(limit).toList();
  }

  List<Store> stores(String regionPrefix, Optional<StoreId> after, int limit) {
    Collection<Store> rest =
        after.map(id -> stores.tailMap(id, false).values()).orElse(stores.values());
    return rest.stream()
        .filter(store -> store.place().region().startsWith(regionPrefix))
        .limit(limit)
        .toList();
  }

  List<Sku> skus(Optional<String> style, Optional<String> gtin, Optional<SkuId> after, int limit) {
    Collection<SkuId> ids;
    if (gtin.isPresent()) {
      ids = byGtin.getOrDefault(gtin.get(), Set.of());
    } else if (style.isPresent()) {
      ids = byStyle.getOrDefault(style.get(), Set.of());
    } else {
      ids = after.map(id -> (Set<SkuId>) skus.tailMap(id, false).keySet()).orElse(skus.keySet());
    }
    return ids.stream()
        .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
        .map(skusById::get)
        .filter(sku -> style.isEmpty() || sku.style().equals(style.get()))
        .limit(limit)
        .toList();
  }
}
