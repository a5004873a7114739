package io.shelfshare.it;

import io.shelfshare.client.ShelfshareException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition; how long it took is never part of a result. */
final class Eventually {
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private Eventually() {}

  /** What is asserted; calls that fail count as not yet. */
  @FunctionalInterface
  interface Assertion {
    void check() throws Exception;
  }

  /**
   * Returns once the assertion holds.
   *
   * @throws AssertionError with the last reason, after {@code limit}
   */
  static void holds(Duration limit, Assertion assertion) {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError | ShelfshareException notYet) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("not within " + limit + ": " + notYet.getMessage(), notYet);
        }
      } catch (Exception failure) {
        throw new AssertionError(failure);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
