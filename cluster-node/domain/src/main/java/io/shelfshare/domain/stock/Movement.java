package io.shelfshare.domain.stock;

import io.shelfshare.domain.SkuId;

/**
 * One physical fact about one SKU.
 *
 * @param quantity units; for {@code COUNT} and {@code SAFETY} the new number, for {@code
 *     CORRECTION} signed
 * @param reason why; never null, empty where nobody said
 */
public record Movement(SkuId sku, Kind kind, long quantity, String reason) {
  public Movement {
    if ((kind == Kind.SALE || kind == Kind.RECEIPT) && quantity < 1) {
      throw new IllegalArgumentException(kind + " needs a quantity of 1 or more: " + quantity);
    }
    if ((kind == Kind.COUNT || kind == Kind.SAFETY) && quantity < 0) {
      throw new IllegalArgumentException(kind + " needs a quantity of 0 or more: " + quantity);
    }
  }

  /** The kinds of fact. */
  public enum Kind {
    SALE,
    RECEIPT,
    COUNT,
    CORRECTION,
    SAFETY
  }
}
