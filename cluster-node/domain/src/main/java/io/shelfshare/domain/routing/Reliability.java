package io.shelfshare.domain.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a store's awards. Newer outcomes weigh more: each weighs 1,024 when it is new and
 * half as much with every 30 days. Each order counts once, by how it stands now, so that nothing is
 * counted twice.
 *
 * @param basisPoints 0 to 10,000; with few outcomes close to the 7,500 that a new store has
 * @param weights of the outcomes, by how they ended
 */
public record Reliability(int basisPoints, int orders, SortedMap<Ending, Long> weights) {
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final long NEW = 1_024;
  private static final long PRIOR_WEIGHT = 4 * NEW;
  private static final int PRIOR_BASIS_POINTS = 7_500;

  public Reliability {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** How one order ended, as far as the supplier answers for it. */
  public enum Ending {
    /** Everything that was awarded left the store. */
    KEPT,
    /** Some of it did. */
    SHORTED,
    /** The store gave it up before it left. */
    GAVE_UP,
    /** The store let the time to confirm or to ship pass. */
    SILENT,
    /** Everything left the store, and some did not come in time. */
    LATE
  }

  /** One order's. */
  public record Outcome(Ending ending, Instant at) {}

  /** The reliability that these outcomes give, at a time. */
  public static Reliability of(List<Outcome> outcomes, Instant now) {
    SortedMap<Ending, Long> weights = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      long halvings = Math.max(0, Duration.between(outcome.at(), now).dividedBy(HALF_LIFE));
      weights.merge(outcome.ending(), halvings > 10 ? 0 : NEW >> halvings, Long::sum);
    }
    long sum = PRIOR_WEIGHT;
    long worth = PRIOR_WEIGHT * PRIOR_BASIS_POINTS;
    for (var one : weights.entrySet()) {
      sum += one.getValue();
      worth += one.getValue() * worth(one.getKey());
    }
    return new Reliability((int) (worth / sum), outcomes.size(), weights);
  }

  /** The weight of the outcomes that ended so. */
  public long weight(Ending ending) {
    return weights.getOrDefault(ending, 0L);
  }

  /** What an outcome is worth, in basis points. */
  public static int worth(Ending ending) {
    return switch (ending) {
      case KEPT -> 10_000;
      case LATE -> 6_000;
      case SHORTED -> 4_000;
      case GAVE_UP -> 2_000;
      case SILENT -> 0;
    };
  }
}
