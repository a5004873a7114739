package io.shelfshare.cli.bench;

import io.shelfshare.load.versus.Match;
import io.shelfshare.load.versus.Workload;
import java.time.Duration;
import java.util.List;

/**
 * What is to be compared.
 *
 * @param length of each turn
 * @param rounds that count
 * @param stores of the chain
 * @param skus of the chain
 * @param inFlight calls under way at once through the load generator
 * @param seed of the chain and of who meets whom
 * @param workloads in their order
 * @param command as it was typed, for the report
 */
public record Plan(
    Duration length,
    int rounds,
    int stores,
    int skus,
    int inFlight,
    long seed,
    List<Workload> workloads,
    String command) {
  /** Units of each SKU that each store begins with, as in the peer's own figures. */
  static final int UNITS = 1_000;

  /** Turns in which each of ours and the peer may warm up. */
  static final int WARM_UPS_MAX = 6;

  private static final Duration STARTING = Duration.ofSeconds(45);
  private static final int LINES_PER_SECOND = 4_000;

  public Plan {
    workloads = List.copyOf(workloads);
  }

  /** How long it takes in minutes, about, and at least 1. */
  public long aboutMinutes() {
    Duration loading = Duration.ofSeconds((long) stores * skus / LINES_PER_SECOND);
    Duration all =
        Match.about(workloads, length, rounds, WARM_UPS_MAX).plus(STARTING).plus(loading);
    return Math.max(1, Math.round(all.toSeconds() / 60.0));
  }
}
