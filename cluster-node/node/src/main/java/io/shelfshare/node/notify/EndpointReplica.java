package io.shelfshare.node.notify;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.shelfshare.node.notify.EndpointBookEntity.Fetched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps this node's copy of the endpoint book up to date: it fetches changes, looks for new ones
 * every second, and at once where somebody asks.
 */
final class EndpointReplica extends AbstractBehavior<EndpointReplica.Command> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /** What it hears; all of it from this node. */
  sealed interface Command {}

  /** Catch up with what the authority has now, and tell. */
  record Sync(ActorRef<Done> replyTo) implements Command {}

  /** Asks nobody any more: the node leaves, and a question would hold its shards up. */
  enum Stop implements Command {
    STOP
  }

  private record Arrived(Fetched fetched) implements Command {}

  private record Lost(long attempt) implements Command {}

  private enum Look implements Command {
    LOOK
  }

  private final EndpointCopy copy;
  private final Consumer<EndpointBookEntity.Fetch> authority;
  private final TimerScheduler<Command> timers;
  private final ActorRef<Fetched> arrived;
  private int applied;
  private long attempt;
  private boolean underWay;

  /** Those who asked before the fetch that is under way, and those who asked since. */
  private List<ActorRef<Done>> asked = new ArrayList<>();

  private List<ActorRef<Done>> askedSince = new ArrayList<>();

  private EndpointReplica(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      EndpointCopy copy,
      Consumer<EndpointBookEntity.Fetch> authority) {
    super(context);
    this.timers = timers;
    this.copy = copy;
    this.authority = authority;
    this.arrived = context.messageAdapter(Fetched.class, Arrived::new);
    timers.startTimerWithFixedDelay(Look.LOOK, LOOK_AGAIN);
    fetch();
  }

  /**
   * @param copy filled by this replica alone
   * @param authority sends a fetch to the entity
   */
  static Behavior<Command> create(EndpointCopy copy, Consumer<EndpointBookEntity.Fetch> authority) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new EndpointReplica(context, timers, copy, authority)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Sync.class, this::onSync)
        .onMessage(Arrived.class, this::onArrived)
        .onMessage(Lost.class, this::onLost)
        .onMessage(Look.class, look -> onLook())
        .onMessage(Stop.class, stop -> onStop())
        .build();
  }

  private Behavior<Command> onSync(Sync sync) {
    if (underWay) {
      askedSince.add(sync.replyTo());
    } else {
      asked.add(sync.replyTo());
      fetch();
    }
    return this;
  }

  private Behavior<Command> onLook() {
    if (!underWay) {
      fetch();
    }
    return this;
  }

  private Behavior<Command> onStop() {
    timers.cancelAll();
    return Behaviors.ignore();
  }

  private void fetch() {
    underWay = true;
    attempt++;
    authority.accept(new EndpointBookEntity.Fetch(applied, arrived));
    timers.startSingleTimer(Lost.class, new Lost(attempt), LOST_AFTER);
  }

  private Behavior<Command> onArrived(Arrived message) {
    Fetched fetched = message.fetched();
    if (fetched.number() != applied) {
      return this;
    }
    fetched.changes().forEach(copy::take);
    applied += fetched.changes().size();
    if (applied < fetched.last()) {
      fetch();
      return this;
    }
    timers.cancel(Lost.class);
    underWay = false;
    copy.caughtUp();
    asked.forEach(one -> one.tell(Done.getInstance()));
    asked = askedSince;
    askedSince = new ArrayList<>();
    if (!asked.isEmpty()) {
      fetch();
    }
    return this;
  }

  private Behavior<Command> onLost(Lost lost) {
    if (underWay && attempt == lost.attempt()) {
      fetch();
    }
    return this;
  }
}
