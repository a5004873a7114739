package io.shelfshare.node.readside;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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
 * gathered while the last group was being written, and for a short rest after it: a group costs the
 * database about the same whatever is in it. A state that comes alone is written at once, and so is
 * the next. Only what is durable in the table is handed on to the indexes, so that an index that
 * reads the table misses nothing.
 *
 * <p>What waits is bounded by the number of keys, since a newer state replaces an older; a group is
 * bounded too, so that one that must be handed on again is not all that there is.
 *
 * @param <S> the states
 */
public final class Publisher<S> extends AbstractBehavior<Publisher.Command<S>> {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  /** The longest rest while somebody waits: some slots wait for all that there is to wake. */
  private static final Duration AWAITED_REST = Duration.ofMillis(20);

  private static final int GROUP_MAX = 10_000;

  /** What it hears; all of it from this node. */
  public sealed interface Command<S> {}

  /**
   * New states.
   *
   * @param written run after these states, or newer ones, are durable and handed on; at once done,
   *     as the publisher's own thread runs it
   * @param awaited whether a long rest is cut short, as somebody has to wait for {@code written}
   */
  public record Publish<S>(List<S> states, Runnable written, boolean awaited)
      implements Command<S> {
    /** States that may be as late as the publisher's rest makes them. */
    public Publish(List<S> states, Runnable written) {
      this(states, written, false);
    }
  }

  private record Written<S>(Group<S> group) implements Command<S> {}

  private record Failed<S>(Group<S> group, Throwable cause) implements Command<S> {}

  private record Taken<S>(Group<S> group) implements Command<S> {}

  private record NotTaken<S>(Group<S> group) implements Command<S> {}

  private record HandAgain<S>(Group<S> group) implements Command<S> {}

  private record GoOn<S>(int pause) implements Command<S> {}

  /**
   * What a publisher needs to know of its states.
   *
   * @param next hears every group that is durable
   * @param handingMax how many groups may be on their way to {@code next}; with so many, nothing is
   *     written until it has one of them
   * @param rest after a group of several states, before the next is written
   */
  record Subject<S>(
      ReadTable<S> table,
      Function<S, ?> key,
      ToLongFunction<S> version,
      Function<List<S>, CompletionStage<?>> next,
      int handingMax,
      Duration rest) {
    /** With a {@code next} that is not to hold the table up. */
    Subject(
        ReadTable<S> table,
        Function<S, ?> key,
        ToLongFunction<S> version,
        Function<List<S>, CompletionStage<?>> next,
        Duration rest) {
      this(table, key, version, next, Integer.MAX_VALUE, rest);
    }
  }

  /** Those of one call who wait; counted down by the publisher's thread alone. */
  private static final class Waiting {
    private final Runnable written;
    private int missing;

    private Waiting(int missing, Runnable written) {
      this.missing = missing;
      this.written = written;
    }

    private void oneIsDone() {
      missing--;
      if (missing == 0) {
        written.run();
      }
    }
  }

  /** A state, and the calls that brought it or what it has replaced. */
  private record Pending<S>(S state, List<Waiting> waiting) {
    Pending<S> with(Pending<S> other, ToLongFunction<S> version) {
      List<Waiting> all = new ArrayList<>(waiting);
      all.addAll(other.waiting);
      boolean fresher = version.applyAsLong(other.state) >= version.applyAsLong(state);
      return new Pending<>(fresher ? other.state : state, all);
    }
  }

  private record Group<S>(List<Pending<S>> pending) {
    List<S> states() {
      return pending.stream().map(Pending::state).toList();
    }

    void done() {
      pending.forEach(one -> one.waiting().forEach(Waiting::oneIsDone));
    }
  }

  private final Subject<S> subject;
  private final Map<Object, Pending<S>> pending = new LinkedHashMap<>();
  private boolean busy;
  private boolean resting;
  private boolean awaited;
  private int pauses;
  private int handing;

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
                onPublish(publish);
              } else if (command instanceof Written<S> written) {
                handing++;
                handOn(written.group());
                rest(written.group());
              } else if (command instanceof Taken<S> taken) {
                handing--;
                taken.group().done();
              } else if (command instanceof NotTaken<S> again) {
                later(RETRY_AFTER, new HandAgain<>(again.group()));
              } else if (command instanceof HandAgain<S> again) {
                handOn(again.group());
              } else if (command instanceof Failed<S> failed) {
                onFailed(failed);
              } else if (command instanceof GoOn<S> goOn && goOn.pause() == pauses) {
                // Another end of the same pause, of before it was cut short, ends no other one.
                pauses++;
                busy = false;
                resting = false;
              }
              writeNext();
              return this;
            })
        .build();
  }

  private void onPublish(Publish<S> publish) {
    if (publish.states().isEmpty()) {
      publish.written().run();
      return;
    }
    List<Waiting> waiting = List.of(new Waiting(publish.states().size(), publish.written()));
    publish.states().forEach(state -> keepNewest(new Pending<>(state, waiting)));
    if (publish.awaited() && !awaited) {
      awaited = true;
      if (resting) {
        later(AWAITED_REST, new GoOn<>(pauses));
      }
    }
  }

  private void keepNewest(Pending<S> fresh) {
    pending.merge(
        subject.key().apply(fresh.state()),
        fresh,
        (old, other) -> old.with(other, subject.version()));
  }

  private void later(Duration after, Command<S> command) {
    getContext().scheduleOnce(after, getContext().getSelf(), command);
  }

  private void rest(Group<S> written) {
    boolean few = written.pending().size() == 1;
    boolean behind = pending.size() >= GROUP_MAX;
    Duration rest = awaited ? min(subject.rest(), AWAITED_REST) : subject.rest();
    if (few || behind || rest.isZero()) {
      busy = false;
    } else {
      resting = true;
      later(rest, new GoOn<>(++pauses));
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void onFailed(Failed<S> failed) {
    List<Pending<S>> group = failed.group().pending();
    LOG.warn("{} states of a read table are written again soon", group.size(), failed.cause());
    group.forEach(this::keepNewest);
    later(RETRY_AFTER, new GoOn<>(++pauses));
  }

  /** The index takes it while the next group is written; again where it does not answer. */
  private void handOn(Group<S> group) {
    getContext()
        .pipeToSelf(
            subject.next().apply(group.states()),
            (done, failure) -> failure != null ? new NotTaken<>(group) : new Taken<>(group));
  }

  private void writeNext() {
    if (busy || pending.isEmpty() || handing >= subject.handingMax()) {
      return;
    }
    List<Pending<S>> next = new ArrayList<>(Math.min(pending.size(), GROUP_MAX));
    for (Iterator<Pending<S>> all = pending.values().iterator();
        all.hasNext() && next.size() < GROUP_MAX; ) {
      next.add(all.next());
      all.remove();
    }
    Group<S> group = new Group<>(List.copyOf(next));
    busy = true;
    awaited = awaited && !pending.isEmpty();
    getContext()
        .pipeToSelf(
            subject.table().write(group.states()),
            (done, failure) ->
                failure != null ? new Failed<>(group, failure) : new Written<>(group));
  }
}
