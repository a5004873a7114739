package io.shelfshare.domain;

/** A shop, for example {@code s00001}. */
public record StoreId(String value) {
  public StoreId {
    Ids.check("store", value, 40);
  }

  @Override
  public String toString() {
    return value;
  }
}
