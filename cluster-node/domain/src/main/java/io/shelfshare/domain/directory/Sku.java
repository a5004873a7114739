package io.shelfshare.domain.directory;

import io.shelfshare.domain.SkuId;

/**
 * One style in one colour and one size.
 *
 * @param gtin GS1 number, empty where there is none
 */
public record Sku(
    SkuId id, String style, String colour, String size, String gtin, String displayName)
    implements Reference {
  @Override
  public SkuId key() {
    return id;
  }
}
