package io.shelfshare.load.versus;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Waits until processes have little left to do, so that no turn pays for the one before it. */
final class Calm {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A fifth of one processor. */
  private static final double MICROS_PER_MILLI = 200;

  private final LongSupplier nanos;

  Calm(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void await(DoubleSupplier cpuMicros) throws InterruptedException {
    await(cpuMicros, LIMIT);
  }

  /** The same with a limit of the caller's choice; whoever is not calm by then never will be. */
  void await(DoubleSupplier cpuMicros, Duration limit) throws InterruptedException {
    long end = nanos.getAsLong() + limit.toNanos();
    double before = cpuMicros.getAsDouble();
    while (nanos.getAsLong() - end < 0) {
      pause();
      double now = cpuMicros.getAsDouble();
      if (now - before < LOOK.toMillis() * MICROS_PER_MILLI) {
        return;
      }
      before = now;
    }
  }

  private void pause() throws InterruptedException {
    long end = nanos.getAsLong() + LOOK.toNanos();
    for (long left = LOOK.toNanos(); left > 0; left = end - nanos.getAsLong()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("the comparison was stopped");
      }
    }
  }
}
