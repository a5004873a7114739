package io.shelfshare.load.chain;

/**
 * What one store holds of one SKU at the start.
 *
 * @param skuIndex position in {@link DemoChain#skus()}
 * @param quantity units on hand, 0 or more
 * @param safety units the store never gives away, never more than {@code quantity}
 */
public record StockLine(int skuIndex, int quantity, int safety) {

  /** Units another store may have. */
  public int available() {
    return quantity - safety;
  }
}
