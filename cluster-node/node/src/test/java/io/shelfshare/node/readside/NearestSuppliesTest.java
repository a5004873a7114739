package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what measuring every store would find, and the total what adding up would. */
class NearestSuppliesTest {
  private static final int STORES = 400;
  private static final double EARTH_RADIUS_KM = 6_371.0088;
  private static final SkuId SKU = new SkuId("coat-1");

  private final Map<StoreId, Store> stores = new HashMap<>();
  private long version;
  private int looks;

  private final SupplyIndex.Sight sight =
      new SupplyIndex.Sight() {
        @Override
        public Optional<Store> store(StoreId id) {
          return Optional.ofNullable(stores.get(id));
        }

        @Override
        public long version() {
          return version;
        }

        @Override
        public List<Store> nearest(
            double latitude, double longitude, double kilometresMax, int count) {
          looks++;
          return new StorePlaces(stores.values())
              .nearest(latitude, longitude, kilometresMax, count);
        }

        @Override
        public Contract.Visibility visibility(OwnerId owner, OwnerId viewer) {
          return owner.equals(viewer) ? Contract.Visibility.QUANTITY : Contract.Visibility.HIDDEN;
        }
      };
  private final HeldLines held = new HeldLines(sight);

  /** Anywhere, with some close to a pole and to the line where dates change; no two the same. */
  private static Place anywhere(Random random) {
    double latitude =
        random.nextInt(10) == 0 ? random.nextDouble(89.9, 90) : random.nextDouble(-90, 90);
    double longitude = random.nextInt(10) == 0 ? -179.99 : random.nextDouble(-180, 180);
    return new Place(latitude, longitude, "CN");
  }

  /** By the haversine formula, which the code under test does not spell out. */
  private static double kilometres(SupplyQuery query, Place place) {
    double sinLat = Math.sin(Math.toRadians(place.latitude() - query.latitude()) / 2);
    double sinLon = Math.sin(Math.toRadians(place.longitude() - query.longitude()) / 2);
    double haversine =
        sinLat * sinLat
            + Math.cos(Math.toRadians(query.latitude()))
                * Math.cos(Math.toRadians(place.latitude()))
                * sinLon
                * sinLon;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }

  private void store(int number, String owner, Place place) {
    StoreId id = new StoreId("s%05d".formatted(number));
    stores.put(id, new Store(id, id.value(), new OwnerId(owner), place));
    version++;
  }

  private void line(int store, long available, long lineVersion) {
    StoreId id = new StoreId("s%05d".formatted(store));
    held.keepNewest(
        new StockLineView(
            id, SKU, available, 0, 0, available, 0, 0, 100, Optional.empty(), lineVersion));
  }

  private static SupplyQuery query(Place from, String viewer, double farthest, int limit) {
    return new SupplyQuery(
        SKU,
        from.latitude(),
        from.longitude(),
        Optional.of(new StoreId("s00007")),
        Optional.of(viewer).filter(name -> !name.isEmpty()).map(OwnerId::new),
        2,
        farthest,
        limit);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theNearestAreFoundInTheirOrder(long seed) {
    Random random = new Random(seed);
    // From a SKU that nearly every store has to one that hardly any has.
    int share = 1 << (seed % 6 * 2);
    Map<StoreId, Long> available = new HashMap<>();
    for (int i = 0; i < STORES; i++) {
      store(i, "o", anywhere(random));
      long units = random.nextInt(share) == 0 ? 1 + random.nextInt(8) : 0;
      if (units > 0 || random.nextBoolean()) {
        line(i, units, 1);
        available.put(new StoreId("s%05d".formatted(i)), units);
      }
    }
    double farthest = seed % 2 == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(100, 12_000);
    SupplyQuery query = query(anywhere(random), "", farthest, 1 + random.nextInt(40));

    SuppliesView found = new NearestSupplies(sight, query).among(held);

    List<StoreId> measured =
        stores.values().stream()
            .filter(store -> !query.except().get().equals(store.id()))
            .filter(store -> available.getOrDefault(store.id(), 0L) >= 2)
            .filter(store -> kilometres(query, store.place()) <= farthest)
            .sorted(Comparator.comparingDouble(store -> kilometres(query, store.place())))
            .limit(query.limit())
            .map(Store::id)
            .toList();
    assertThat(found.supplies()).extracting(SuppliesView.Supply::store).isEqualTo(measured);
    assertThat(found.totalAvailable())
        .isEqualTo(available.values().stream().mapToLong(units -> units).sum());
  }

  private int looksFor(int oneIn) {
    Random random = new Random(1);
    for (int i = 0; i < STORES; i++) {
      store(i, "o", anywhere(random));
      line(i, i % oneIn == 0 ? 5 : 0, 1);
    }
    SupplyQuery query = query(anywhere(random), "", Double.POSITIVE_INFINITY, 20);
    assertThat(new NearestSupplies(sight, query).among(held).supplies())
        .hasSize(Math.min(20, STORES / oneIn));
    return looks;
  }

  @Test
  void oneLookIsEnoughWhereAllHaveIt() {
    assertThat(looksFor(1)).isEqualTo(1);
  }

  @Test
  void aSecondLookGoesFartherWhereSomeHaveIt() {
    assertThat(looksFor(10)).isEqualTo(2);
  }

  @Test
  void storesAtOnePlaceAreAllFound() {
    Place mall = new Place(31.2, 121.5, "CN");
    for (int i = 0; i < STORES; i++) {
      store(i, "o", mall);
      line(i, 5, 1);
    }
    SupplyQuery query = query(mall, "", 1, 30);
    assertThat(new NearestSupplies(sight, query).among(held).supplies()).hasSize(30);
  }

  private long total(String viewer) {
    SupplyQuery query = query(new Place(0, 0, "CN"), viewer, Double.POSITIVE_INFINITY, 5);
    return new NearestSupplies(sight, query).among(held).totalAvailable();
  }

  @Test
  @DisplayName("P7: a total counts what its viewer may know of, whatever changes")
  void totalsFollowLinesAndOwners() {
    Place place = new Place(30, 120, "CN");
    store(1, "a", place);
    store(2, "b", place);
    line(1, 3, 1);
    line(2, 5, 1);
    line(3, 100, 1);
    assertThat(total("a")).isEqualTo(3);
    assertThat(total("")).as("nobody knows store 3 yet").isEqualTo(8);

    line(1, 10, 2);
    line(2, 1, 0);
    assertThat(total("a")).isEqualTo(10);
    assertThat(total("b")).as("an older line changes nothing").isEqualTo(5);

    store(2, "a", place);
    store(3, "b", place);
    assertThat(total("a")).isEqualTo(15);
    assertThat(total("b")).isEqualTo(100);
  }
}
