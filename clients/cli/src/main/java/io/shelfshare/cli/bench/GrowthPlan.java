package io.shelfshare.cli.bench;

import io.shelfshare.load.growth.GrowthSize;
import io.shelfshare.load.versus.WarmUp;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What sizes are to be measured.
 *
 * @param sizes in the order of the report; the one with the fewest lines on one node is what the
 *     others are compared with
 * @param length of each turn
 * @param rounds that count
 * @param watchers of the market with the most stores; 0 for none
 * @param coldStarts whether each market is stopped and started again
 * @param inFlight calls under way at once through the load generator
 * @param seed of the chain and of who meets whom
 * @param command as it was typed, for the report
 */
public record GrowthPlan(
    List<GrowthSize> sizes,
    Duration length,
    int rounds,
    int watchers,
    boolean coldStarts,
    int inFlight,
    long seed,
    String command) {
  /** What is measured where nobody names sizes: about half an hour on two processors. */
  public static final List<GrowthSize> DEFAULT_SIZES =
      List.of(
          new GrowthSize(100, 1_000, 1),
          new GrowthSize(1_000, 100, 1),
          new GrowthSize(10_000, 100, 1),
          new GrowthSize(10_000, 1_080, 1),
          new GrowthSize(100, 1_000, 3),
          new GrowthSize(10_000, 100, 3));

  /** A first look. */
  public static final List<GrowthSize> QUICK_SIZES =
      List.of(new GrowthSize(100, 1_000, 1), new GrowthSize(1_000, 200, 1));

  /** Posts that everybody who watches hears of. */
  static final int POSTS = 30;

  static final int POSTS_TO_WARM_UP = 5;

  private static final int WARM_UPS_MAX = 6;
  private static final int UNITS = 1_000;
  private static final int NODE_BASE_MEGABYTES = 1_024;
  private static final int NODE_BYTES_PER_LINE = 640;
  private static final int NODE_BYTES_PER_STORE = 20_000;
  private static final int CASSANDRA_MEGABYTES = 1_024;
  private static final int LINES_PER_SECOND = 20_000;
  private static final long MEGABYTE = 1_024L * 1_024;

  public GrowthPlan {
    sizes = List.copyOf(sizes);
    if (sizes.stream().noneMatch(size -> size.nodes() == 1)) {
      throw new IllegalArgumentException("--sizes: name one on one node, to compare with");
    }
  }

  /** Units of each line: more than all turns together take. */
  static int units() {
    return UNITS;
  }

  /** Each node's heap: all stores stay in memory, so that no grab reads one back. */
  static int nodeHeapMegabytes(GrowthSize size) {
    long bytes = size.lines() * NODE_BYTES_PER_LINE + (long) size.stores() * NODE_BYTES_PER_STORE;
    // Of three nodes each has a third, more or less.
    long own = size.nodes() == 1 ? bytes : bytes / 2;
    return Math.toIntExact(NODE_BASE_MEGABYTES + own / MEGABYTE);
  }

  static int cassandraHeapMegabytes() {
    return CASSANDRA_MEGABYTES;
  }

  /** The size that all others are compared with. */
  GrowthSize reference() {
    return sizes.stream()
        .filter(size -> size.nodes() == 1)
        .min(Comparator.comparingLong(GrowthSize::lines))
        .orElseThrow();
  }

  /**
   * The others in the order of their turns beside the reference, one at a time: three nodes after
   * one, as they go on with its data.
   */
  List<GrowthSize> others() {
    return sizes.stream()
        .filter(size -> !size.equals(reference()))
        .sorted(
            Comparator.comparingInt(GrowthSize::nodes)
                .thenComparingLong(GrowthSize::lines)
                .thenComparingInt(GrowthSize::stores))
        .toList();
  }

  /** Turns of ten seconds that each market may need until it is warm. */
  int warmUpsMax() {
    return coldStarts ? WARM_UPS_MAX : 2;
  }

  /** How long it takes in minutes, about, and at least 1. */
  public long aboutMinutes() {
    long seconds = watchers == 0 ? 0 : 60;
    for (GrowthSize size : sizes) {
      seconds += 30 + size.nodes() * 10L + (coldStarts && size.nodes() == 1 ? 40 : 0);
      // What a turn grabs is posted before it.
      seconds += warmUpsMax() * (2 * WarmUp.TURN.toSeconds() + 2);
    }
    seconds += Math.max(1, others().size()) * 2L * (rounds + 1) * (2 * length.toSeconds() + 2);
    long lines =
        sizes.stream().map(GrowthSize::onOneNode).distinct().mapToLong(GrowthSize::lines).sum();
    return Math.max(1, Math.round((seconds + lines / (double) LINES_PER_SECOND) / 60));
  }
}
