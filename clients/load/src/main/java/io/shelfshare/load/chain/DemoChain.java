package io.shelfshare.load.chain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A whole chain to demonstrate and measure with: the same for the same (seed, stores, SKUs), on
 * every machine, and made of data nobody here wrote. A smaller chain is the beginning of a larger
 * one of its seed.
 *
 * <p>Owners, stores and SKUs are held in memory (a few megabytes at the largest). Stock is not: the
 * lines of a store are made when they are asked for, so that the 15 million lines of the largest
 * chain cost nothing until somebody reads them. Instances are immutable and may be read by several
 * threads; each stream belongs to one thread.
 */
public final class DemoChain {
  /** Stores of the chain that {@code dev} loads when nothing else is asked for. */
  public static final int STORES_DEFAULT = 100;

  /** SKUs of the chain that {@code dev} loads when nothing else is asked for. */
  public static final int SKUS_DEFAULT = 1_500;

  public static final int STORES_MAX = 10_000;
  public static final int SKUS_MAX = 1_500;

  private final long seed;
  private final List<Owner> owners;
  private final List<Store> stores;
  private final List<Sku> skus;
  private final ShelfStock stock;

  private DemoChain(long seed, int storeCount, int skuCount) {
    Draw draw = new Draw(seed);
    StoreNetwork network = StoreNetwork.of(draw, storeCount);
    this.seed = seed;
    this.owners = network.owners();
    this.stores = network.stores();
    this.skus = Catalogue.of(draw, skuCount);
    this.stock = new ShelfStock(draw, skus);
  }

  /**
   * Sets up a chain.
   *
   * @param seed any number; chooses which part of the generated data is used
   * @param stores how many, 1 to {@link #STORES_MAX}
   * @param skus how many, 1 to {@link #SKUS_MAX}
   * @throws IllegalArgumentException naming the argument, what was wrong and what is expected
   */
  public static DemoChain of(long seed, int stores, int skus) {
    requireBetween("stores", stores, STORES_MAX);
    requireBetween("skus", skus, SKUS_MAX);
    return new DemoChain(seed, stores, skus);
  }

  public long seed() {
    return seed;
  }

  /** Head office first, and every owner after the one above it. */
  public List<Owner> owners() {
    return owners;
  }

  public List<Store> stores() {
    return stores;
  }

  /** The SKUs, those of one style next to each other. */
  public List<Sku> skus() {
    return skus;
  }

  /** How many lines {@link #stock} yields over all stores, lines of zero units included. */
  public long stockLines() {
    return (long) stores.size() * skus.size();
  }

  /**
   * The opening stock of a store: one line a SKU, in the order of {@link #skus()}, many of them of
   * zero units. Lazy; every call yields the same lines.
   */
  public Stream<StockLine> stock(Store store) {
    if (store.index() >= stores.size() || !stores.get(store.index()).equals(store)) {
      throw new IllegalArgumentException(
          "store: " + store.id() + " is not of this chain; expected one of its stores()");
    }
    return stock.of(store);
  }

  private static void requireBetween(String argument, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %,d is out of range; expected 1 to %,d", argument, value, max));
    }
  }
}
