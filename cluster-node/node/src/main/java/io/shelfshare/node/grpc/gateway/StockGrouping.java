package io.shelfshare.node.grpc.gateway;

import java.util.List;

/**
 * What stock is summed by.
 *
 * @param regionDepth so many parts of the region path tell groups apart; 0 for all of them
 */
public record StockGrouping(List<By> by, int regionDepth) {
  public StockGrouping {
    by = List.copyOf(by);
  }

  /** The dimensions that need nothing but a line's store and SKU id. */
  public enum By {
    REGION,
    OWNER,
    STORE,
    SKU
  }

  /** The first parts of a region path. */
  public String regionOf(String path) {
    int end = -1;
    for (int parts = 0; parts < regionDepth; parts++) {
      end = path.indexOf('/', end + 1);
      if (end < 0) {
        return path;
      }
    }
    return regionDepth == 0 ? path : path.substring(0, end);
  }
}
