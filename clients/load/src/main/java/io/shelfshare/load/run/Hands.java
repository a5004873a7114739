package io.shelfshare.load.run;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Operations one after the other in many hands: the end of one begins the hand's next, on the
 * thread that brought its answer, so that nothing is handed from thread to thread.
 */
final class Hands {
  private final Turn turn;
  private final BooleanSupplier over;
  private final CountDownLatch left;
  private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

  /** Begins the next operation of a hand; called by several threads. */
  @FunctionalInterface
  interface Turn {
    /** The operation's end, or empty where there is nothing left to do. */
    Optional<CompletableFuture<?>> take(SplittableRandom random);
  }

  private Hands(int count, Turn turn, BooleanSupplier over) {
    this.turn = turn;
    this.over = over;
    this.left = new CountDownLatch(count);
  }

  /**
   * Keeps as many operations under way as there are hands, and returns once all have ended.
   *
   * @param over asked before each operation
   * @param patience for the last ones
   */
  static void work(
      int count, Turn turn, BooleanSupplier over, Duration patience, SplittableRandom random)
      throws InterruptedException {
    Hands hands = new Hands(count, turn, over);
    for (int hand = 0; hand < count; hand++) {
      hands.goOn(random.split());
    }
    while (!over.getAsBoolean() && hands.left.getCount() > 0) {
      boolean ended = hands.left.await(1, TimeUnit.SECONDS);
      if (ended) {
        break;
      }
    }
    if (!hands.left.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          hands.left.getCount()
              + " operations have not ended after "
              + patience.toSeconds()
              + " s");
    }
    Throwable failure = hands.broken.get();
    if (failure != null) {
      throw new IllegalStateException("an operation could not begin", failure);
    }
  }

  private void goOn(SplittableRandom random) {
    try {
      while (!over.getAsBoolean()) {
        Optional<CompletableFuture<?>> next = turn.take(random);
        if (next.isEmpty()) {
          break;
        }
        if (!next.get().isDone()) {
          // Failures have been counted by their steps; here only the end matters.
          CompletableFuture<?> unused = next.get().whenComplete((answer, failure) -> goOn(random));
          return;
        }
      }
    } catch (RuntimeException | Error failure) {
      broken.compareAndSet(null, failure);
    }
    left.countDown();
  }
}
