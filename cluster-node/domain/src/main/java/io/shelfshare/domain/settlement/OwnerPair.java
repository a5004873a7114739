package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;

/**
 * Two owners, in the order of their ids, whoever pays; or one owner and itself, for what its own
 * stores move among each other.
 */
public record OwnerPair(OwnerId first, OwnerId second) {
  /** Owners' ids do not contain it. */
  private static final String BETWEEN = "~";

  public OwnerPair {
    if (first.value().compareTo(second.value()) > 0) {
      throw new IllegalArgumentException(first + " comes after " + second);
    }
  }

  public static OwnerPair of(OwnerId one, OwnerId other) {
    return one.value().compareTo(other.value()) <= 0
        ? new OwnerPair(one, other)
        : new OwnerPair(other, one);
  }

  /** Reads what {@link #toString} wrote. */
  public static OwnerPair parse(String text) {
    int between = text.indexOf(BETWEEN);
    return new OwnerPair(
        new OwnerId(text.substring(0, between)), new OwnerId(text.substring(between + 1)));
  }

  public boolean has(OwnerId owner) {
    return first.equals(owner) || second.equals(owner);
  }

  /** The other of the two. */
  public OwnerId other(OwnerId owner) {
    return first.equals(owner) ? second : first;
  }

  /** Both are the same owner: nobody owes anything. */
  public boolean isInternal() {
    return first.equals(second);
  }

  @Override
  public String toString() {
    return first + BETWEEN + second;
  }
}
