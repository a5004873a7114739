package io.shelfshare.domain.routing;

import java.util.List;

/**
 * How good a store is for a request, and why.
 *
 * @param total the sum of value times weight over the parts
 */
public record Score(long total, List<Part> parts) {
  public Score {
    parts = List.copyOf(parts);
  }

  /** The score of these parts. */
  public static Score of(List<Part> parts) {
    return new Score(parts.stream().mapToLong(part -> part.value() * part.weight()).sum(), parts);
  }

  /**
   * One factor of it.
   *
   * @param value basis points, 0 to 10,000
   * @param weight what the policy gives it, 0 to 1,000
   */
  public record Part(Factor factor, long value, long weight) {}
}
