package io.shelfshare.node.notify;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.node.directory.DirectoryCopy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people call stores and units. Local and immediate. */
final class Wording {
  private static final int NAMED_MAX = 5;

  private final DirectoryCopy directory;

  Wording(DirectoryCopy directory) {
    this.directory = directory;
  }

  String store(StoreId id) {
    return directory.store(id).map(Store::displayName).orElse(id.value());
  }

  /** For example {@code 2 × Coat red 42}. */
  String units(List<Units> units) {
    String named =
        units.stream()
            .limit(NAMED_MAX)
            .map(one -> one.quantity() + " × " + sku(one.sku()))
            .collect(Collectors.joining(", "));
    return units.size() > NAMED_MAX ? named + ", …" : named;
  }

  String sku(SkuId id) {
    return directory.sku(id).map(Sku::displayName).filter(n -> !n.isBlank()).orElse(id.value());
  }

  /** Kilometres between two stores, or nothing. */
  String kilometres(StoreId one, StoreId other) {
    Optional<Spot> here = spot(one);
    Optional<Spot> there = spot(other);
    return here.isPresent() && there.isPresent()
        ? Long.toString(Math.round(here.get().metresTo(there.get()) / 1000.0))
        : "";
  }

  private Optional<Spot> spot(StoreId id) {
    return directory.store(id).map(Store::place).map(Wording::spot);
  }

  private static Spot spot(Place place) {
    return new Spot(place.latitude(), place.longitude(), place.region());
  }
}
