package io.shelfshare.load.versus;

import java.util.ArrayList;
import java.util.List;

/**
 * What several rounds came to.
 *
 * @param median of an even number of rounds, the mean of the two in the middle
 * @param rounds each round's value, in their order
 */
public record Spread(double median, double min, double max, List<Double> rounds) {

  public Spread {
    rounds = List.copyOf(rounds);
  }

  /**
   * The spread of values.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none; expected at least one round's");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), values);
  }

  /**
   * The spread of each round's ratio: rounds are neighbours in time, so that what else the machine
   * did meanwhile weighs on both alike. A round in which theirs is 0 has no ratio and is left out;
   * where every round is such a one, everything is 0 and there are no rounds.
   */
  public static Spread ofRatios(List<Double> ours, List<Double> theirs) {
    if (ours.size() != theirs.size()) {
      throw new IllegalArgumentException(
          "rounds: %d and %d; expected as many of both".formatted(ours.size(), theirs.size()));
    }
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      if (theirs.get(round) > 0) {
        ratios.add(ours.get(round) / theirs.get(round));
      }
    }
    return ratios.isEmpty() ? new Spread(0, 0, 0, List.of()) : of(ratios);
  }
}
