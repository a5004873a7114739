package io.shelfshare.node.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Sends what this node has published to the board of every node, numbered, with a heartbeat of the
 * last number, so that a board notices what it missed.
 */
final class BoardFeed extends AbstractBehavior<BoardFeed.Command> {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MESSAGE_MAX = 20;

  /** What it hears. */
  sealed interface Command {}

  /** States that are durable. */
  record Feed(List<RequestView> requests) implements Command {}

  private record Boards(Set<ActorRef<MarketBoard.Command>> boards) implements Command {}

  private enum Heartbeat implements Command {
    HEARTBEAT
  }

  private final String publisher;
  private Set<ActorRef<MarketBoard.Command>> boards = Set.of();
  private long number;

  private BoardFeed(ActorContext<Command> context, TimerScheduler<Command> timers) {
    super(context);
    this.publisher = name(Cluster.get(context.getSystem()).selfMember());
    ActorRef<Receptionist.Listing> listings =
        context.messageAdapter(
            Receptionist.Listing.class,
            listing -> new Boards(listing.getServiceInstances(MarketBoard.KEY)));
    context.getSystem().receptionist().tell(Receptionist.subscribe(MarketBoard.KEY, listings));
    timers.startTimerWithFixedDelay(Heartbeat.HEARTBEAT, HEARTBEAT);
  }

  /** The address with its unique id names one life of one node. */
  static String name(Member member) {
    return member.uniqueAddress().toString();
  }

  static Behavior<Command> create() {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new BoardFeed(context, timers)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Feed.class,
            feed -> {
              for (int from = 0; from < feed.requests().size(); from += MESSAGE_MAX) {
                int to = Math.min(feed.requests().size(), from + MESSAGE_MAX);
                number++;
                send(List.copyOf(feed.requests().subList(from, to)));
              }
              return this;
            })
        .onMessage(
            Boards.class,
            found -> {
              boards = found.boards();
              return this;
            })
        .onMessage(
            Heartbeat.class,
            beat -> {
              send(List.of());
              return this;
            })
        .build();
  }

  private void send(List<RequestView> requests) {
    MarketBoard.Published message = new MarketBoard.Published(publisher, number, requests);
    boards.forEach(board -> board.tell(message));
  }
}
