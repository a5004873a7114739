package io.shelfshare.domain;

/** One style in one colour and one size. */
public record SkuId(String value) implements Comparable<SkuId> {
  public SkuId {
    Ids.check("sku", value, 60);
  }

  @Override
  public int compareTo(SkuId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
