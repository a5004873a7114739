package io.shelfshare.domain.routing;

import io.shelfshare.domain.StoreId;
import java.util.Set;

/**
 * Whom a request has reached so far.
 *
 * @param ring the newest ring that was asked, counted from 0; -1 before the first was
 * @param having stores of the rings so far that ask only those who have it
 */
public record Audience(int ring, Set<StoreId> having) {
  /** Everybody, as long as the policy has no rings; else nobody yet. */
  public static final Audience FIRST = new Audience(-1, Set.of());

  public Audience {
    having = Set.copyOf(having);
  }

  /** Whether a store belongs to it. */
  public boolean includes(Policy policy, Spot poster, StoreId store, Spot spot) {
    if (policy.rings().isEmpty() || having.contains(store)) {
      return true;
    }
    return policy.rings().stream()
        .limit(ring + 1L)
        .anyMatch(one -> !one.havingIt() && one.reach().includes(poster, spot));
  }
}
