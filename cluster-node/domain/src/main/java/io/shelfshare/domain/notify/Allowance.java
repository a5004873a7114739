package io.shelfshare.domain.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many in any span of time. Mutable, confined to whoever keeps to it. */
public final class Allowance {
  private final int max;
  private final Duration span;
  private final Deque<Instant> spent = new ArrayDeque<>();

  /**
   * @param max 0 for no limit
   */
  public Allowance(int max, Duration span) {
    this.max = max;
    this.span = span;
  }

  /** When the next one may be, {@code now} or later. */
  public Instant next(Instant now) {
    while (!spent.isEmpty() && !spent.peekFirst().plus(span).isAfter(now)) {
      spent.removeFirst();
    }
    return max == 0 || spent.size() < max ? now : spent.peekFirst().plus(span);
  }

  /** One was at {@code at}; to be told in order. */
  public void spend(Instant at) {
    if (max > 0) {
      spent.addLast(at);
      if (spent.size() > max) {
        spent.removeFirst();
      }
    }
  }
}
