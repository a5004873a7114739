package io.shelfshare.domain.request;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;

/**
 * The decision that a store brings units, and the answer that its grab got.
 *
 * @param confirmBy until when the supplier has to confirm; it belongs to the order from then on
 */
public record Award(
    OrderId order,
    StoreId store,
    List<Units> lines,
    Instant at,
    Instant confirmBy,
    Mutation.Key mutation,
    String fingerprint) {
  public Award {
    lines = List.copyOf(lines);
  }
}
