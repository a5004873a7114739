package io.shelfshare.node.directory;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps this node's copy of the policies up to date: looks every second, and when it is asked. */
public final class PolicyReplica extends AbstractBehavior<PolicyReplica.Command> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** What it hears; all of it from this node. */
  public interface Command {}

  /** Catch up with what the authority has now, and tell. */
  public record Sync(ActorRef<Done> replyTo) implements Command {}

  /** Asks nobody any more: the node leaves. */
  public enum Stop implements Command {
    STOP
  }

  private record Arrived(PolicyEntity.Fetched fetched) implements Command {}

  private enum Look implements Command {
    LOOK
  }

  private final TimerScheduler<Command> timers;
  private final PolicyCopy copy;
  private final Consumer<PolicyEntity.Fetch> authority;
  private final ActorRef<PolicyEntity.Fetched> arrived;
  private final List<ActorRef<Done>> asked = new ArrayList<>();

  private PolicyReplica(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      PolicyCopy copy,
      Consumer<PolicyEntity.Fetch> authority) {
    super(context);
    this.timers = timers;
    this.copy = copy;
    this.authority = authority;
    this.arrived = context.messageAdapter(PolicyEntity.Fetched.class, Arrived::new);
    timers.startTimerWithFixedDelay(Look.LOOK, LOOK_AGAIN);
    look();
  }

  /**
   * @param copy filled by this replica alone
   * @param authority sends a fetch to the authority
   */
  public static Behavior<Command> create(PolicyCopy copy, Consumer<PolicyEntity.Fetch> authority) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new PolicyReplica(context, timers, copy, authority)));
  }

  private void look() {
    authority.accept(new PolicyEntity.Fetch(copy.book().revision(), arrived));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Look.class,
            tick -> {
              look();
              return this;
            })
        .onMessage(
            Sync.class,
            sync -> {
              asked.add(sync.replyTo());
              look();
              return this;
            })
        .onMessage(
            Arrived.class,
            news -> {
              copy.take(news.fetched());
              asked.forEach(one -> one.tell(Done.getInstance()));
              asked.clear();
              return this;
            })
        .onMessage(
            Stop.class,
            stop -> {
              timers.cancelAll();
              return Behaviors.ignore();
            })
        .build();
  }
}
