package io.shelfshare.load.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the operations under way. Safe for use by several threads. */
final class Places {
  private final int size;
  private final Semaphore free;
  private final AtomicInteger max = new AtomicInteger();

  Places(int size) {
    this.size = size;
    this.free = new Semaphore(size);
  }

  /** Takes a place where one is free. */
  boolean tryTake() {
    boolean taken = free.tryAcquire();
    if (taken) {
      noteMax();
    }
    return taken;
  }

  /** Waits for a place; false where none came free in time. */
  boolean take(Duration patience) throws InterruptedException {
    boolean taken = free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (taken) {
      noteMax();
    }
    return taken;
  }

  void leave() {
    free.release();
  }

  int taken() {
    return size - free.availablePermits();
  }

  /** The most that were taken at once. */
  int max() {
    return max.get();
  }

  /** Waits until everybody has left; false where that took too long. */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    boolean empty = free.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS);
    if (empty) {
      free.release(size);
    }
    return empty;
  }

  private void noteMax() {
    max.accumulateAndGet(taken(), Math::max);
  }
}
