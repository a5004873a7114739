package io.shelfshare.domain.request;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a store asks for; pinned when it is posted.
 *
 * @param lines each SKU once
 * @param customerReference set where the units go straight to a customer: an opaque token
 * @param splitLimit the most suppliers, 0 for no limit
 * @param region the asking store's region path when it posted
 */
public record RequestSpec(
    StoreId store,
    List<Units> lines,
    Mode mode,
    Optional<String> customerReference,
    Instant expireAt,
    Optional<Instant> neededBy,
    boolean allOrNothing,
    int splitLimit,
    String note,
    String region) {
  public RequestSpec {
    lines = List.copyOf(lines);
    long skus = lines.stream().map(Units::sku).distinct().count();
    if (lines.isEmpty()
        || skus != lines.size()
        || lines.stream().anyMatch(units -> units.quantity() == 0)) {
      throw new IllegalArgumentException("a request asks for 1 or more units of each SKU, once");
    }
  }

  /** How a request is decided. */
  public enum Mode {
    FIRST_COME,
    SEALED_WINDOW,
    ASSIGNED
  }
}
