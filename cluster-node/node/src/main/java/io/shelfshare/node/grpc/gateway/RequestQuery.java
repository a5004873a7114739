package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which requests a list or a watch is about.
 *
 * @param store whose view it is; empty for the whole chain
 * @param canSupply only requests with an open line that {@code store} has available
 * @param regionPrefix only requests of stores whose region path starts with this; empty for all
 */
public record RequestQuery(
    Scope scope, Optional<StoreId> store, boolean canSupply, String regionPrefix) {
  /** The two views of the market. */
  public enum Scope {
    /** Open or partly covered requests of other stores; of all stores where there is no store. */
    MARKET,
    /** What the store posted, in any state; what anybody posted where there is no store. */
    POSTED
  }

  /** Where a page ended. Pages go from the newest post to the oldest, then by id. */
  public record Position(Instant postedAt, RequestId id) {}
}
