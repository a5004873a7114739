package io.shelfshare.client;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A timer whose time comes when the test says so. */
final class HeldTimer extends ScheduledThreadPoolExecutor {
  private record Held(ScheduledFuture<?> later, Runnable command) {}

  private final Queue<Held> held = new ConcurrentLinkedQueue<>();
  private boolean atOnce;
  private final AtomicInteger begun = new AtomicInteger();

  HeldTimer() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    ScheduledFuture<?> later = super.schedule(command, 1, TimeUnit.DAYS);
    held.add(new Held(later, command));
    begun.incrementAndGet();
    if (atOnce) {
      atOnce = false;
      ring();
    }
    return later;
  }

  /** Waits until so much has been left to it, in all. */
  void await(int times) {
    while (begun.get() < times) {
      Thread.onSpinWait();
    }
  }

  /** Does what was left to it and not taken back, once so much has been in all. */
  void ringAfter(int times) {
    await(times);
    ring();
  }

  /** How much was left to it, and neither done nor taken back. */
  long pending() {
    return held.stream().filter(one -> !one.later().isDone()).count();
  }

  /** From now on the first thing that is left to it is done at once. */
  void ringAtOnce() {
    atOnce = true;
  }

  private void ring() {
    // What this causes to be left to it waits for the next time.
    for (Held next : List.copyOf(held)) {
      if (held.remove(next) && next.later().cancel(false)) {
        next.command().run();
      }
    }
  }
}
