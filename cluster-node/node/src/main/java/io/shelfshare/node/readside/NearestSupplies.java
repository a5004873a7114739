package io.shelfshare.node.readside;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the stores nearest to a point that have a SKU: looks at stores from near to far while many
 * of them have it, and at all of the SKU's own lines where few do. Confined to its index, and used
 * once.
 */
final class NearestSupplies {
  private static final int MANY_MORE = 16;

  /** How many stores are looked at for each that is wanted: at first, and where too few have it. */
  private static final double[] STORES_A_SUPPLY = {1.5, MANY_MORE};

  private final SupplyIndex.Sight sight;
  private final SupplyQuery query;
  private final Map<OwnerId, Contract.Visibility> visibilities = new HashMap<>();

  NearestSupplies(SupplyIndex.Sight sight, SupplyQuery query) {
    this.sight = sight;
    this.query = query;
  }

  /** Those of the query among the lines of its SKU. */
  SuppliesView among(HeldLines held) {
    return new SuppliesView(nearest(held.of(query.sku())), total(held));
  }

  private long total(HeldLines held) {
    long total = 0;
    for (Map.Entry<OwnerId, Long> of : held.availableByOwner(query.sku()).entrySet()) {
      total += visibility(of.getKey()) == Contract.Visibility.QUANTITY ? of.getValue() : 0;
    }
    return total;
  }

  private List<SuppliesView.Supply> nearest(Map<StoreId, HeldLine> lines) {
    for (double each : STORES_A_SUPPLY) {
      int many = (int) Math.ceil(query.limit() * each) + 1;
      if (lines.size() <= many) {
        break;
      }
      List<Store> near =
          sight.nearest(query.latitude(), query.longitude(), query.kilometresMax(), many);
      List<SuppliesView.Supply> found =
          near.stream()
              .flatMap(store -> supply(store, lines).stream())
              .limit(query.limit())
              .toList();
      if (found.size() == query.limit() || near.size() < many) {
        return found;
      }
      if (found.size() < query.limit() / MANY_MORE) {
        break;
      }
    }
    return measured(lines);
  }

  private record Measured(SuppliesView.Supply supply, double kilometres) {}

  private List<SuppliesView.Supply> measured(Map<StoreId, HeldLine> lines) {
    List<Measured> all = new ArrayList<>();
    for (StoreId id : lines.keySet()) {
      Optional<Store> store = sight.store(id);
      Optional<SuppliesView.Supply> supply = store.flatMap(one -> supply(one, lines));
      if (supply.isPresent()) {
        all.add(new Measured(supply.get(), kilometres(store.get())));
      }
    }
    return all.stream()
        .filter(one -> one.kilometres() <= query.kilometresMax())
        .sorted(Comparator.comparingDouble(Measured::kilometres))
        .limit(query.limit())
        .map(Measured::supply)
        .toList();
  }

  private double kilometres(Store store) {
    return StorePlaces.kilometres(query.latitude(), query.longitude(), store.place());
  }

  private Optional<SuppliesView.Supply> supply(Store store, Map<StoreId, HeldLine> lines) {
    HeldLine line = lines.get(store.id());
    if (line == null || query.except().filter(store.id()::equals).isPresent()) {
      return Optional.empty();
    }
    Contract.Visibility visibility = visibility(store.owner());
    boolean counted = visibility == Contract.Visibility.QUANTITY;
    // Asking for more and more units must not tell how many there are.
    boolean enough = line.available() >= (counted ? query.quantityMin() : 1);
    if (visibility == Contract.Visibility.HIDDEN || !enough) {
      return Optional.empty();
    }
    OptionalLong shown = counted ? OptionalLong.of(line.available()) : OptionalLong.empty();
    return Optional.of(new SuppliesView.Supply(store.id(), shown, line.confidence()));
  }

  private Contract.Visibility visibility(OwnerId owner) {
    return query.viewer().isEmpty()
        ? Contract.Visibility.QUANTITY
        : visibilities.computeIfAbsent(owner, of -> sight.visibility(of, query.viewer().get()));
  }
}
