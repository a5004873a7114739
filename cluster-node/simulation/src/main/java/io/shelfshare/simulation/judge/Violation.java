package io.shelfshare.simulation.judge;

import java.util.Optional;

/** A promise that was not kept. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String promise;

  public Violation(String promise, String what) {
    super(promise + ": " + what);
    this.promise = promise;
  }

  public Violation(String promise, String what, Throwable cause) {
    super(promise + ": " + what, cause);
    this.promise = promise;
  }

  /** Which one, for example {@code P1}. */
  public String promise() {
    return promise;
  }

  static void require(boolean holds, String promise, String what, Object about) {
    if (!holds) {
      throw new Violation(promise, what + ": " + about);
    }
  }

  /** What has to be there. */
  static <T> T present(Optional<T> value, String promise, String what, Object about) {
    return value.orElseThrow(() -> new Violation(promise, what + ": " + about));
  }

  static void requireSame(long expected, long seen, String promise, String what, Object about) {
    if (expected != seen) {
      throw new Violation(
          promise, what + " should be " + expected + " and is " + seen + ": " + about);
    }
  }
}
