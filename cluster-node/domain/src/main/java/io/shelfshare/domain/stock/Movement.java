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
  /** The kinds of fact. */
  public enum Kind {
    SALE,
    RECEIPT,
    COUNT,
    CORRECTION,
    SAFETY
  }
}
