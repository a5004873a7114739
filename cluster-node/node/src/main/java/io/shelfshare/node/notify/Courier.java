package io.shelfshare.node.notify;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.shelfshare.domain.notify.Delivery;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Outcome;
import io.shelfshare.node.Wire;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages to one endpoint, one at a time. Key: the endpoint's id.
 *
 * <p>Life: it reads what waits → queues and sends → leaves when nobody calls it. Its state is the
 * table alone: a message is queued for good before whoever brought it is answered, an open-work row
 * stands while any waits, and what became of it is written after each attempt. A crash between an
 * attempt and that write sends it once more, under the same id.
 */
final class Courier extends AbstractBehavior<Courier.Command> {
  /** The sharded type; entity ids are endpoint ids. */
  static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Courier");

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  /** What is due soon is done by this incarnation; the row is for the one after a crash. */
  private static final Duration ROW_SOONEST = Duration.ofSeconds(60);

  private static final int STASH_MAX = 2_000;

  /** What it hears. */
  sealed interface Command extends Wire {}

  /** Queue a message, once. */
  record Queue(News news, ActorRef<Queued> replyTo) implements Command {}

  /** It is queued for good, or was before. */
  record Queued(String id) implements Wire {}

  /** A message reached the same person by another endpoint, which counts here as well. */
  record Elsewhere(Instant at) implements Command {}

  /** The open-work daemon wakes it. */
  record WakeUp(Wake.Up up) implements Command {}

  /** Leaves this node, once what is under way has come to its end. */
  enum Stop implements Command {
    STOP
  }

  private enum Tick implements Command {
    TICK
  }

  private record Loaded(List<Delivery> found) implements Command {}

  private record HeardOf(Set<EndpointId> others, List<Instant> reached) implements Command {}

  private record Stored(Delivery delivery, boolean isNew) implements Command {}

  private record NotStored(News news, Throwable cause) implements Command {}

  private record Sent(Delivery delivery, Outcome outcome) implements Command {}

  private record Merging(Round.Merge merge) implements Command {}

  private record Overtaken(Delivery delivery) implements Command {}

  private record Written(List<Delivery> changed) implements Command {}

  private record Failed(String what, Throwable cause, Command again) implements Command {}

  private final TimerScheduler<Command> timers;
  private final StashBuffer<Command> stash;
  private final EndpointId id;
  private final Office office;
  private final Standing standing;
  private final Round round;
  private final Set<EndpointId> heardOf = new HashSet<>();
  private final Map<String, List<ActorRef<Queued>>> storing = new HashMap<>();
  private Instant heldUntil = Instant.MIN;
  private boolean loaded;
  private boolean busy;
  private boolean stopping;

  private Courier(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> stash,
      EndpointId id,
      Office office) {
    super(context);
    this.timers = timers;
    this.stash = stash;
    this.id = id;
    this.office = office;
    this.standing = new Standing(office.openWork()::put, KEY.name(), id.value());
    this.round = new Round(office.settings());
    load();
  }

