package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import java.util.Optional;

/**
 * Which stores a report is about.
 *
 * @param region a region path, which stands for itself and for what lies in it; empty for all
 * @param owner of the stores
 */
public record StoreFilter(Optional<StoreId> store, String region, Optional<OwnerId> owner) {
  /** Whether a store is one of them. */
  public boolean matches(Store one) {
    return store.filter(id -> !id.equals(one.id())).isEmpty()
        && owner.filter(id -> !id.equals(one.owner())).isEmpty()
        && hasRegion(one.place().region());
  }

  /** A region is a path: {@code CN/East} has {@code CN/East/Shanghai}, not {@code CN/Eastern}. */
  private boolean hasRegion(String path) {
    return path.startsWith(region)
        && (region.isEmpty()
            || region.endsWith("/")
            || path.length() == region.length()
            || path.charAt(region.length()) == '/');
  }
}
