package io.shelfshare.domain;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A transfer order: the id of the request that it serves, a dash, and eight characters that are
 * fresh for each attempt of a grab. Whoever has an order's id can find its request.
 */
public record OrderId(String value) {
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int UUID_LENGTH = 36;
  private static final int FRESH_LENGTH = 8;

  public OrderId {
    if (value.length() != UUID_LENGTH + 1 + FRESH_LENGTH || value.charAt(UUID_LENGTH) != '-') {
      throw new IllegalArgumentException(
          "order id must be a request's UUID, '-' and 8 of 0-9 and a-z, not: " + value);
    }
  }

  /** A new id for one attempt to grab from {@code request}. */
  public static OrderId fresh(RequestId request, RandomGenerator random) {
    StringBuilder id = new StringBuilder(request.toString()).append('-');
    for (int i = 0; i < FRESH_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new OrderId(id.toString());
  }

  /** The request that this order serves. */
  public RequestId request() {
    return new RequestId(UUID.fromString(value.substring(0, UUID_LENGTH)));
  }

  @Override
  public String toString() {
    return value;
  }
}
