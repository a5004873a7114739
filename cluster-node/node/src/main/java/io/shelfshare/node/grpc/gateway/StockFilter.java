package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.StoreId;
import java.util.Optional;

/**
 * Which stock lines a report is about, whatever their SKU.
 *
 * @param region a region path, which stands for itself and for what lies in it; empty for all
 * @param viewer for whose eyes; empty where nothing is hidden from them
 * @param emptyToo true for lines without any units as well
 */
public record StockFilter(
    Optional<StoreId> store,
    String region,
    Optional<OwnerId> owner,
    Optional<OwnerId> viewer,
    boolean emptyToo) {

  /** Whether a region path is {@code region}, or lies in it. */
  public boolean hasRegion(String path) {
    return path.startsWith(region)
        && (region.isEmpty()
            || region.endsWith("/")
            || path.length() == region.length()
            || path.charAt(region.length()) == '/');
  }
}
