package io.shelfshare.node.mending;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import scala.compat.java8.FutureConverters;
import scala.concurrent.ExecutionContext;

/**
 * What this node has asked entities and has not been answered yet. What was asked of a node that
 * has died since is lost: Akka's sharding keeps messages only from when it knows that the node is
 * gone. Then {@link NodeWatch} has them sent again, instead of the caller's time running out.
 *
 * <p>For questions alone that may come twice: reads, and changes that their entity knows again.
 * Safe for use by any thread.
 */
public final class Asks {
  private final Set<Open<?>> open = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanos;

  /**
   * Nothing was asked yet.
   *
   * @param nanos an elapsed-time source in nanoseconds
   */
  public Asks(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Asks an entity.
   *
   * @param question makes the message; it may reach the entity twice, with the same {@code replyTo}
   * @param within how long to wait in all, however often it is sent
   * @return fails with a {@link java.util.concurrent.TimeoutException} without an answer by then;
   *     what follows runs on the thread that brings the answer or finds that none came: an actor's
   *     as a rule, the timer's or the database's else. So it must be short and not wait
   */
  public <M, A> CompletionStage<A> ask(
      EntityRef<M> entity, Function<ActorRef<A>, M> question, Duration within) {
    Open<M> one = new Open<>(entity, nanos.getAsLong());
    CompletionStage<A> asked = entity.ask(replyTo -> one.with(question.apply(replyTo)), within);
    open.add(one);
    CompletableFuture<A> answer = new CompletableFuture<>();
    // On the thread that brings the answer: Akka's own stages go on in the common pool, and to wake
    // a thread of that takes longer than most of what follows.
    FutureConverters.toScala(asked)
        .onComplete(
            outcome -> {
              open.remove(one);
              return outcome.isSuccess()
                  ? answer.complete(outcome.get())
                  : answer.completeExceptionally(outcome.failed().get());
            },
            ExecutionContext.parasitic$.MODULE$);
    return answer;
  }

  /**
   * Sends again what was asked until some moment and has no answer yet.
   *
   * @param until by the elapsed-time source
   * @return how many questions
   */
  int sendAgain(long until) {
    int sent = 0;
    for (Open<?> one : open) {
      if (one.askedNanos - until <= 0) {
        one.send();
        sent++;
      }
    }
    return sent;
  }

  /** Now, by the elapsed-time source. */
  long now() {
    return nanos.getAsLong();
  }

  /** A question without an answer. Its message is set before any other thread knows of it. */
  private static final class Open<M> {
    private final EntityRef<M> entity;
    private final long askedNanos;
    private @Nullable M message;

    Open(EntityRef<M> entity, long askedNanos) {
      this.entity = entity;
      this.askedNanos = askedNanos;
    }

    M with(M made) {
      message = made;
      return made;
    }

    void send() {
      if (message != null) {
        entity.tell(message);
      }
    }
  }
}
