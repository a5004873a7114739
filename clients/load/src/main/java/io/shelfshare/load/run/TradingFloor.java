package io.shelfshare.load.run;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The stores and SKUs that take part in a run, drawn from what the cluster has.
 *
 * @param stores resource names
 * @param skus resource names
 */
record TradingFloor(List<String> stores, List<String> skus) {
  private static final int PAGE = 1_000;

  /**
   * Draws stores and SKUs, the same for the same seed and chain.
   *
   * @throws IllegalStateException where the cluster has fewer than two stores or no SKU
   */
  static TradingFloor of(ShelfshareClient client, Cast cast, long seed) {
    List<String> stores =
        client
            .listStores(ListStoresRequest.newBuilder().setPageSize(PAGE).build())
            .map(Store::getName)
            .toList();
    List<String> skus =
        client
            .listSkus(ListSkusRequest.newBuilder().setPageSize(PAGE).build())
            .map(Sku::getName)
            .toList();
    if (stores.size() < 2 || skus.isEmpty()) {
      throw new IllegalStateException(
          "the cluster has %d stores and %d SKUs; a load run needs at least 2 and 1: load a chain"
              .formatted(stores.size(), skus.size()));
    }
    int storesWanted = cast.stores() == 0 ? stores.size() : Math.max(2, cast.stores());
    return new TradingFloor(drawn(stores, storesWanted, seed), drawn(skus, cast.skus(), seed));
  }

  String store(RandomGenerator random) {
    return stores.get(random.nextInt(stores.size()));
  }

  String sku(RandomGenerator random) {
    return skus.get(random.nextInt(skus.size()));
  }

  /** A store other than that one. */
  String storeOtherThan(String store, RandomGenerator random) {
    int at = random.nextInt(stores.size());
    return stores.get(at).equals(store) ? stores.get((at + 1) % stores.size()) : stores.get(at);
  }

  /** Several different stores other than that one; fewer where the floor has not as many. */
  List<String> storesOtherThan(String store, int count, RandomGenerator random) {
    List<String> others = new ArrayList<>(count);
    int first = random.nextInt(stores.size());
    for (int step = 0; step < stores.size() && others.size() < count; step++) {
      String other = stores.get((first + step) % stores.size());
      if (!other.equals(store)) {
        others.add(other);
      }
    }
    return others;
  }

  private static List<String> drawn(List<String> all, int count, long seed) {
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
  }
}
