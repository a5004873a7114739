package io.shelfshare.node.mending;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees nodes go, and has sent again what they were told. A node that does not answer makes entities
 * less patient with one another; only one that has left the cluster makes the edge ask again, each
 * question at most {@link #AGAIN}'s times, so that a busy cluster is not made busier.
 */
public final class NodeWatch extends AbstractBehavior<NodeWatch.Event> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);

  /**
   * After a node's removal. Sharding hears of it at the same time as this actor, and keeps what is
   * sent from then on until the shard is elsewhere: the first time is enough, unless sharding was
   * slower. The later ones are for that.
   */
  static final List<Duration> AGAIN =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(1_500));

  /** By then the shards of a removed node are elsewhere. */
  static final Duration MENDED_AFTER = Duration.ofSeconds(5);

  /** What it sees. */
  sealed interface Event {}

  /** A node does not answer. */
  record Unreachable(UniqueAddress node) implements Event {}

  /** It does again. */
  record Reachable(UniqueAddress node) implements Event {}

  /** A node is no member any more. */
  record Removed(UniqueAddress node) implements Event {}

  private record SendAgain(long until) implements Event {}

  private enum Mended implements Event {
    MENDED
  }

  private final Asks asks;
  private final Mending mending;
  private final TimerScheduler<Event> timers;
  private final Set<UniqueAddress> unreachable = new HashSet<>();

  private NodeWatch(
      ActorContext<Event> context, TimerScheduler<Event> timers, Asks asks, Mending mending) {
    super(context);
    this.asks = asks;
    this.mending = mending;
    this.timers = timers;
  }

  /** Watches the cluster of its actor system. */
  public static Behavior<?> create(Asks asks, Mending mending) {
    return create(asks, mending, NodeWatch::subscribe);
  }

  /**
   * The same, told of nodes by anybody.
   *
   * @param subscribe is run once, when it starts
   */
  static Behavior<Event> create(
      Asks asks, Mending mending, Consumer<ActorContext<Event>> subscribe) {
    return Behaviors.setup(
        context -> {
          subscribe.accept(context);
          return Behaviors.withTimers(timers -> new NodeWatch(context, timers, asks, mending));
        });
  }

  private static void subscribe(ActorContext<Event> context) {
    ActorRef<ClusterEvent.UnreachableMember> unreachable =
        context.messageAdapter(
            ClusterEvent.UnreachableMember.class,
            seen -> new Unreachable(seen.member().uniqueAddress()));
    ActorRef<ClusterEvent.ReachableMember> reachable =
        context.messageAdapter(
            ClusterEvent.ReachableMember.class,
            seen -> new Reachable(seen.member().uniqueAddress()));
    ActorRef<ClusterEvent.MemberRemoved> removed =
        context.messageAdapter(
            ClusterEvent.MemberRemoved.class, seen -> new Removed(seen.member().uniqueAddress()));
    var subscriptions = Cluster.get(context.getSystem()).subscriptions();
    subscriptions.tell(Subscribe.create(unreachable, ClusterEvent.UnreachableMember.class));
    subscriptions.tell(Subscribe.create(reachable, ClusterEvent.ReachableMember.class));
    subscriptions.tell(Subscribe.create(removed, ClusterEvent.MemberRemoved.class));
  }

  @Override
  public Receive<Event> createReceive() {
    return newReceiveBuilder()
        .onMessage(Unreachable.class, this::onUnreachable)
        .onMessage(Reachable.class, this::onReachable)
        .onMessage(Removed.class, this::onRemoved)
        .onMessage(SendAgain.class, this::onSendAgain)
        .onMessage(Mended.class, mended -> onMended())
        .build();
  }

  private Behavior<Event> onUnreachable(Unreachable seen) {
    unreachable.add(seen.node());
    timers.cancel(Mended.MENDED);
    mending.begin();
    return this;
  }

  private Behavior<Event> onReachable(Reachable seen) {
    unreachable.remove(seen.node());
    return endInAWhile();
  }

  private Behavior<Event> onRemoved(Removed seen) {
    unreachable.remove(seen.node());
    mending.begin();
    for (Duration after : AGAIN) {
      // What is asked later than this was kept by sharding in any case.
      var again = new SendAgain(asks.now() + AGAIN.get(0).toNanos());
      timers.startSingleTimer(new Due(seen.node(), after), again, after);
    }
    return endInAWhile();
  }

  /** Names a timer. */
  private record Due(UniqueAddress node, Duration after) {}

  private Behavior<Event> endInAWhile() {
    if (unreachable.isEmpty()) {
      timers.startSingleTimer(Mended.MENDED, Mended.MENDED, MENDED_AFTER);
    }
    return this;
  }

  private Behavior<Event> onSendAgain(SendAgain due) {
    int sent = asks.sendAgain(due.until());
    if (sent > 0) {
      LOG.info("A node is gone: {} questions to entities are sent again", sent);
    }
    return this;
  }

  private Behavior<Event> onMended() {
    mending.end();
    return this;
  }
}
