package io.shelfshare.node.readside;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the states that this node's entities publish, keeps the newest of each, and writes what has
 * gathered while the last group was being written; no delay is added. Only what is durable in the
 * table is handed on to the indexes, so that an index that reads the table misses nothing.
 *
 * <p>What waits is bounded by the number of keys, since a newer state replaces an older.
 *
 * @param <S> the states
 */
public final class Publisher<S> extends AbstractBehavior<Publisher.Command<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /** What it hears; all of it from this node. */
  public sealed interface Command<S> {}

  /**
   * New states.
   *
   * @param written run after these states, or newer ones, are durable and handed on; at once done,
   *     as the publisher's own thread runs it
   */
  public record Publish<S>(List<S> states, Runnable written) implements Command<S> {}

  private record Written<S>(List<S> group, List<Runnable> told) implements Command<S> {}

  private record Failed<S>(List<S> group, List<Runnable> told, Throwable cause)
      implements Command<S> {}

  private record Taken<S>(List<Runnable> told) implements Command<S> {}

  private record NotTaken<S>(List<S> group, List<Runnable> told) implements Command<S> {}

  private record HandAgain<S>(List<S> group, List<Runnable> told) implements Command<S> {}

  private record Retry<S>() implements Command<S> {}

  /**
   * What a publisher needs to know of its states.
   *
   * @param next hears every group that is durable
   */
  record Subject<S>(
      ReadTable<S> table,
      Function<S, ?> key,
      ToLongFunction<S> version,
      Function<List<S>, CompletionStage<?>> next) {}

  private final Subject<S> subject;
  private final Map<Object, S> pending = new LinkedHashMap<>();
  private List<Runnable> waiting = new ArrayList<>();
  private boolean busy;

  private Publisher(ActorContext<Command<S>> context, Subject<S> subject) {
    super(context);
    this.subject = subject;
  }

  static <S> Behavior<Command<S>> create(Subject<S> subject) {
    return Behaviors.setup(context -> new Publisher<>(context, subject));
  }

  @Override
  public Receive<Command<S>> createReceive() {
    return newReceiveBuilder()
        .onAnyMessage(
            command -> {
              if (command instanceof Publish<S> publish) {
                publish.states().forEach(this::keepNewest);
                waiting.add(publish.written());
              } else if (command instanceof Written<S> written) {
                busy = false;
                handOn(written.group(), written.told());
              } else if (command instanceof Taken<S> taken) {
                taken.told().forEach(Runnable::run);
                return this;
              } else if (command instanceof NotTaken<S> again) {
                getContext()
                    .scheduleOnce(
                        RETRY_AFTER,
                        getContext().getSelf(),
                        new HandAgain<>(again.group(), again.told()));
                return this;
              } else if (command instanceof HandAgain<S> again) {
                handOn(again.group(), again.told());
                return this;
              } else if (command instanceof Failed<S> failed) {
                onFailed(failed);
                return this;
              } else if (command instanceof Retry<S>) {
                busy = false;
              }
              writeNext();
              return this;
            })
        .build();
  }

  private void keepNewest(S state) {
    pending.merge(
        subject.key().apply(state),
        state,
        (old, fresh) ->
            subject.version().applyAsLong(fresh) >= subject.version().applyAsLong(old)
                ? fresh
                : old);
  }

  private void onFailed(Failed<S> failed) {
    LOG.warn(
        "{} states of a read table are written again soon", failed.group().size(), failed.cause());
    failed.group().forEach(this::keepNewest);
    waiting.addAll(failed.told());
    getContext().scheduleOnce(RETRY_AFTER, getContext().getSelf(), new Retry<>());
  }

  /** The index takes it while the next group is written; again where it does not answer. */
  private void handOn(List<S> group, List<Runnable> told) {
    getContext()
        .pipeToSelf(
            subject.next().apply(group),
            (done, failure) -> failure != null ? new NotTaken<>(group, told) : new Taken<>(told));
  }

  private void writeNext() {
    if (busy || pending.isEmpty()) {
      return;
    }
    List<S> group = List.copyOf(pending.values());
    pending.clear();
    List<Runnable> told = waiting;
    waiting = new ArrayList<>();
    busy = true;
    getContext()
        .pipeToSelf(
            subject.table().write(group),
            (done, failure) ->
                failure != null ? new Failed<>(group, told, failure) : new Written<>(group, told));
  }
}
