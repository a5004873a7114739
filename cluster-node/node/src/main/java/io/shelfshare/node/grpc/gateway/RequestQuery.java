package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.RequestOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * Which requests a list or a watch is about.
 *
 * @param store whose view it is; empty for the whole chain
 * @param canSupply only requests with an open line that {@code store} has available
 * @param kind of the market, calls for units or offers; both of what was posted
 * @param regionPrefix only requests of stores whose region path starts with this; empty for all
 */
public record RequestQuery(
    Scope scope,
    Optional<StoreId> store,
    boolean canSupply,
    String regionPrefix,
    RequestOptions.Kind kind) {
  /** About calls for units. */
  public RequestQuery(
      Scope scope, Optional<StoreId> store, boolean canSupply, String regionPrefix) {
    this(scope, store, canSupply, regionPrefix, RequestOptions.Kind.DEMAND);
  }

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
