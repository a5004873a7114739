package io.shelfshare.domain;

/** So many units of one SKU; never negative. */
public record Units(SkuId sku, long quantity) {
  public Units {
    if (quantity < 0) {
      throw new IllegalArgumentException("units of " + sku + " must not be negative: " + quantity);
    }
  }
}
