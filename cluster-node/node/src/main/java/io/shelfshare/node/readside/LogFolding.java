package io.shelfshare.node.readside;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.node.readside.ReadLogTable.Log;
import io.shelfshare.node.readside.ReadLogTable.Segment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings complete segments of logs into the read tables, place by place, so that many states share
 * a write of their partition: those of this node, and on one node of the cluster those that ended
 * nodes left. Every step can be done twice, and by two nodes at once; nothing is lost by a stop
 * after any of them.
 */
final class LogFolding extends AbstractBehavior<LogFolding.Command> {
  private static final Logger LOG = LoggerFactory.getLogger(LogFolding.class);

  /**
   * The times of its steps.
   *
   * @param kept how long a folded segment stays, for whoever is about to read it
   * @param left how long a log has to be without its node before another node folds it
   */
  record Times(Duration lookEvery, Duration kept, Duration left) {
    static final Times USUAL =
        new Times(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30));
  }

  /** What it hears. */
  sealed interface Command {}

  private enum Look implements Command {
    LOOK
  }

  private record Found(List<Log> logs) implements Command {}

  private record Done() implements Command {}

  private record Failed(Throwable cause) implements Command {}

  /**
   * What it works with.
   *
   * @param own the log of this node
   * @param row makes the row of its table from a state
   * @param left whether the node of that name has ended, and it is this one that sees to its log
   */
  record Surroundings(
      CqlSession session,
      ReadLogTable table,
      ReadLog own,
      Function<LoggedState, Statement<?>> row,
      Predicate<String> left,
      Times times,
      Clock clock) {}

  private final Surroundings around;
  private final ReadLogTable table;
  private final Map<UUID, Instant> leftSince = new HashMap<>();
  private final Map<UUID, Deque<Folded>> folded = new HashMap<>();
  private boolean busy;

  /** Since when everything of a log below a segment is in the tables. */
  private record Folded(int below, Instant since) {}

  private LogFolding(
      ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    super(context);
    this.around = around;
    this.table = around.table();
    timers.startTimerWithFixedDelay(Look.LOOK, around.times().lookEvery());
  }

  static Behavior<Command> create(Surroundings around) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new LogFolding(context, timers, around)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(
            Look.class,
            look -> {
              if (!busy) {
                busy = true;
                pipe(table.logs(), Found::new);
              }
              return this;
            })
        .onMessage(
            Found.class,
            found -> {
              pipe(tend(found.logs()), done -> new Done());
              return this;
            })
        .onMessage(
            Done.class,
            done -> {
              busy = false;
              return this;
            })
        .onMessage(
            Failed.class,
            failed -> {
              busy = false;
              LOG.warn("Logs of the read tables are folded later", failed.cause());
              return this;
            })
        .build();
  }

  private <T> void pipe(CompletionStage<T> stage, Function<T, Command> found) {
    getContext()
        .pipeToSelf(
            stage, (value, failure) -> failure != null ? new Failed(failure) : found.apply(value));
  }

  /** Takes each log one step on, one after the other. */
  private CompletionStage<?> tend(List<Log> logs) {
    Instant now = around.clock().instant();
    leftSince.keySet().retainAll(logs.stream().map(Log::id).collect(Collectors.toSet()));
    folded.keySet().retainAll(logs.stream().map(Log::id).collect(Collectors.toSet()));
    CompletionStage<?> done = CompletableFuture.completedFuture(null);
    for (Log log : logs) {
      if (log.id().equals(around.own().id())) {
        done = after(done, () -> fold(log, around.own().completeTo()));
        done = after(done, deletion(log, now));
      } else if (log.node().isEmpty()) {
        done = after(done, () -> table.delete(log.id()));
      } else if (isLeft(log, now)) {
        done = after(done, () -> fold(log, log.lastLive() + 1));
        done = after(done, deletion(log, now));
        if (log.firstKept() > log.lastLive()) {
          done = after(done, () -> table.delete(log.id()));
        }
      }
    }
    return done;
  }

  private interface Step {
    CompletionStage<?> take();
  }

  private static CompletionStage<?> after(CompletionStage<?> done, Step step) {
    return done.thenCompose(before -> step.take());
  }

  private boolean isLeft(Log log, Instant now) {
    if (!around.left().test(log.node().orElseThrow())) {
      leftSince.remove(log.id());
      return false;
    }
    Instant since = leftSince.computeIfAbsent(log.id(), id -> now);
    return !now.isBefore(since.plus(around.times().left()));
  }

  /** Segment by segment, so that what is folded is not folded again. */
  private CompletionStage<?> fold(Log log, int to) {
    CompletionStage<?> done = CompletableFuture.completedFuture(null);
    for (int number = log.firstLive(); number < to; number++) {
      Segment segment = new Segment(log.id(), number);
      done = after(done, () -> table.forEachPage(segment, this::intoTables));
      done = after(done, () -> table.setFirstLive(log.id(), segment.number() + 1));
      if (log.id().equals(around.own().id())) {
        done = done.thenRun(() -> around.own().foldedTo(segment.number() + 1));
      }
    }
    return done;
  }

  private CompletionStage<Void> intoTables(List<LoggedState> states) {
    return Groups.executeCalmly(
        around.session(), states.stream().<Statement<?>>map(around.row()).toList());
  }

  /** Takes away what has been in the tables for long enough. */
  private Step deletion(Log log, Instant now) {
    Deque<Folded> times = folded.computeIfAbsent(log.id(), id -> new ArrayDeque<>());
    if (times.isEmpty() || times.getLast().below() < log.firstLive()) {
      times.addLast(new Folded(log.firstLive(), now));
    }
    int kept = log.firstKept();
    while (!times.isEmpty()
        && !now.isBefore(times.getFirst().since().plus(around.times().kept()))) {
      kept = times.removeFirst().below();
    }
    int first = kept;
    return () -> {
      CompletionStage<?> done = CompletableFuture.completedFuture(null);
      for (int number = log.firstKept(); number < first; number++) {
        Segment segment = new Segment(log.id(), number);
        done = after(done, () -> table.delete(segment));
      }
      return first > log.firstKept()
          ? after(done, () -> table.setFirstKept(log.id(), first))
          : done;
    };
  }
}
