package io.shelfshare.load.growth;

import java.util.List;
import java.util.Optional;

/**
 * What the stock of several sizes takes of a node's heap, told apart by least squares.
 *
 * @param bytesPerLine a stock line in its store's entity and in the index
 * @param bytesPerStore a store's idle entity besides its lines
 */
public record Footprint(double bytesPerLine, double bytesPerStore) {
  /** Lines for each store differ at least so much, or the two cannot be told apart. */
  private static final double DIFFERENT = 1.5;

  /** From the sizes that were weighed; empty where they are too few or too much alike. */
  public static Optional<Footprint> of(List<Grown> sizes) {
    List<Grown> weighed = sizes.stream().filter(one -> one.heap().isPresent()).toList();
    double fewest = weighed.stream().mapToInt(one -> one.size().skus()).min().orElse(1);
    double most = weighed.stream().mapToInt(one -> one.size().skus()).max().orElse(1);
    if (most < fewest * DIFFERENT) {
      return Optional.empty();
    }
    double ll = 0;
    double ls = 0;
    double ss = 0;
    double lb = 0;
    double sb = 0;
    for (Grown one : weighed) {
      double bytes = one.heap().map(heap -> heap.stocked() - heap.directory()).orElse(0L);
      // Relative errors count: else the largest size would decide alone.
      double lines = one.size().lines() / bytes;
      double stores = one.size().stores() / bytes;
      ll += lines * lines;
      ls += lines * stores;
      ss += stores * stores;
      lb += lines;
      sb += stores;
    }
    double determinant = ll * ss - ls * ls;
    return Optional.of(
        new Footprint((lb * ss - sb * ls) / determinant, (sb * ll - lb * ls) / determinant));
  }
}
