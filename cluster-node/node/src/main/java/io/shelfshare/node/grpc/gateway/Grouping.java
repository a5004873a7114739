package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.directory.Store;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a report is summed by.
 *
 * @param regionDepth so many parts of the region path tell groups apart; 0 for all of them
 */
public record Grouping(List<By> by, int regionDepth) {
  public Grouping {
    by = List.copyOf(by);
  }

  /** The dimensions that need nothing but a store, the id of a SKU and a day. */
  public enum By {
    REGION,
    OWNER,
    STORE,
    SKU,
    DAY
  }

  /**
   * The values of its dimensions, in its order.
   *
   * @param sku where the report knows SKUs
   * @param day where the report knows days
   */
  public List<String> key(Store store, Optional<SkuId> sku, Optional<LocalDate> day) {
    List<String> key = new ArrayList<>(by.size());
    for (By one : by) {
      key.add(
          switch (one) {
            case REGION -> regionOf(store.place().region());
            case OWNER -> store.owner().value();
            case STORE -> store.id().value();
            case SKU -> sku.map(SkuId::value).orElse("");
            case DAY -> day.map(LocalDate::toString).orElse("");
          });
    }
    return key;
  }

  private String regionOf(String path) {
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
