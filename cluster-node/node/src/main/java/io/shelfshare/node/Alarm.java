package io.shelfshare.node;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An entity's one timer. Setting it anew never puts off what it was set for, so that a busy entity
 * gets its turn as well. Confined to the entity's actor.
 *
 * @param <C> the entity's commands
 */
public final class Alarm<C> {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final TimerScheduler<C> timers;
  private final C ring;
  private Optional<Instant> ringsAt = Optional.empty();

  /**
   * An alarm that is not set.
   *
   * @param ring what the entity is told
   */
  public Alarm(TimerScheduler<C> timers, C ring) {
    this.timers = timers;
    this.ring = ring;
  }

  /** It rings at {@code at} or, where it was set for a time before, then. */
  public void setFor(Instant at, Instant now) {
    if (ringsAt.isPresent() && !at.isBefore(ringsAt.get())) {
      return;
    }
    ringsAt = Optional.of(at);
    Duration wait = Duration.between(now, at);
    timers.startSingleTimer(ring, ring, wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
  }

  /** It rang and is not set any more. */
  public void rang() {
    ringsAt = Optional.empty();
  }
}
