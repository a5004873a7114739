package io.shelfshare.load.market;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.shelfshare.client.RequestIds;
import io.shelfshare.client.ShelfshareException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Sends one clerk's mutations, often more than once: at the same time, and again much later, under
 * the same request id. What the copies are answered is judged here (P6). Belongs to one thread.
 */
final class Sender {
  private static final double COPIED = 0.15;
  private static final double LIMITED_IN_TIME = 0.3;
  private static final int PAST_MAX = 300;
  private static final Duration NOT_AFTER = Duration.ofSeconds(8);
  private static final long DECIDE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final PlayRecord record;
  private final RequestIds ids;
  private final Clock clock;
  private final LongSupplier nanos;
  private final RandomGenerator random;
  private final List<Past<?, ?>> past = new ArrayList<>();
  private String lastRequestId = "";

  Sender(
      PlayRecord record, RequestIds ids, Clock clock, LongSupplier nanos, RandomGenerator random) {
    this.record = record;
    this.ids = ids;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
  }

  /** What a mutation came to. */
  sealed interface Outcome<A> {
    /** It had its effect. */
    record Done<A>(A answer, Instant sentAt, long tookNanos) implements Outcome<A> {}

    /** It was refused and had none. */
    record Refused<A>(String reason, long tookNanos) implements Outcome<A> {}

    /** Nobody said. */
    record Unknown<A>() implements Outcome<A> {}
  }

  private record Past<Q extends Message, A>(
      String operation, Q body, A answer, Function<Q, ListenableFuture<A>> call) {}

  /**
   * Sends a mutation until it is decided.
   *
   * @param target what it is about, for the record
   * @param draft the message without its request id
   */
  <Q extends Message, A> Outcome<A> send(
      String operation, String target, Q draft, Function<Q, ListenableFuture<A>> call) {
    lastRequestId = ids.next();
    Q body = with(draft, "request_id", lastRequestId);
    if (random.nextDouble() < LIMITED_IN_TIME) {
      body = with(body, "not_after", timestamp(clock.instant().plus(NOT_AFTER)));
    }
    int copies = random.nextDouble() < COPIED ? 2 + random.nextInt(2) : 1;
    record.duplicates(copies - 1L);
    Instant sentAt = clock.instant();
    long start = nanos.getAsLong();
    Outcome<A> outcome = together(operation, target, body, call, copies, sentAt, start);
    while (outcome instanceof Outcome.Unknown && nanos.getAsLong() - start < DECIDE_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      record.duplicates(1);
      outcome = together(operation, target, body, call, 1, sentAt, start);
    }
    if (outcome instanceof Outcome.Unknown) {
      record.undecided(operation, target);
    } else if (outcome instanceof Outcome.Done<A> done) {
      remember(new Past<>(operation, body, done.answer(), call));
    } else if (outcome instanceof Outcome.Refused<A> refused) {
      record.refused(refused.reason());
    }
    return outcome;
  }

  private <Q extends Message, A> Outcome<A> together(
      String operation,
      String target,
      Q body,
      Function<Q, ListenableFuture<A>> call,
      int copies,
      Instant sentAt,
      long start) {
    List<ListenableFuture<A>> sent = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      sent.add(call.apply(body));
    }
    List<A> answers = new ArrayList<>();
    String refusal = "";
    boolean unknown = false;
    for (ListenableFuture<A> one : sent) {
      try {
        answers.add(one.get());
      } catch (ExecutionException failed) {
        ShelfshareException failure = ShelfshareException.of(failed);
        defect(operation, target, failure);
        if (isUndecided(failure)) {
          unknown = true;
        } else {
          refusal = reason(failure);
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new Outcome.Unknown<>();
      }
    }
    long took = nanos.getAsLong() - start;
    if (!answers.isEmpty()) {
      if (answers.stream().distinct().count() > 1) {
        record.saw(
            new Violation(
                "P6",
                target,
                "copies of one " + operation + " were answered differently: " + answers));
      }
      return new Outcome.Done<>(answers.get(0), sentAt, took);
    }
    return unknown ? new Outcome.Unknown<>() : new Outcome.Refused<>(refusal, took);
  }

