package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;
import java.util.List;

/**
 * Candidates that have a SKU; the edge measures and sorts them.
 *
 * @param totalAvailable units available in the whole chain
 */
public record SuppliesView(List<Supply> supplies, long totalAvailable) {
  public SuppliesView {
    supplies = List.copyOf(supplies);
  }

  /** One store that has it. */
  public record Supply(StoreId store, long available) {}
}
