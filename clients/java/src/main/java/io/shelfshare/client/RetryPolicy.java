package io.shelfshare.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how patiently a call is sent again when that can help. Each copy carries the same
 * {@code request_id}, so that the cluster applies it at most once.
 *
 * @param maxAttempts copies in all, the first one included, at least 1
 * @param firstBackoff upper bound of the pause before the second copy; it doubles with each copy
 * @param maxBackoff upper bound of every pause
 * @param attemptTimeout how long one copy may take before the next one is sent
 */
public record RetryPolicy(
    int maxAttempts, Duration firstBackoff, Duration maxBackoff, Duration attemptTimeout) {

  /** Ten copies within the call's deadline, pauses up to two seconds. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(10, Duration.ofMillis(40), Duration.ofSeconds(2), Duration.ofSeconds(10));

  /** One copy only; for load generators, which count every answer. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofDays(1));

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, not " + maxAttempts);
    }
  }

  /**
   * The pause before the copy that follows {@code attemptsMade} copies: random up to a bound that
   * doubles, so that clients which failed together do not come back together.
   */
  Duration backoff(int attemptsMade, RandomGenerator random) {
    long bound = firstBackoff.toNanos() << Math.min(attemptsMade - 1, 20);
    bound = bound < 0 ? maxBackoff.toNanos() : Math.min(bound, maxBackoff.toNanos());
    return bound <= 1
        ? Duration.ZERO
        : Duration.ofNanos(bound / 2 + random.nextLong(bound / 2 + 1));
  }
}
