package io.shelfshare.load.run;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.Step;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns calls into futures and their ends into measurements. */
final class TimedCalls {
  private final Measurements measurements;

  TimedCalls(Measurements measurements) {
    this.measurements = measurements;
  }

  /** Times a call that is meant to be answered well; anything else counts as its error. */
  <A> CompletableFuture<A> timed(Step step, long intendedNanos, ListenableFuture<A> call) {
    CompletableFuture<A> answer = untimed(call);
    // What is returned comes after the measurement, so that none is missing at the end of a run.
    return answer.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            measurements.done(step, intendedNanos);
          } else {
            measurements.failed(step, reason(failure), intendedNanos);
          }
        });
  }

  static <A> CompletableFuture<A> untimed(ListenableFuture<A> call) {
    CompletableFuture<A> answer = new CompletableFuture<>();
    Futures.addCallback(
        call,
        new FutureCallback<A>() {
          @Override
          public void onSuccess(@Nullable A result) {
            answer.complete(result);
          }

          @Override
          public void onFailure(Throwable failure) {
            answer.completeExceptionally(ShelfshareException.of(failure));
          }
        },
        MoreExecutors.directExecutor());
    return answer;
  }

  /** The reason that the cluster gave, or else gRPC's code. */
  static String reason(Throwable failure) {
    ShelfshareException known = ShelfshareException.of(failure);
    return known.reason().isEmpty() ? known.code().name() : known.reason();
  }
}
