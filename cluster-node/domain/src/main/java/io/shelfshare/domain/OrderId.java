package io.shelfshare.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A transfer order: the id of the request that it serves, a dot, six characters that tell when the
 * attempt to grab was made, and eight that are fresh for each attempt. Whoever has an order's id
 * can find its request; the journal keeps orders of one time together (its {@code Period}). Orders
 * of earlier builds have a dash and eight fresh characters alone.
 */
public record OrderId(String value) {
  private static final int RADIX = 36;
  private static final int UUID_LENGTH = 36;
  private static final int TIME_LENGTH = 6;
  private static final int FRESH_LENGTH = 8;
  private static final long PERIOD_SECONDS = 10;

  public OrderId {
    boolean known = is(value, '.', TIME_LENGTH + FRESH_LENGTH) || is(value, '-', FRESH_LENGTH);
    if (!known) {
      throw new IllegalArgumentException(
          "order id must be a request's UUID, '.' and 14 of 0-9 and a-z, not: " + value);
    }
  }

  private static boolean is(String value, char separator, int length) {
    return value.length() == UUID_LENGTH + 1 + length && value.charAt(UUID_LENGTH) == separator;
  }

  /**
   * A new id for one attempt to grab from {@code request}.
   *
   * @param now told in units of ten seconds since 1970; a wrong clock harms nothing
   */
  public static OrderId fresh(RequestId request, Instant now, RandomGenerator random) {
    StringBuilder id = new StringBuilder(UUID_LENGTH + 1 + TIME_LENGTH + FRESH_LENGTH);
    id.append(request).append('.');
    String period = Long.toString(Math.max(0, now.getEpochSecond() / PERIOD_SECONDS), RADIX);
    id.append("0".repeat(Math.max(0, TIME_LENGTH - period.length()))).append(period);
    for (int i = 0; i < FRESH_LENGTH; i++) {
      id.append(Character.forDigit(random.nextInt(RADIX), RADIX));
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
