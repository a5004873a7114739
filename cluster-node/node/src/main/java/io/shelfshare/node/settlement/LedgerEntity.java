package io.shelfshare.node.settlement;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.node.Alarm;
import io.shelfshare.node.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A part of the books between two owners. Key: the pair and the number of the part.
 *
 * <p>Life: empty → postings, for ever. Orders tell it their steps until they hear that they were
 * taken, and they hear that only once the postings can be read. So it needs no row in the open
 * work: whatever it has not made readable is told to it again.
 */
public final class LedgerEntity
    extends EventSourcedBehavior<LedgerEntity.Command, LedgerEvent, Ledger> {
  /** The sharded type. */
  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "Ledger");

  private static final int SNAPSHOT_EVERY = 500;

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** An order's step; it is told until it is told {@link Taken}. */
  public record Take(PostingStep step, ActorRef<Taken> replyTo) implements Command {}

  /** All that the step brought about stands in the books and can be read. */
  public record Taken(OrderId order, long step, OwnerPair pair) implements Wire {}

  private record Written(long upTo, boolean failed) implements Command {}

  private enum Tick implements Command {
    TICK
  }

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  /** Where postings become readable. */
  interface Pages {
    /** Durable once the stage completes; the same again changes nothing. */
    CompletionStage<Done> write(List<Posting> postings, BooksTable.Standing standing);
  }

  private record Waiting(long number, Taken answer, ActorRef<Taken> replyTo) {}

  private final ActorContext<Command> context;
  private final Alarm<Command> alarm;
  private final OwnerPair pair;
  private final int part;
  private final Pages pages;
  private final Duration retryAfter;
  private final Clock clock;
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean writing;

  private LedgerEntity(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      OwnerPair pair,
      int part,
      Pages pages,
      Duration retryAfter,
      Clock clock) {
    super(PersistenceId.of(KEY.name(), id(pair, part)));
    this.context = context;
    this.alarm = new Alarm<>(timers, Tick.TICK);
    this.pair = pair;
    this.part = part;
    this.pages = pages;
    this.retryAfter = retryAfter;
    this.clock = clock;
  }

  /** The entity id of a part of the books between two owners. */
  public static String id(OwnerPair pair, int part) {
    return part + "/" + pair;
  }

  /**
   * The entity of an id that {@link #id} made.
   *
   * @param retryAfter when a write that failed is done again
   */
  static Behavior<Command> create(String id, Pages pages, Duration retryAfter, Clock clock) {
    int slash = id.indexOf('/');
    int part = Integer.parseInt(id.substring(0, slash));
    OwnerPair pair = OwnerPair.parse(id.substring(slash + 1));
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new LedgerEntity(context, timers, pair, part, pages, retryAfter, clock)));
  }

  @Override
  public Ledger emptyState() {
    return new Ledger(pair);
  }

  @Override
  public CommandHandler<Command, LedgerEvent, Ledger> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Take.class, this::onTake)
        .onCommand(Written.class, this::onWritten)
        .onCommand(Tick.class, (ledger, tick) -> onTick(ledger))
        .onCommand(Stop.class, stop -> Effect().stop())
        .build();
  }

  private Instant now() {
    return clock.instant();
  }

  private Effect<LedgerEvent, Ledger> onTake(Ledger ledger, Take command) {
    PostingStep step = command.step();
    List<LedgerEvent> events = ledger.take(step, now()).events();
    Taken taken = new Taken(step.order(), step.step(), pair);
    if (events.isEmpty()) {
      answerOnceReadable(ledger, taken, command.replyTo());
      return Effect().none();
    }
    return Effect()
        .persist(events)
        .thenRun((Ledger after) -> answerOnceReadable(after, taken, command.replyTo()));
  }

  private void answerOnceReadable(Ledger ledger, Taken taken, ActorRef<Taken> replyTo) {
    if (ledger.unread().isEmpty()) {
      replyTo.tell(taken);
      return;
    }
    waiting.add(new Waiting(ledger.postings(), taken, replyTo));
    write(ledger);
  }

  /** One write at a time; what comes meanwhile goes with the next. */
  private void write(Ledger ledger) {
    List<Posting> unread = ledger.unread();
    if (writing || unread.isEmpty()) {
      return;
    }
    writing = true;
    long upTo = ledger.postings();
    context.pipeToSelf(
        pages.write(unread, new BooksTable.Standing(pair, part, upTo, ledger.turnovers())),
        (done, failure) -> {
          if (failure != null) {
            context.getLog().warn("The books between {} are written later", pair, failure);
          }
          return new Written(upTo, failure != null);
        });
  }

  private Effect<LedgerEvent, Ledger> onWritten(Ledger ledger, Written written) {
    writing = false;
    if (written.failed()) {
      alarm.setFor(now().plus(retryAfter), now());
      return Effect().none();
    }
    ledger.readable(written.upTo());
    waiting.removeIf(
        one -> {
          boolean readable = one.number() <= written.upTo();
          if (readable) {
            one.replyTo().tell(one.answer());
          }
          return readable;
        });
    write(ledger);
    return Effect().none();
  }

  private Effect<LedgerEvent, Ledger> onTick(Ledger ledger) {
    alarm.rang();
    write(ledger);
    return Effect().none();
  }

  @Override
  public EventHandler<Ledger, LedgerEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (ledger, event) -> {
              ledger.apply(event);
              return ledger;
            });
  }

  @Override
  public SignalHandler<Ledger> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), this::write).build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
  }

  /** Copies the mutable books, in their own thread, before they are written in another. */
  @Override
  public SnapshotAdapter<Ledger> snapshotAdapter() {
    return new SnapshotAdapter<>() {
      @Override
      public Object toJournal(Ledger ledger) {
        return ledger.state();
      }

      @Override
      public Ledger fromJournal(Object written) {
        return Ledger.of((Ledger.State) written);
      }
    };
  }
}
