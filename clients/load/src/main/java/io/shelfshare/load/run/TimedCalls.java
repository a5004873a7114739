package io.shelfshare.load.run;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
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
  <A> CompletableFuture<A> timed(Step step, long intendedNanos, CompletableFuture<A> call) {
    // What is returned comes after the measurement, so that none is missing at the end of a run.
    return call.whenComplete(
        (done, failure) -> {
          if (failure == null) {
            measurements.done(step, intendedNanos);
          } else {
            measurements.failed(step, reason(failure), intendedNanos);
          }
        });
  }

  /**
   * Sends a call; what goes wrong is a {@link ShelfshareException}. Not by gRPC's futures: they
   * make two exceptions with stack traces out of each refusal, a quarter of a generator's time
   * where most grabs lose.
   */
  static <Q, A> CompletableFuture<A> send(
      Channel channel, MethodDescriptor<Q, A> method, Q request) {
    ClientCall<Q, A> call = channel.newCall(method, CallOptions.DEFAULT);
    OneAnswer<A> answer = new OneAnswer<>();
    call.start(answer, new Metadata());
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
    return answer.future;
  }

  private static final class OneAnswer<A> extends ClientCall.Listener<A> {
    private final CompletableFuture<A> future = new CompletableFuture<>();
    private @Nullable A message;

    @Override
    public void onMessage(A received) {
      message = received;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk() && message != null) {
        future.complete(message);
      } else {
        future.completeExceptionally(ShelfshareException.of(status, trailers));
      }
    }
  }

  /** The reason that the cluster gave, or else gRPC's code. */
  static String reason(Throwable failure) {
    ShelfshareException known = ShelfshareException.of(failure);
    return known.reason().isEmpty() ? known.code().name() : known.reason();
  }
}
