package io.shelfshare.domain.settlement;

/**
 * What a SKU, or each SKU of a style, costs in the shop and cost the brand. A SKU's own price goes
 * before its style's.
 *
 * @param id of the SKU, or the style
 * @param cost for rules that add to it
 */
public record ListPrice(Kind kind, String id, Money retail, Money cost) {
  public ListPrice {
    if (!retail.currency().equals(cost.currency()) || retail.minor() < 0 || cost.minor() < 0) {
      throw new IllegalArgumentException("a price has one currency and is not negative");
    }
  }

  /** What a price is for. */
  public enum Kind {
    SKU,
    STYLE
  }

  /** Of which there is one price. */
  public Key key() {
    return new Key(kind, id);
  }

  /** A SKU or a style. */
  public record Key(Kind kind, String id) {}
}
