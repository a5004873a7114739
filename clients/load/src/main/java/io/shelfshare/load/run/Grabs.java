package io.shelfshare.load.run;

import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.Step;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends grabs and tells what became of them. A grab that is CONTENDED is sent again with the same
 * id, as a tablet does; its latency runs until it is decided.
 */
final class Grabs {
  private static final int PAUSE_MILLIS_MIN = 2;
  private static final int PAUSE_MILLIS_MAX = 20;

  /** The reasons that tell a racer that somebody else was faster. */
  private static final Set<String> RACE_LOST = Set.of("ALREADY_COVERED", "GRAB_EXCEEDS_OPEN");

  private final Market market;
  private final Measurements measurements;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanos;
  private final Duration patience;

  Grabs(
      Market market,
      Measurements measurements,
      ScheduledExecutorService timer,
      LongSupplier nanos,
      Duration patience) {
    this.market = market;
    this.measurements = measurements;
    this.timer = timer;
    this.nanos = nanos;
    this.patience = patience;
  }

  /** The order that a won grab became; empty where another racer won. Fails on anything else. */
  CompletableFuture<Optional<String>> grab(
      String request, String store, String sku, boolean racing, long intendedNanos) {
    Attempt attempt = new Attempt(market.grabOf(request, store, sku), racing, intendedNanos);
    attempt.send();
    return attempt.outcome;
  }

  private final class Attempt {
    private final GrabTransferRequestRequest grab;
    private final boolean racing;
    private final long intendedNanos;
    private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

    private Attempt(GrabTransferRequestRequest grab, boolean racing, long intendedNanos) {
      this.grab = grab;
      this.racing = racing;
      this.intendedNanos = intendedNanos;
    }

    private void send() {
      Future<?> unused =
          market
              .grab(grab)
              .handle(
                  (won, failure) -> {
                    if (failure == null) {
                      won(won);
                    } else {
                      notWon(ShelfshareException.of(failure));
                    }
                    return grab;
                  });
    }

    private void won(GrabTransferRequestResponse answer) {
      measurements.done(Step.GRAB_WON, intendedNanos);
      outcome.complete(Optional.of(answer.getTransferOrder()));
    }

    private void notWon(ShelfshareException refusal) {
      if (refusal.reason().equals("CONTENDED") && timeIsLeft()) {
        measurements.contended(intendedNanos);
        int pause = ThreadLocalRandom.current().nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
        Future<?> unused = timer.schedule(this::send, pause, TimeUnit.MILLISECONDS);
      } else if (racing && RACE_LOST.contains(refusal.reason())) {
        measurements.done(Step.GRAB_LOST, intendedNanos);
        outcome.complete(Optional.empty());
      } else {
        Step step = racing ? Step.GRAB_LOST : Step.GRAB_WON;
        measurements.failed(step, TimedCalls.reason(refusal), intendedNanos);
        outcome.completeExceptionally(refusal);
      }
    }

    private boolean timeIsLeft() {
      return nanos.getAsLong() - intendedNanos < patience.toNanos();
    }
  }
}
