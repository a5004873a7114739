package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;
import java.util.List;
import java.util.OptionalLong;

/**
 * Candidates that have a SKU; the edge measures and sorts them.
 *
 * @param totalAvailable units available in the whole chain that the viewer may know of
 */
public record SuppliesView(List<Supply> supplies, long totalAvailable) {
  public SuppliesView {
    supplies = List.copyOf(supplies);
  }

  /**
   * One store that has it.
   *
   * @param available units; empty where the viewer may know only that there are some
   * @param confidence how far the record can be trusted, in percent; for scores alone
   */
  public record Supply(StoreId store, OptionalLong available, int confidence) {}
}
