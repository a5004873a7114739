package io.shelfshare.node.readside;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through the lines of an index for a report. What its viewer may not know is left out here,
 * so that it never leaves the index. Confined to its index.
 */
final class StockSearch {
  private final SupplyIndex.Sight sight;
  private final StockFilter filter;
  private final Map<StoreId, Optional<Seen>> seen = new HashMap<>();

  StockSearch(SupplyIndex.Sight sight, StockFilter filter) {
    this.sight = sight;
    this.filter = filter;
  }

  /** A store that matches, and what its viewer may know of its stock. */
  private record Seen(Store store, Known known) {}

  private enum Known {
    ALL,
    AVAILABLE,
    WHETHER
  }

  /** Lines of one SKU, in the order of stores. */
  List<StockAtStore> lines(Map<StoreId, HeldLine> ofSku, Optional<StoreId> after, int limit) {
    List<StockAtStore> found = new ArrayList<>();
    for (Map.Entry<StoreId, HeldLine> line : candidates(ofSku).entrySet()) {
      boolean later = after.isEmpty() || line.getKey().value().compareTo(after.get().value()) > 0;
      Optional<Seen> at = later ? seen(line.getKey()) : Optional.empty();
      at.flatMap(store -> units(store, line.getValue()))
          .ifPresent(
              units -> {
                boolean all = at.get().known() == Known.ALL;
                int confidence = all ? line.getValue().confidence() : 0;
                found.add(new StockAtStore(line.getKey(), units, confidence));
              });
    }
    found.sort(Comparator.comparing(line -> line.store().value()));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  /**
   * Sums of all lines, by the values of the grouping's dimensions; empty where there are more than
   * {@link ReportGateway#GROUPS_MAX} groups.
   */
  Optional<Map<List<String>, StockSums>> sums(HeldLines held, Set<SkuId> skus, Grouping grouping) {
    Map<List<String>, StockSums> sums = new HashMap<>();
    for (SkuId sku : skus.isEmpty() ? held.skus() : skus) {
      Map<StoreId, HeldLine> ofSku = candidates(held.of(sku));
      for (Map.Entry<StoreId, HeldLine> line : ofSku.entrySet()) {
        Optional<Seen> at = seen(line.getKey());
        Optional<StockSums> units = at.flatMap(store -> units(store, line.getValue()));
        if (units.isPresent()) {
          List<String> key = grouping.key(at.get().store(), Optional.of(sku), Optional.empty());
          sums.merge(key, units.get(), StockSums::plus);
          if (sums.size() > ReportGateway.GROUPS_MAX) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(sums);
  }

  /** One store's line is found without looking at all of them. */
  private Map<StoreId, HeldLine> candidates(Map<StoreId, HeldLine> ofSku) {
    Optional<StoreId> only = filter.stores().store();
    if (only.isEmpty()) {
      return ofSku;
    }
    HeldLine line = ofSku.get(only.get());
    return line == null ? Map.of() : Map.of(only.get(), line);
  }

  private Optional<Seen> seen(StoreId id) {
    return seen.computeIfAbsent(
        id,
        unknown ->
            sight
                .store(id)
                .filter(filter.stores()::matches)
                .flatMap(store -> known(store).map(known -> new Seen(store, known))));
  }

  private Optional<Known> known(Store store) {
    if (filter.viewer().isEmpty() || filter.viewer().get().equals(store.owner())) {
      return Optional.of(Known.ALL);
    }
    Contract.Visibility visibility = sight.visibility(store.owner(), filter.viewer().get());
    return switch (visibility) {
      case QUANTITY -> Optional.of(Known.AVAILABLE);
      case YES_NO -> Optional.of(Known.WHETHER);
      case HIDDEN -> Optional.empty();
    };
  }

  /** What may be told of a line; of others' stock a line without available units tells nothing. */
  private Optional<StockSums> units(Seen at, HeldLine line) {
    if (at.known() == Known.ALL) {
      return filter.emptyToo() || !line.isEmpty() ? Optional.of(line.sums()) : Optional.empty();
    }
    long available = line.available();
    if (available == 0) {
      return Optional.empty();
    }
    return Optional.of(
        at.known() == Known.AVAILABLE ? StockSums.available(available) : StockSums.SOME);
  }
}
