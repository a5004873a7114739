package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what measuring every store would find. */
class NearestSuppliesTest {
  private static final int STORES = 400;

  private final Map<StoreId, Store> stores = new HashMap<>();
  private final Map<StoreId, HeldLine> lines = new HashMap<>();

  private final SupplyIndex.Sight sight =
      new SupplyIndex.Sight() {
        @Override
        public Optional<Store> store(StoreId id) {
          return Optional.ofNullable(stores.get(id));
        }

        @Override
        public Contract.Visibility visibility(OwnerId owner, OwnerId viewer) {
          throw new AssertionError("nobody looks at another's stock here");
        }
      };

  /** Anywhere, with some close to a pole and to the line where dates change. */
  private static Place anywhere(Random random) {
    double latitude = random.nextInt(10) == 0 ? 89.9 : random.nextDouble(-90, 90);
    double longitude = random.nextInt(10) == 0 ? -179.99 : random.nextDouble(-180, 180);
    return new Place(latitude, longitude, "CN");
  }

  private static double haversine(SupplyQuery query, Place place) {
    return Haversine.of(query.latitude(), query.longitude(), place.latitude(), place.longitude());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theNearestAreFoundInTheirOrder(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < STORES; i++) {
      StoreId id = new StoreId("s%05d".formatted(i));
      stores.put(id, new Store(id, id.value(), new OwnerId("o"), anywhere(random)));
      lines.put(id, new HeldLine(random.nextInt(4), 0, 0, 0, 0, (byte) 100, 1));
    }
    Place from = anywhere(random);
    double farthest = seed % 2 == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(100, 12_000);
    StoreId except = new StoreId("s00007");
    SupplyQuery query =
        new SupplyQuery(
            new SkuId("coat-1"),
            from.latitude(),
            from.longitude(),
            Optional.of(except),
            Optional.empty(),
            2,
            farthest,
            1 + random.nextInt(40));

    SuppliesView found = new NearestSupplies(sight, query).among(lines);

    List<StoreId> measured =
        stores.values().stream()
            .filter(store -> !store.id().equals(except))
            .filter(store -> lines.get(store.id()).available() >= 2)
            .filter(store -> haversine(query, store.place()) <= Haversine.ofKilometres(farthest))
            .sorted(Comparator.comparingDouble(store -> haversine(query, store.place())))
            .limit(query.limit())
            .map(Store::id)
            .toList();
    assertThat(found.supplies()).extracting(SuppliesView.Supply::store).isEqualTo(measured);
    assertThat(found.totalAvailable())
        .isEqualTo(lines.values().stream().mapToLong(HeldLine::available).sum());
  }
}