  /** The request id of the last mutation that was sent. */
  String lastRequestId() {
    return lastRequestId;
  }

  /** Sends a mutation of some time ago once more: it must be answered as it was then. */
  void repeatSomething() {
    if (!past.isEmpty()) {
      repeat(past.get(random.nextInt(past.size())));
    }
  }

  private <Q extends Message, A> void repeat(Past<Q, A> one) {
    record.duplicates(1);
    try {
      A again = one.call().apply(one.body()).get();
      if (!again.equals(one.answer())) {
        record.saw(
            new Violation(
                "P6",
                one.operation(),
                "a later copy was answered %s, the first %s"
                    .formatted(flat(again), flat(one.answer()))));
      }
    } catch (ExecutionException failed) {
      ShelfshareException failure = ShelfshareException.of(failed);
      defect(one.operation(), "a later copy", failure);
      if (!isUndecided(failure)) {
        record.saw(
            new Violation(
                "P6",
                one.operation(),
                "a later copy of what had its effect was refused: "
                    + reason(failure)
                    + " for "
                    + flat(one.body())));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends another body under the id of a mutation that had its effect: it must be refused. */
  <Q extends Message, A> void reuse(
      String operation, String id, Q other, Function<Q, ListenableFuture<A>> call) {
    record.duplicates(1);
    mustBeRefused(
        operation,
        with(other, "request_id", id),
        call,
        "another body under a used request id had an effect");
  }

  /** Sends a mutation that arrives after its own time: it must be refused. */
  <Q extends Message, A> void sendTooLate(
      String operation, Q draft, Function<Q, ListenableFuture<A>> call) {
    Q body = with(draft, "request_id", ids.next());
    Timestamp passed = timestamp(clock.instant().minusSeconds(1));
    mustBeRefused(
        operation,
        with(body, "not_after", passed),
        call,
        "a copy that came after its not_after had an effect");
  }

  private <Q extends Message, A> void mustBeRefused(
      String operation, Q body, Function<Q, ListenableFuture<A>> call, String otherwise) {
    try {
      A answer = call.apply(body).get();
      record.saw(
          new Violation("P6", operation, otherwise + ": " + flat(body) + " → " + flat(answer)));
    } catch (ExecutionException refused) {
      ShelfshareException failure = ShelfshareException.of(refused);
      defect(operation, "an expected refusal", failure);
      record.refused(reason(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(Past<?, ?> one) {
    if (past.size() < PAST_MAX) {
      past.add(one);
    } else {
      past.set(random.nextInt(PAST_MAX), one);
    }
  }

  private void defect(String operation, String target, ShelfshareException failure) {
    switch (failure.code()) {
      case INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED ->
          record.saw(
              new Violation(
                  "DEFECT",
                  target,
                  operation + " ended in " + failure.code() + ": " + failure.getMessage()));
      default -> {}
    }
  }

  /** The mutation may or may not have had its effect, or will be decided if it is sent again. */
  private static boolean isUndecided(ShelfshareException failure) {
    if (failure.reason().equals("TOO_LATE")) {
      return false;
    }
    return failure.code() == Status.Code.UNAVAILABLE
        || failure.code() == Status.Code.DEADLINE_EXCEEDED
        || failure.code() == Status.Code.CANCELLED
        || failure.code() == Status.Code.INTERNAL
        || failure.code() == Status.Code.UNKNOWN;
  }

  static String reason(ShelfshareException failure) {
    return failure.reason().isEmpty() ? failure.code().name() : failure.reason();
  }

  @SuppressWarnings("unchecked")
  private static <Q extends Message> Q with(Q message, String field, Object value) {
    FieldDescriptor descriptor = message.getDescriptorForType().findFieldByName(field);
    return (Q) message.toBuilder().setField(descriptor, value).build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static String flat(Object message) {
    return message.toString().replace('\n', ' ').strip();
  }
}
