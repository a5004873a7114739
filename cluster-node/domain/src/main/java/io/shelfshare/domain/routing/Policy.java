package io.shelfshare.domain.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is asked when, and what makes a store the better one. A version never changes; requests pin
 * the one that they were posted under.
 *
 * @param rings from the first that is asked to the last; none means everybody at once
 * @param weights of the factors, 0 to 1,000; a factor that is missing weighs nothing
 * @param farKilometres from where on a store counts as far away as can be
 */
public record Policy(
    PolicyRef ref,
    String displayName,
    List<Ring> rings,
    SortedMap<Factor, Long> weights,
    int farKilometres) {
  /** The id of the policy that requests get which name none, once headquarters published one. */
  public static final String DEFAULT_ID = "default";

  /** Everybody at once, the nearest best. What holds until headquarters says otherwise. */
  public static final Policy BUILT_IN =
      new Policy(
          new PolicyRef("built-in", 0),
          "Everybody at once",
          List.of(),
          new TreeMap<>(
              Map.of(
                  Factor.DISTANCE, 30L,
                  Factor.AVAILABILITY, 15L,
                  Factor.LOAD, 10L,
                  Factor.CONTRACT, 10L,
                  Factor.RELIABILITY, 15L,
                  Factor.FEE, 30L,
                  Factor.SHIP_BY, 20L,
                  Factor.QUANTITY, 20L,
                  Factor.CONFIDENCE, 10L,
                  Factor.SELL_THROUGH, 10L)),
          1_000);

  private static final int RINGS_MAX = 8;
  private static final long WEIGHT_MAX = 1_000;
  private static final Duration AFTER_MAX = Duration.ofDays(1);

  public Policy {
    rings = List.copyOf(rings);
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }

  /** What is wrong with it, by field; empty where it can be used. */
  public List<Problem> problems() {
    List<Problem> found = new ArrayList<>();
    if (rings.size() > RINGS_MAX) {
      found.add(new Problem("rings", rings.size() + "", "rings_max"));
    }
    for (int i = 0; i < rings.size(); i++) {
      ringProblem(i).ifPresent(found::add);
    }
    weights.forEach(
        (factor, weight) -> {
          if (weight < 0 || weight > WEIGHT_MAX) {
            found.add(new Problem("weights", factor + " " + weight + "", "weight"));
          }
        });
    if (weights.values().stream().allMatch(weight -> weight == 0)) {
      found.add(new Problem("weights", "", "some_weight"));
    }
    return List.copyOf(found);
  }

  private Optional<Problem> ringProblem(int i) {
    Ring ring = rings.get(i);
    Duration after = ring.after();
    Duration before = i == 0 ? Duration.ZERO : rings.get(i - 1).after();
    boolean inOrder = i == 0 ? after.isZero() : after.compareTo(before) > 0;
    if (!inOrder || after.compareTo(AFTER_MAX) > 0) {
      return Optional.of(
          new Problem("rings[" + i + "].after", after.toSeconds() + " s", "ring_after"));
    }
    if (i > 0
        && rings.get(i - 1).reach() instanceof Reach.Everybody
        && !rings.get(i - 1).havingIt()) {
      return Optional.of(new Problem("rings[" + i + "]", "", "ring_after_everybody"));
    }
    return Optional.empty();
  }

  /** Whether it is only {@link #BUILT_IN}, which needs not be stored. */
  public boolean isBuiltIn() {
    return ref.version() == 0;
  }

  public Policy withVersion(int version) {
    return new Policy(new PolicyRef(ref.id(), version), displayName, rings, weights, farKilometres);
  }

  /**
   * One thing that is wrong.
   *
   * @param expected a key of the words that say what is expected instead
   */
  public record Problem(String field, String value, String expected) {}
}
