package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.util.List;
import java.util.Optional;

/**
 * What rules price: units that go from one owner's store to another's.
 *
 * @param metres as the crow flies between the two stores
 */
public record Deal(OwnerId supplier, OwnerId requester, long metres, List<Line> lines) {
  public Deal {
    lines = List.copyOf(lines);
  }

  /**
   * @param list the SKU's list price, or its style's; empty where there is neither
   */
  public record Line(SkuId sku, String style, long units, Optional<ListPrice> list) {}
}
