package io.shelfshare.cli.bench;

import io.shelfshare.load.growth.GrowthSize;
import java.time.Duration;
import java.util.ArrayList;
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
  /** What is measured where nobody names sizes: it fits into half an hour on two processors. */
  public static final List<GrowthSize> DEFAULT_SIZES =
      List.of(
          new GrowthSize(100, 1_000, 1),
          new GrowthSize(1_000, 200, 1),
          new GrowthSize(1_000, 1_000, 1),
          new GrowthSize(10_000, 100, 1),
          new GrowthSize(100, 1_000, 3),
          new GrowthSize(1_000, 1_000, 3));

  /** A first look. */
  public static final List<GrowthSize> QUICK_SIZES =
      List.of(new GrowthSize(100, 1_000, 1), new GrowthSize(1_000, 200, 1));

  /** Posts that everybody who watches hears of. */
  static final int POSTS = 30;

  static final int POSTS_TO_WARM_UP = 5;

  private static final int WARM_UPS_MAX = 5;
  private static final int UNITS = 1_000;
  private static final int NODE_BASE_MEGABYTES = 1_024;
  private static final int NODE_BYTES_PER_LINE = 640;
  private static final int NODE_BYTES_PER_STORE = 20_000;
  private static final int CASSANDRA_MEGABYTES = 1_024;
  private static final int LINES_PER_SECOND = 8_000;
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
    return Math.toIntExact(NODE_BASE_MEGABYTES + bytes / MEGABYTE);
  }

  static int cassandraHeapMegabytes() {
    return CASSANDRA_MEGABYTES;
  }

  /** Heaps of all processes of a market. */
  static int allHeapMegabytes(GrowthSize size) {
    return size.nodes() * nodeHeapMegabytes(size) + CASSANDRA_MEGABYTES;
  }

  /** The size that all others are compared with. */
  GrowthSize reference() {
    return sizes.stream()
        .filter(size -> size.nodes() == 1)
        .min(Comparator.comparingLong(GrowthSize::lines))
        .orElseThrow();
  }

  /**
   * Sizes that run at the same time, beside the reference, so that they take turns within a round:
   * as many as the memory has room for.
   */
  List<List<GrowthSize>> groups(long megabytes) {
    List<GrowthSize> others =
        sizes.stream()
            .filter(size -> !size.equals(reference()))
            .sorted(
                Comparator.comparingInt(GrowthSize::nodes)
                    .thenComparingLong(GrowthSize::lines)
                    .thenComparingInt(GrowthSize::stores))
            .toList();
    List<List<GrowthSize>> groups = new ArrayList<>();
    long free = 0;
    int nodes = 0;
    for (GrowthSize size : others) {
      long needed = allHeapMegabytes(size);
      // Three nodes use the data of one, which has to be stopped before.
      if (groups.isEmpty() || needed > free || size.nodes() != nodes) {
        groups.add(new ArrayList<>());
        free = megabytes - allHeapMegabytes(reference());
        nodes = size.nodes();
      }
      groups.get(groups.size() - 1).add(size);
      free -= needed;
    }
    return groups.isEmpty() ? List.of(List.of()) : groups;
  }

  /** Turns of ten seconds that each market may need until it is warm. */
  int warmUpsMax() {
    return coldStarts ? WARM_UPS_MAX : 2;
  }

  /** How long it takes in minutes, about, and at least 1. */
  public long aboutMinutes() {
    long seconds = watchers == 0 ? 0 : 90;
    for (GrowthSize size : sizes) {
      seconds += 25 + size.nodes() * 10L + (coldStarts ? 30 : 0);
      // Each turn begins with a second that does not count, after its requests are posted.
      seconds += warmUpsMax() * 15L + (rounds + 1) * (2 * length.toSeconds() + 4);
    }
    long lines =
        sizes.stream().map(GrowthSize::onOneNode).distinct().mapToLong(GrowthSize::lines).sum();
    return Math.max(1, Math.round((seconds + lines / (double) LINES_PER_SECOND) / 60));
  }
}
