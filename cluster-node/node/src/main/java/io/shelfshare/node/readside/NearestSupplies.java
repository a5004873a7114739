package io.shelfshare.node.readside;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Place;
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
import java.util.PriorityQueue;

/**
 * Finds the stores nearest to a point that have a SKU. Every line of it is looked at, as the total
 * counts them all, so that the look is a short one: a store is measured only where its latitude
 * alone does not say that it is farther than those that were found. Confined to its index, and used
 * once.
 */
final class NearestSupplies {
  private final SupplyIndex.Sight sight;
  private final SupplyQuery query;
  private final Map<OwnerId, Contract.Visibility> visibilities = new HashMap<>();
  private final PriorityQueue<Candidate> nearest =
      new PriorityQueue<>(Comparator.comparingDouble(Candidate::haversine).reversed());
  private double haversineMax;
  private double latitudesMax;
  private long total;

  /** One that is near enough, so far. */
  private record Candidate(StoreId store, HeldLine line, boolean counted, double haversine) {
    SuppliesView.Supply supply() {
      OptionalLong shown = counted ? OptionalLong.of(line.available()) : OptionalLong.empty();
      return new SuppliesView.Supply(store, shown, line.confidence());
    }
  }

  NearestSupplies(SupplyIndex.Sight sight, SupplyQuery query) {
    this.sight = sight;
    this.query = query;
    nearerThan(Haversine.ofKilometres(query.kilometresMax()));
  }

  /** Those of the query among the lines of its SKU. */
  SuppliesView among(Map<StoreId, HeldLine> ofSku) {
    ofSku.forEach(this::look);
    List<Candidate> sorted = new ArrayList<>(nearest);
    sorted.sort(Comparator.comparingDouble(Candidate::haversine));
    return new SuppliesView(sorted.stream().map(Candidate::supply).toList(), total);
  }

  private void look(StoreId id, HeldLine line) {
    Optional<Store> store = sight.store(id);
    Contract.Visibility visibility =
        store.isPresent() ? visibility(store.get()) : Contract.Visibility.HIDDEN;
    if (visibility == Contract.Visibility.HIDDEN) {
      return;
    }
    long units = line.available();
    boolean counted = visibility == Contract.Visibility.QUANTITY;
    total += counted ? units : 0;
    // Asking for more and more units must not tell how many there are.
    boolean enough = units >= (counted ? query.quantityMin() : 1);
    if (enough && !(query.except().isPresent() && query.except().get().equals(id))) {
      measure(id, line, counted, store.get().place());
    }
  }

  private void measure(StoreId id, HeldLine line, boolean counted, Place place) {
    if (Math.abs(place.latitude() - query.latitude()) > latitudesMax) {
      return;
    }
    double haversine =
        Haversine.of(query.latitude(), query.longitude(), place.latitude(), place.longitude());
    if (haversine > haversineMax) {
      return;
    }
    nearest.add(new Candidate(id, line, counted, haversine));
    if (nearest.size() > query.limit()) {
      nearest.remove();
    }
    if (nearest.size() == query.limit() && !nearest.isEmpty()) {
      nearerThan(Math.min(haversineMax, nearest.element().haversine()));
    }
  }

  private void nearerThan(double haversine) {
    if (haversine != haversineMax || latitudesMax == 0) {
      haversineMax = haversine;
      latitudesMax = Haversine.latitudes(haversine);
    }
  }

  private Contract.Visibility visibility(Store store) {
    return query.viewer().isEmpty()
        ? Contract.Visibility.QUANTITY
        : visibilities.computeIfAbsent(
            store.owner(), owner -> sight.visibility(owner, query.viewer().get()));
  }
}
