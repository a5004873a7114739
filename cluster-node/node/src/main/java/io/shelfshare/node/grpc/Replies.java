package io.shelfshare.node.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Refusal;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.error.GrpcErrors;
import io.shelfshare.node.grpc.error.Refusals;
import io.shelfshare.node.grpc.gateway.Answer;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Brings what a service comes to back to its caller, once, from whichever thread it comes. */
final class Replies {
  private final GrpcErrors errors;

  Replies(GrpcErrors errors) {
    this.errors = errors;
  }

  /** Runs {@code work} on this thread and answers when its stage completes. */
  <R> void unary(StreamObserver<R> out, Function<Call, CompletionStage<R>> work) {
    Call call = Call.current();
    if (out instanceof ServerCallStreamObserver<R> observer) {
      // Without a handler, answering a caller who has gone would throw.
      observer.setOnCancelHandler(() -> {});
    }
    CompletionStage<R> stage;
    try {
      stage = work.apply(call);
    } catch (RuntimeException e) {
      out.onError(error(e, call));
      return;
    }
    var unused =
        stage.whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                out.onError(error(failure, call));
              } else {
                out.onNext(reply);
                out.onCompleted();
              }
            });
  }

  /** What a call that fails is ended with. */
  RuntimeException error(Throwable failure, Call call) {
    return errors.closing(failure, call.locale()).asException();
  }

  /**
   * The answer's value.
   *
   * @param resource what a {@code NOT_FOUND} is about
   * @throws CallFailed where it is refused
   */
  static <T> T value(Answer<T> answer, String resource) {
    if (answer instanceof Answer.Ok<T> ok) {
      return ok.value();
    }
    Refusal refusal = ((Answer.Refused<T>) answer).refusal();
    throw new CallFailed(
        refusal.reason() == Refusal.Reason.NOT_FOUND
            ? Fault.notFound(resource)
            : Refusals.fault(refusal));
  }
}