  static Behavior<Command> create(EndpointId id, Office office) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    Behaviors.withStash(
                        STASH_MAX, stash -> new Courier(context, timers, stash, id, office))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Queue.class, this::onQueue)
        .onMessage(Elsewhere.class, this::onElsewhere)
        .onMessage(WakeUp.class, this::onWakeUp)
        .onMessage(Loaded.class, this::onLoaded)
        .onMessage(HeardOf.class, this::onHeardOf)
        .onMessage(Stored.class, this::onStored)
        .onMessage(NotStored.class, this::onNotStored)
        .onMessage(Sent.class, this::onSent)
        .onMessage(Merging.class, merging -> merge(merging))
        .onMessage(Overtaken.class, this::onOvertaken)
        .onMessage(Written.class, this::onWritten)
        .onMessage(Failed.class, this::onFailed)
        .onMessage(Tick.class, tick -> goOn())
        .onMessage(Stop.class, stop -> onStop())
        .build();
  }

  private Instant now() {
    return office.clock().instant();
  }

  private void load() {
    getContext()
        .pipeToSelf(
            office.table().since(id, now().minus(Round.READ_BACK), now()),
            (found, failure) ->
                failure != null
                    ? new Failed("its messages are read again", failure, new Loaded(List.of()))
                    : new Loaded(found));
  }

  private Behavior<Command> onLoaded(Loaded message) {
    loaded = true;
    round.take(message.found());
    Behavior<Command> next = goOn();
    return next == this ? stash.unstashAll(this) : next;
  }

  private Behavior<Command> onFailed(Failed failed) {
    LOG.warn("Endpoint {}: {}", id, failed.what(), failed.cause());
    if (failed.again() instanceof Loaded) {
      timers.startSingleTimer("load", Tick.TICK, AGAIN_AFTER);
    } else {
      getContext().scheduleOnce(AGAIN_AFTER, getContext().getSelf(), failed.again());
    }
    return this;
  }

  private Behavior<Command> onQueue(Queue command) {
    if (!loaded) {
      return stashed(command);
    }
    News news = command.news();
    if (round.knows(news.id())) {
      command.replyTo().tell(new Queued(news.id()));
      return this;
    }
    List<ActorRef<Queued>> others = storing.computeIfAbsent(news.id(), first -> new ArrayList<>());
    others.add(command.replyTo());
    if (others.size() == 1) {
      store(news);
    }
    return this;
  }

  /** What nobody answers is brought again. */
  private Behavior<Command> stashed(Command command) {
    if (!stash.isFull()) {
      stash.stash(command);
    }
    return this;
  }

  /**
   * Its row first, its id for the long memory next, and a row that wakes this courier. A crash
   * between the first two finds the message among those that it reads.
   */
  private void store(News news) {
    Delivery fresh = Delivery.queued(news, now());
    Delivery queued =
        round.isFull()
            ? fresh.ended(Delivery.Status.DROPPED, "Too many messages wait.", now())
            : fresh;
    CompletionStage<Stored> stored =
        office
            .table()
            .queuedAt(id, news.id())
            .thenCompose(
                known ->
                    known.isPresent()
                        ? CompletableFuture.completedFuture(new Stored(queued, false))
                        : office
                            .table()
                            .queue(id, queued)
                            .thenCompose(row -> office.table().claim(id, queued))
                            .thenApply(claimed -> new Stored(queued, true)));
    getContext()
        .pipeToSelf(
            stored, (done, failure) -> failure != null ? new NotStored(news, failure) : done);
  }

  private Behavior<Command> onStored(Stored stored) {
    String news = stored.delivery().news().id();
    List<ActorRef<Queued>> waiting = Optional.ofNullable(storing.remove(news)).orElse(List.of());
    if (stored.isNew()) {
      round.add(stored.delivery());
    } else {
      round.remember(news);
    }
    // Whoever brought it may forget it once somebody is sure to wake this courier.
    var unused =
        row()
            .whenComplete(
                (row, failure) -> {
                  if (failure == null) {
                    waiting.forEach(one -> one.tell(new Queued(news)));
                  }
                });
    return goOn();
  }

  private Behavior<Command> onNotStored(NotStored failed) {
    LOG.warn("Endpoint {}: a message is not queued yet", id, failed.cause());
    storing.remove(failed.news().id());
    return this;
  }

  private CompletionStage<?> row() {
    Instant atLast = now().plus(ROW_SOONEST);
    return round.isEmpty()
        ? Standing.NONE
        : standing.until(
            now(),
            Optional.of(
                round
                    .earliest()
                    .filter(atLast::isBefore)
                    .orElse(atLast.isAfter(heldUntil) ? atLast : heldUntil)));
  }

  private Behavior<Command> onWakeUp(WakeUp command) {
    if (!loaded) {
      return stashed(command);
    }
    if (command.up().spent()) {
      standing.spent(command.up().work().due());
    }
    var unused =
        row()
            .whenComplete(
                (row, failure) -> {
                  if (failure == null) {
                    command.up().awake();
                  }
                });
    return goOn();
  }

  private Behavior<Command> onStop() {
    stopping = true;
    return busy ? this : Behaviors.stopped();
  }

  /** Does the next thing, where nothing is under way. */
  private Behavior<Command> goOn() {
    if (!loaded) {
      load();
      return this;
    } else if (busy) {
      return this;
    } else if (stopping) {
      return Behaviors.stopped();
    } else if (round.isEmpty()) {
      return this;
    }
    Optional<Endpoint> endpoint = office.endpoints().get(id);
    if (endpoint.isEmpty() && !office.endpoints().isDeleted(id)) {
      // This node has not heard of it yet.
      tickIn(AGAIN_AFTER);
      return this;
    }
    if (endpoint.isPresent() && hearsOfOthers(endpoint.get())) {
      return this;
    }
    Instant now = now();
    Round.Step step = round.next(endpoint, now);
    if (step instanceof Round.Wait wait) {
      heldUntil = wait.until();
      tickIn(Duration.between(now, wait.until()));
      var unused = row();
    } else if (step instanceof Round.End end) {
      busy = true;
      write(end.ended());
    } else if (step instanceof Round.Merge merge) {
      busy = true;
      merge(new Merging(merge));
    } else if (step instanceof Round.Send send) {
      busy = true;
      send(endpoint.orElseThrow(), send.delivery());
    }
    return this;
  }

  /** Reads how often other endpoints reached the person lately, of each of them once. */
  private boolean hearsOfOthers(Endpoint endpoint) {
    Set<EndpointId> others = new HashSet<>(office.endpoints().othersOf(endpoint));
    others.removeAll(heardOf);
    if (others.isEmpty()) {
      return false;
    }
    busy = true;
    getContext()
        .pipeToSelf(
            office.reachedBy(others, now()),
            (reached, failure) ->
                failure != null
                    ? new Failed(
                        "what reached the person elsewhere is read again",
                        failure,
                        new HeardOf(Set.of(), List.of()))
                    : new HeardOf(others, reached));
    return true;
  }

  private Behavior<Command> onHeardOf(HeardOf message) {
    busy = false;
    heardOf.addAll(message.others());
    message.reached().forEach(round::reached);
    return goOn();
  }

  /** One that is not loaded yet reads it, since its receipt is written. */
  private Behavior<Command> onElsewhere(Elsewhere message) {
    round.reached(message.at());
    return this;
  }

  private void tickIn(Duration wait) {
    Duration atLeast = wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    timers.startSingleTimer(Tick.TICK, Tick.TICK, atLeast);
  }

  /** The digest stands before what is told in it stops waiting. */
  private Behavior<Command> merge(Merging merging) {
    Round.Merge merge = merging.merge();
    getContext()
        .pipeToSelf(
            office
                .table()
                .queue(id, merge.digest())
                .thenCompose(row -> office.table().claim(id, merge.digest()))
                .thenCompose(claimed -> writeAll(merge.parts())),
            (done, failure) -> {
              List<Delivery> changed = new ArrayList<>(merge.parts());
              changed.add(merge.digest());
              return failure != null
                  ? new Failed("messages are put together again", failure, merging)
                  : new Written(changed);
            });
    return this;
  }

  private CompletionStage<?> writeAll(List<Delivery> changed) {
    return CompletableFuture.allOf(
        changed.stream()
            .map(one -> office.table().write(id, one).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private void send(Endpoint endpoint, Delivery delivery) {
    getContext()
        .pipeToSelf(
            office
                .stillHolds(delivery.news())
                .thenCompose(
                    holds ->
                        holds
                            ? office
                                .send(endpoint, delivery.news(), now())
                                .thenApply(outcome -> (Command) new Sent(delivery, outcome))
                            : CompletableFuture.completedFuture(new Overtaken(delivery))),
            (sent, failure) ->
                failure != null
                    ? new Sent(delivery, Outcome.again(0, "It could not be sent from here."))
                    : sent);
  }

  private Behavior<Command> onSent(Sent sent) {
    Instant now = now();
    round.sent(sent.outcome(), now);
    if (sent.outcome().kind() == Outcome.Kind.GONE) {
      office.disable(id, sent.outcome().code() + " " + sent.outcome().remark());
    }
    write(
        List.of(
            sent.delivery()
                .after(sent.outcome(), office.settings().retries(), office.random(), now)));
    return this;
  }

  private Behavior<Command> onOvertaken(Overtaken overtaken) {
    write(
        List.of(
            overtaken
                .delivery()
                .ended(Delivery.Status.OUTDATED, "What it was about has changed.", now())));
    return this;
  }

  private void write(List<Delivery> changed) {
    getContext()
        .pipeToSelf(
            writeAll(changed),
            (done, failure) ->
                failure != null
                    ? new Failed("a receipt is not written", failure, new Written(changed))
                    : new Written(changed));
  }

  private Behavior<Command> onWritten(Written written) {
    busy = false;
    written.changed().forEach(round::changed);
    written.changed().stream()
        .filter(one -> one.status() == Delivery.Status.DELIVERED)
        .flatMap(one -> one.endedAt().stream())
        .forEach(at -> office.tellOthers(id, new Elsewhere(at)));
    return goOn();
  }
}
