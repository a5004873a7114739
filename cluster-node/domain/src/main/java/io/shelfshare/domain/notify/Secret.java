package io.shelfshare.domain.notify;

/**
 * Something that must not be told: an address with a token in it, or a key that signs. It is sealed
 * before it comes here, and no log line shows even that.
 */
public record Secret(String sealed) {
  /** Where there is none. */
  public static final Secret NONE = new Secret("");

  public boolean isNone() {
    return sealed.isEmpty();
  }

  @Override
  public String toString() {
    return "Secret";
  }
}
