package io.shelfshare.node.openwork;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.shelfshare.node.openwork.OpenWorkTable.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the entities of one slice when their rows are due. One runs for each slice, somewhere in
 * the cluster; where it starts anew it first wakes everybody who has a row at all, since the node
 * that ran it may have died with publications unsent.
 *
 * <p>A bucket is done when its minute is over, a grace has passed for rows that were late, and
 * every row was answered; only then the low-water mark moves. Wakes are idempotent, so a second
 * daemon or a repeated wake does no harm.
 */
public final class OpenWorkDaemon extends AbstractBehavior<OpenWorkDaemon.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(OpenWorkDaemon.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final int UNDER_WAY_MAX = 128;

  /** What it hears. */
  public sealed interface Command {}

  private enum Tick implements Command {
    TICK
  }

  private record Started(long mark) implements Command {}

  private record Found(List<Work> works) implements Command {}

  private record ReadFailed(Throwable cause) implements Command {}

  private record Answered(Work work) implements Command {}

  private record MarkWritten() implements Command {}

  private final int slice;
  private final OpenWorkTable table;
  private final Wake.Calls calls;
  private final Clock clock;
  private final ActorRef<Wake.Woken> answers;

  /** Rows that were due and answered, kept until their bucket is done. */
  private final Set<Work> answered = new HashSet<>();

  private final Set<Work> waiting = new LinkedHashSet<>();
  private final Map<Work, Instant> underWay = new HashMap<>();
  private OptionalLong mark = OptionalLong.empty();
  private int readsUnderWay;
  private boolean roundFailed;
  private Instant roundBegan = Instant.MIN;

  private OpenWorkDaemon(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      int slice,
      OpenWorkTable table,
      Wake.Calls calls,
      Clock clock) {
    super(context);
    this.slice = slice;
    this.table = table;
    this.calls = calls;
    this.clock = clock;
    this.answers = context.messageAdapter(Wake.Woken.class, woken -> new Answered(woken.work()));
    timers.startTimerWithFixedDelay(Tick.TICK, TICK);
    readMark();
  }

  /** The daemon of one slice. */
  public static Behavior<Command> create(
      int slice, OpenWorkTable table, Wake.Calls calls, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new OpenWorkDaemon(context, timers, slice, table, calls, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(Started.class, this::onStarted)
        .onMessage(Found.class, this::onFound)
        .onMessage(ReadFailed.class, this::onReadFailed)
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(MarkWritten.class, written -> this)
        .build();
  }

  private void readMark() {
    readsUnderWay++;
    getContext()
        .pipeToSelf(
            table.readMark(slice),
            (OptionalLong read, Throwable failure) ->
                failure != null
                    ? new ReadFailed(failure)
                    : new Started(read.orElse(OpenWorkTable.bucket(clock.instant()))));
  }

  private Behavior<Command> onStarted(Started started) {
    readsUnderWay--;
    mark = OptionalLong.of(started.mark());
    readRound(clock.instant().plus(OpenWorkTable.HORIZON));
    return this;
  }

  private Behavior<Command> onTick() {
    Instant now = clock.instant();
    if (readsUnderWay == 0) {
      if (mark.isEmpty()) {
        readMark();
      } else {
        closeBuckets();
        readRound(now);
      }
    }
    underWay.entrySet().removeIf(w -> retried(w, now));
    wakeWaiting(now);
    return this;
  }

  private boolean retried(Map.Entry<Work, Instant> wake, Instant now) {
    boolean late = wake.getValue().plus(ANSWER_WITHIN).isBefore(now);
    if (late) {
      LOG.info("No answer yet, woken again: {}", wake.getKey());
      waiting.add(wake.getKey());
    }
    return late;
  }

  private void readRound(Instant dueMax) {
    roundBegan = clock.instant();
    roundFailed = false;
    for (long bucket = mark.orElseThrow(); bucket <= OpenWorkTable.bucket(dueMax); bucket++) {
      readsUnderWay++;
      getContext()
          .pipeToSelf(
              table.read(slice, bucket, dueMax),
              (works, failure) -> failure != null ? new ReadFailed(failure) : new Found(works));
    }
  }

  private Behavior<Command> onFound(Found found) {
    readsUnderWay--;
    for (Work work : found.works()) {
      if (!answered.contains(work) && !underWay.containsKey(work)) {
        waiting.add(work);
      }
    }
    wakeWaiting(clock.instant());
    return this;
  }

  private Behavior<Command> onReadFailed(ReadFailed failed) {
    readsUnderWay--;
    roundFailed = true;
    LOG.warn("Open work of slice {} is read again soon", slice, failed.cause());
    return this;
  }

  private void wakeWaiting(Instant now) {
    var next = waiting.iterator();
    while (underWay.size() < UNDER_WAY_MAX && next.hasNext()) {
      Work work = next.next();
      next.remove();
      Wake.Call call = calls.byType().get(work.entityType());
      if (call == null) {
        throw new IllegalStateException("Open work of an unknown type: " + work);
      }
      underWay.put(work, now);
      call.wake(work, answers);
    }
  }

  private Behavior<Command> onAnswered(Answered answer) {
    Work work = answer.work();
    underWay.remove(work);
    Instant now = clock.instant();
    // What a first look woke before its time is woken again when it is due.
    if (!work.due().isAfter(now)) {
      waiting.remove(work);
      answered.add(work);
    }
    wakeWaiting(now);
    return this;
  }

  /**
   * Moves the mark over the buckets that were read whole after their grace, and are all answered.
   */
  private void closeBuckets() {
    if (roundFailed) {
      return;
    }
    Set<Long> open = new HashSet<>();
    List<Work> unanswered = new ArrayList<>(waiting);
    unanswered.addAll(underWay.keySet());
    unanswered.forEach(work -> open.add(OpenWorkTable.bucket(work.due())));
    long before = mark.orElseThrow();
    long closed = before;
    while (OpenWorkTable.endOf(closed).plus(GRACE).isBefore(roundBegan) && !open.contains(closed)) {
      closed++;
    }
    if (closed > before) {
      long done = closed;
      mark = OptionalLong.of(done);
      answered.removeIf(work -> OpenWorkTable.bucket(work.due()) < done);
      getContext()
          .pipeToSelf(
              table.writeMark(slice, done),
              (written, failure) -> {
                if (failure != null) {
                  LOG.warn("The mark of slice {} is written again later", slice, failure);
                }
                return new MarkWritten();
              });
    }
  }
}
