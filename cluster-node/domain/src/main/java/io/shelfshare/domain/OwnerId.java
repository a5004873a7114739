package io.shelfshare.domain;

/** A legal entity that owns stock, for example {@code dealer-0001}. */
public record OwnerId(String value) {
  public OwnerId {
    Ids.check("owner", value, 40);
  }

  @Override
  public String toString() {
    return value;
  }
}
