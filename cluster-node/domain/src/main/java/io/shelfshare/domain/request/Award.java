package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The decision that a store brings units, and the answer that its grab got.
 *
 * @param confirmBy until when the supplier has to confirm; it belongs to the order from then on
 * @param receiver the store that gets the units, where that is not the one that posted
 */
public record Award(
    OrderId order,
    StoreId store,
    List<Units> lines,
    Instant at,
    Instant confirmBy,
    Mutation.Key mutation,
    String fingerprint,
    Optional<StoreId> receiver) {
  public Award {
    lines = List.copyOf(lines);
  }

  /** An award whose units go to the store that posted. */
  public Award(
      OrderId order,
      StoreId store,
      List<Units> lines,
      Instant at,
      Instant confirmBy,
      Mutation.Key mutation,
      String fingerprint) {
    this(order, store, lines, at, confirmBy, mutation, fingerprint, Optional.empty());
  }

  /** The store that made the award happen: the supplier, or whoever takes up an offer. */
  public StoreId taker() {
    return receiver.orElse(store);
  }
}
