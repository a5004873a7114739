package io.shelfshare.domain.order;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an award fixed for good; the body of {@code START}.
 *
 * @param customerReference set where the units go straight to a customer of the requester
 * @param requestedAt when the units were asked for; empty where they were offered instead, and in
 *     orders of an early format
 */
public record OrderTerms(
    OrderId order,
    StoreId supplier,
    StoreId requester,
    Optional<String> customerReference,
    List<Units> lines,
    Instant awardedAt,
    Instant confirmBy,
    Optional<Instant> requestedAt) {
  public OrderTerms {
    lines = List.copyOf(lines);
  }

  /** Terms that do not say when the units were asked for. */
  public OrderTerms(
      OrderId order,
      StoreId supplier,
      StoreId requester,
      Optional<String> customerReference,
      List<Units> lines,
      Instant awardedAt,
      Instant confirmBy) {
    this(
        order,
        supplier,
        requester,
        customerReference,
        lines,
        awardedAt,
        confirmBy,
        Optional.empty());
  }
}
