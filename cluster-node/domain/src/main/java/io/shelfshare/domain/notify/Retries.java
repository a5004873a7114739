package io.shelfshare.domain.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a message is sent again: twice as long each time, up to a limit, and
 * spread by luck over the second half of that, so that receivers that come back are not met by
 * everybody at once.
 *
 * @param first after the first failure
 * @param longest the most between two attempts
 * @param giveUpAfter how long after it was queued a message is given up
 */
public record Retries(Duration first, Duration longest, Duration giveUpAfter) {
  private static final int DOUBLINGS_MAX = 30;

  /**
   * The pause after so many failures.
   *
   * @param failures at least 1
   */
  public Duration pause(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, DOUBLINGS_MAX);
    long most = Math.min(longest.toMillis(), first.toMillis() << doublings);
    long half = Math.max(1, most / 2);
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
