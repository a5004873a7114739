package io.shelfshare.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends an unanswered or contended unary call again until its deadline. That is safe for every
 * method of this API: reads change nothing, and mutations carry a {@code request_id}. Streams pass
 * through: a watch resumes at a higher level, where its picture is known.
 */
final class RetryInterceptor implements ClientInterceptor {
  private final RetryPolicy policy;
  private final Duration deadline;
  private final ScheduledExecutorService timer;
  private final RandomGenerator random;

  /**
   * Retries under {@code policy}.
   *
   * @param deadline for a whole call whose caller set none
   * @param timer runs the pauses
   */
  RetryInterceptor(
      RetryPolicy policy,
      Duration deadline,
      ScheduledExecutorService timer,
      RandomGenerator random) {
    this.policy = policy;
    this.deadline = deadline;
    this.timer = timer;
    this.random = random;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (method.getType() != MethodDescriptor.MethodType.UNARY) {
      return next.newCall(method, options);
    }
    Deadline end =
        options.getDeadline() != null
            ? options.getDeadline()
            : Deadline.after(deadline.toNanos(), TimeUnit.NANOSECONDS);
    if (policy.maxAttempts() == 1) {
      return next.newCall(method, options.withDeadline(end));
    }
    return new RetryingCall<>(method, options, next, end);
  }

  /** One call of the caller, made of one or more copies; guarded by its own lock. */
  private final class RetryingCall<Q, A> extends ClientCall<Q, A> {
    private final MethodDescriptor<Q, A> method;
    private final CallOptions options;
    private final Channel next;
    private final Deadline end;
    private Listener<A> listener = new Listener<>() {};
    private Metadata headers = new Metadata();
    private @Nullable Q message;
    private @Nullable ClientCall<Q, A> copy;
    private int copies;
    private boolean cancelled;

    RetryingCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next, Deadline end) {
      this.method = method;
      this.options = options;
      this.next = next;
      this.end = end;
    }

    @Override
    public void start(Listener<A> responses, Metadata metadata) {
      listener = responses;
      headers = metadata;
    }

    @Override
    public void request(int messages) {
      // A copy asks for its single answer itself.
    }

    @Override
    public void sendMessage(Q body) {
      message = body;
    }

    @Override
    public void halfClose() {
      send();
    }

    @Override
    public void cancel(@Nullable String reason, @Nullable Throwable cause) {
      @Nullable ClientCall<Q, A> running;
      synchronized (this) {
        cancelled = true;
        running = copy;
        copy = null;
      }
      if (running != null) {
        running.cancel(reason, cause);
      } else {
        listener.onClose(Status.CANCELLED.withDescription(reason).withCause(cause), new Metadata());
      }
    }

    private void send() {
      ClientCall<Q, A> call;
      synchronized (this) {
        if (cancelled) {
          return;
        }
        Deadline patience =
            Deadline.after(policy.attemptTimeout().toNanos(), TimeUnit.NANOSECONDS).minimum(end);
        call = next.newCall(method, options.withDeadline(patience));
        copy = call;
        copies++;
      }
      Metadata own = new Metadata();
      own.merge(headers);
      call.start(new CopyListener(), own);
      call.request(2);
      call.sendMessage(message);
      call.halfClose();
    }

    private boolean sendAgain(Status status, Metadata trailers) {
      Duration pause;
      synchronized (this) {
        if (cancelled || copies >= policy.maxAttempts()) {
          return false;
        }
        ShelfshareException failure = ShelfshareException.of(status, trailers);
        if (!canHelp(failure, hasNotAfter(message))) {
          return false;
        }
        Duration backoff = policy.backoff(copies, random);
        pause = failure.retryAfter().filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
        if (end.timeRemaining(TimeUnit.NANOSECONDS) <= pause.toNanos()) {
          return false;
        }
        copy = null;
      }
      Future<?> unused = timer.schedule(this::send, pause.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    }

    private final class CopyListener extends Listener<A> {
      private Metadata answerHeaders = new Metadata();
      private @Nullable A answer;

      @Override
      public void onHeaders(Metadata received) {
        answerHeaders = received;
      }

      @Override
      public void onMessage(A received) {
        answer = received;
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        if (!status.isOk() && sendAgain(status, trailers)) {
          return;
        }
        if (status.isOk()) {
          listener.onHeaders(answerHeaders);
          listener.onMessage(answer);
        }
        listener.onClose(status, trailers);
      }
    }
  }

  private static boolean hasNotAfter(@Nullable Object message) {
    if (!(message instanceof Message body)) {
      return false;
    }
    FieldDescriptor field = body.getDescriptorForType().findFieldByName("not_after");
    return field != null && body.hasField(field);
  }

  private static boolean canHelp(ShelfshareException failure, boolean hasNotAfter) {
    return switch (failure.code()) {
      case UNAVAILABLE -> true;
      // TOO_LATE says that the copy had no effect before its `not_after`. Where the caller set
      // that, a later copy is as late; otherwise the cluster gives each copy a new one.
      case DEADLINE_EXCEEDED -> !failure.reason().equals("TOO_LATE") || !hasNotAfter;
      case ABORTED -> failure.reason().equals("CONTENDED");
      case RESOURCE_EXHAUSTED ->
          failure.reason().equals("RATE_LIMITED") && failure.retryAfter().isPresent();
      default -> false;
    };
  }
}
