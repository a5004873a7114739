package io.shelfshare.journalstore;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The smallest entity: it counts its events. */
public final class Counter extends EventSourcedBehavior<Counter.Command, String, Long> {
  private static final String EVENT = "e".repeat(200);
  private static final AtomicLong STARTED = new AtomicLong();

  public sealed interface Command {}

  /** Persists an event. */
  public record Persist(CompletableFuture<Long> done) implements Command {}

  /** Answers once it has recovered. */
  public record Count(CompletableFuture<Long> done) implements Command {}

  public record Stop(CompletableFuture<Long> done) implements Command {}

  private final String plugin;
  private final RetentionCriteria retention;

  private Counter(PersistenceId id, String plugin, RetentionCriteria retention) {
    super(id);
    this.plugin = plugin;
    this.retention = retention;
  }

  /** Starts one that never makes a snapshot, but looks for one. */
  public static ActorRef<Command> start(ActorSystem<?> system, String name, String plugin) {
    return start(system, name, plugin, RetentionCriteria.disabled());
  }

  /** Starts one; nobody else of the same name may run. */
  public static ActorRef<Command> start(
      ActorSystem<?> system, String name, String plugin, RetentionCriteria retention) {
    return system.systemActorOf(
        new Counter(PersistenceId.ofUniqueId(name), plugin, retention),
        "counter-" + STARTED.incrementAndGet(),
        Props.empty());
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return retention;
  }

  @Override
  public String journalPluginId() {
    return plugin + ".journal";
  }

  @Override
  public String snapshotPluginId() {
    return plugin + ".snapshot";
  }

  @Override
  public Long emptyState() {
    return 0L;
  }

  @Override
  public CommandHandler<Command, String, Long> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Persist.class,
            command ->
                Effect().persist(EVENT).thenRun((Long count) -> command.done().complete(count)))
        .onCommand(
            Count.class,
            (count, command) -> {
              command.done().complete(count);
              return Effect().none();
            })
        .onCommand(
            Stop.class,
            (count, command) -> {
              command.done().complete(count);
              return Effect().stop();
            })
        .build();
  }

  @Override
  public EventHandler<Long, String> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent((count, event) -> count + 1);
  }
}
