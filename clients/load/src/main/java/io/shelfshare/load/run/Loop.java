package io.shelfshare.load.run;

import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.RunFacts;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Begins operations, on the calling thread, until the pace's time is over and all have ended. */
final class Loop {
  private static final Duration PLACE_PATIENCE = Duration.ofMillis(100);
  // A whole life is five calls, and each may take the time of one.
  private static final int CALLS_PER_OPERATION_MAX = 5;

  private final Pace pace;
  private final Beginning operations;
  private final OperationDraw draw;
  private final Measurements measurements;
  private final LongSupplier nanos;
  private volatile Places places = new Places(1);
  private long begun;
  private long latestNanos;

  /** Begins an operation that was meant for a time. */
  @FunctionalInterface
  interface Beginning {
    CompletableFuture<?> begin(Operation operation, SplittableRandom random, long intendedNanos);
  }

  Loop(
      Pace pace,
      Beginning operations,
      OperationDraw draw,
      Measurements measurements,
      LongSupplier nanos) {
    this.pace = pace;
    this.operations = operations;
    this.draw = draw;
    this.measurements = measurements;
    this.nanos = nanos;
  }

  /** Operations under way; may be asked by any thread. */
  int inFlight() {
    return places.taken();
  }

  /** Begins operations at the times that the pace decides ahead. */
  RunFacts open(SplittableRandom random) throws InterruptedException {
    places = new Places(pace.inFlight());
    Arrivals arrivals = new Arrivals(pace, random);
    long start = begin();
    for (long at = arrivals.next(); at >= 0; at = arrivals.next()) {
      long intended = start + at;
      waitUntil(intended);
      Operation operation = draw.next();
      SplittableRandom own = draw.randomForNext();
      if (places.tryTake()) {
        send(operation, own, intended);
      } else {
        measurements.notSent(intended);
      }
    }
    waitUntil(start + pace.warmUp().plus(pace.duration()).toNanos());
    double seconds = end();
    double intended = pace.stages().stream().mapToDouble(Loop::operations).sum() / seconds;
    return facts("open loop", 0, intended, seconds);
  }

  /** Begins the next operation when one ends. */
  RunFacts closed(int concurrency) throws InterruptedException {
    places = new Places(concurrency);
    long end = begin() + pace.warmUp().plus(pace.duration()).toNanos();
    while (nanos.getAsLong() - end < 0) {
      if (places.take(PLACE_PATIENCE)) {
        send(draw.next(), draw.randomForNext(), nanos.getAsLong());
      }
    }
    double seconds = end();
    return facts("closed loop, " + concurrency + " in flight", concurrency, 0, seconds);
  }

  private void send(Operation operation, SplittableRandom random, long intended) {
    begun++;
    latestNanos = Math.max(latestNanos, nanos.getAsLong() - intended);
    Places own = places;
    // Failures have been counted by their steps; here only the place matters.
    CompletableFuture<?> unused =
        operations
            .begin(operation, random, intended)
            .whenComplete((answer, failure) -> own.leave());
  }

  private long begin() {
    long start = nanos.getAsLong();
    long measured = start + pace.warmUp().toNanos();
    measurements.between(measured, measured + pace.duration().toNanos());
    return start;
  }

  /** Lets what is under way end and returns the length of the measured span in seconds. */
  private double end() throws InterruptedException {
    Duration patience = pace.callTimeout().multipliedBy(CALLS_PER_OPERATION_MAX).plusSeconds(1);
    if (!places.awaitEmpty(patience)) {
      throw new IllegalStateException(
          places.taken() + " operations have not ended after " + patience.toSeconds() + " s");
    }
    return pace.duration().toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private void waitUntil(long time) throws InterruptedException {
    for (long left = time - nanos.getAsLong(); left > 0; left = time - nanos.getAsLong()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("the run was stopped");
      }
    }
  }

  private RunFacts facts(String label, int concurrency, double perSecond, double seconds) {
    double latestMillis = latestNanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    return new RunFacts(label, concurrency, perSecond, seconds, begun, places.max(), latestMillis);
  }

  private static double operations(Stage stage) {
    return stage.perSecond() * stage.duration().toSeconds();
  }
}
