package io.shelfshare.node.openwork;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.shelfshare.node.openwork.OpenWorkTable.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the entities of one slice when their rows are due. One runs for each slice, somewhere in
 * the cluster. When it starts, and whenever a node is gone, it also looks at everybody who has a
 * row at all, since whoever died may have left publications unsent.
 *
 * <p>A bucket is read until its minute and a grace are over, which is how far clocks may differ;
 * the low-water mark stands at the oldest bucket that is not read whole or not answered. Wakes are
 * idempotent, so a second daemon or a repeated wake does no harm.
 */
public final class OpenWorkDaemon extends AbstractBehavior<OpenWorkDaemon.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(OpenWorkDaemon.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration PUT_ANEW_AFTER = Duration.ofMinutes(5);
  private static final int READS_MAX = 8;

  /**
   * Whoever waits for an answer comes first: each shard of a lost node gets its home after another,
   * and a look at everybody wants them all.
   */
  private static final Duration LOOK_AFTER = Duration.ofSeconds(2);

  /** What it hears. */
  public sealed interface Command {}

  private enum Tick implements Command {
    TICK
  }

  /** A node is gone: soon everybody is to be looked at. */
  private enum NodeGone implements Command {
    NODE_GONE
  }

  private enum LookAtAll implements Command {
    LOOK_AT_ALL
  }

  private record Started(long mark) implements Command {}

  private record Found(Read read, List<Work> works) implements Command {}

  private record ReadFailed(Read read, Throwable cause) implements Command {}

  private record Answered(Wake.Woken woken) implements Command {}

  private record Replaced(Work work) implements Command {}

  private record Failed(String what, Throwable cause) implements Command {}

  /** One bucket to read, for what is due or to look at all of it. */
  private record Read(long bucket, boolean all, Instant began) {}

  private final TimerScheduler<Command> timers;
  private final int slice;
  private final OpenWorkTable table;
  private final Wake.Calls calls;
  private final Clock clock;
  private final ActorRef<Wake.Woken> answers;
  private final WakeQueue queue = new WakeQueue();

  /** Buckets up to now that are not read whole; everything before the first is. */
  private final TreeSet<Long> unread = new TreeSet<>();

  private final Queue<Long> toLookAt = new ArrayDeque<>();
  private final TreeSet<Long> reading = new TreeSet<>();
  private int lookingAt;
  private OptionalLong mark = OptionalLong.empty();
  private long newest;

  private OpenWorkDaemon(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      int slice,
      OpenWorkTable table,
      Wake.Calls calls,
      Clock clock) {
    super(context);
    this.timers = timers;
    this.slice = slice;
    this.table = table;
    this.calls = calls;
    this.clock = clock;
    this.answers = context.messageAdapter(Wake.Woken.class, Answered::new);
    ActorRef<MemberRemoved> gone =
        context.messageAdapter(MemberRemoved.class, removed -> NodeGone.NODE_GONE);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(Subscribe.create(gone, MemberRemoved.class));
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
        .onMessage(NodeGone.class, gone -> lookSoon())
        .onMessage(LookAtAll.class, look -> onLookAtAll())
        .onMessage(Started.class, this::onStarted)
        .onMessage(Found.class, this::onFound)
        .onMessage(ReadFailed.class, this::onReadFailed)
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(Replaced.class, this::onReplaced)
        .onMessage(Failed.class, this::onFailed)
        .build();
  }

  private void readMark() {
    getContext()
        .pipeToSelf(
            table.readMark(slice),
            (OptionalLong read, Throwable failure) ->
                failure != null
                    ? new Failed("the mark cannot be read", failure)
                    : new Started(read.orElseThrow()));
  }

  private Behavior<Command> onStarted(Started started) {
    if (mark.isEmpty()) {
      mark = OptionalLong.of(started.mark());
      newest = started.mark() - 1;
      lookSoon();
      onTick();
    }
    return this;
  }

  private Behavior<Command> lookSoon() {
    timers.startSingleTimer(LookAtAll.LOOK_AT_ALL, LookAtAll.LOOK_AT_ALL, LOOK_AFTER);
    return this;
  }

  private Behavior<Command> onLookAtAll() {
    Instant now = clock.instant();
    toLookAt.clear();
    long last = OpenWorkTable.bucket(now.plus(OpenWorkTable.HORIZON));
    for (long bucket = OpenWorkTable.bucket(now); bucket <= last; bucket++) {
      toLookAt.add(bucket);
    }
    return this;
  }

  private Behavior<Command> onTick() {
    if (mark.isEmpty()) {
      readMark();
      return this;
    }
    Instant now = clock.instant();
    for (; newest < OpenWorkTable.bucket(now); newest++) {
      unread.add(newest + 1);
    }
    for (Work work : queue.giveUpLate(now)) {
      LOG.warn("Nobody answers, so it is woken again in a while: {}", work);
      putAnew(work, now);
    }
    moveMark();
    readMore(now);
    wakeMore(now);
    return this;
  }

  private void readMore(Instant now) {
    for (long bucket : unread) {
      if (reading.size() + lookingAt >= READS_MAX) {
        return;
      }
      if (reading.add(bucket)) {
        read(new Read(bucket, false, now), now);
      }
    }
    while (reading.size() + lookingAt < READS_MAX && !toLookAt.isEmpty()) {
      lookingAt++;
      read(new Read(toLookAt.remove(), true, now), now.plus(OpenWorkTable.HORIZON));
    }
  }

  private void read(Read read, Instant dueMax) {
    getContext()
        .pipeToSelf(
            table.read(slice, read.bucket(), dueMax),
            (works, failure) ->
                failure != null ? new ReadFailed(read, failure) : new Found(read, works));
  }

  private void readEnded(Read read) {
    if (read.all()) {
      lookingAt--;
    } else {
      reading.remove(read.bucket());
    }
  }

  private Behavior<Command> onFound(Found found) {
    Read read = found.read();
    readEnded(read);
    found.works().forEach(read.all() ? queue::addLookedAt : queue::addDue);
    boolean whole = OpenWorkTable.endOf(read.bucket()).plus(GRACE).isBefore(read.began());
    if (!read.all() && whole) {
      unread.remove(read.bucket());
    }
    Instant now = clock.instant();
    wakeMore(now);
    // What is read whole makes room for the next; what is not is read again with the next tick.
    if (read.all() || whole) {
      readMore(now);
    }
    return this;
  }

  private Behavior<Command> onReadFailed(ReadFailed failed) {
    readEnded(failed.read());
    if (failed.read().all()) {
      toLookAt.add(failed.read().bucket());
    }
    // Without its stack: while the database is away this is said by every slice every second.
    LOG.warn("Open work of slice {} is read again soon: {}", slice, failed.cause().toString());
    return this;
  }

  private void wakeMore(Instant now) {
    queue.nextDue(now).forEach(work -> wake(work, true, now));
    queue.nextLookedAt(now).forEach(work -> wake(work, false, now));
  }

  private void wake(Work work, boolean spent, Instant now) {
    Wake.Call call = calls.byType().get(work.entityType());
    if (call != null) {
      call.wake(new Wake.Up(work, spent, answers));
    } else if (spent) {
      // A newer node put it; in a while this daemon may run on one of those.
      LOG.error("Open work of a type that is not known here: {}", work);
      putAnew(work, now);
    }
  }

  private void putAnew(Work work, Instant now) {
    Work later = new Work(now.plus(PUT_ANEW_AFTER), work.entityType(), work.entityId());
    getContext()
        .pipeToSelf(
            table.put(later),
            (put, failure) ->
                failure != null ? new Failed("a row cannot be put", failure) : new Replaced(work));
  }

  private Behavior<Command> onAnswered(Answered answer) {
    queue.answered(answer.woken().work(), answer.woken().spent());
    wakeMore(clock.instant());
    return this;
  }

  private Behavior<Command> onReplaced(Replaced replaced) {
    queue.replaced(replaced.work());
    return this;
  }

  private Behavior<Command> onFailed(Failed failed) {
    LOG.warn("Open work of slice {}: {}", slice, failed.what(), failed.cause());
    return this;
  }

  private void moveMark() {
    long whole = unread.isEmpty() ? newest : unread.first();
    long moved = Math.min(whole, queue.oldestOpen().orElse(whole));
    if (moved > mark.orElseThrow()) {
      mark = OptionalLong.of(moved);
      queue.forgetBefore(moved);
      getContext()
          .pipeToSelf(
              table.writeMark(slice, moved),
              (written, failure) ->
                  failure != null ? new Failed("the mark is written later", failure) : Tick.TICK);
    }
  }
}
