package io.shelfshare.load.versus;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Waits until processes have little left to do, so that no turn pays for the one before it. */
final class Calm {
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A tenth of a processor for each process: one that idles takes half of it. */
  private static final double MICROS_PER_MILLI = 100;

  private final LongSupplier nanos;
  private final int processes;

  /**
   * Waits for so many processes.
   *
   * @param nanos is the time, and only grows
   */
  Calm(LongSupplier nanos, int processes) {
    this.nanos = nanos;
    this.processes = processes;
  }

  void await(DoubleSupplier cpuMicros) throws InterruptedException {
    await(cpuMicros, LIMIT, LOOK);
  }

  /**
   * The same with times of the caller's choice.
   *
   * @param limit whoever is not calm by then never will be
   * @param look over how long they have to be calm, all in all
   */
  void await(DoubleSupplier cpuMicros, Duration limit, Duration look) throws InterruptedException {
    long end = nanos.getAsLong() + limit.toNanos();
    double before = cpuMicros.getAsDouble();
    while (nanos.getAsLong() - end < 0) {
      pause(look);
      double now = cpuMicros.getAsDouble();
      if (now - before < look.toMillis() * MICROS_PER_MILLI * processes) {
        return;
      }
      before = now;
    }
  }

  private void pause(Duration look) throws InterruptedException {
    long end = nanos.getAsLong() + look.toNanos();
    for (long left = look.toNanos(); left > 0; left = end - nanos.getAsLong()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("the comparison was stopped");
      }
    }
  }
}
