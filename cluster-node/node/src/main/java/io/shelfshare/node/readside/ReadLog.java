package io.shelfshare.node.readside;

import io.shelfshare.journalstore.log.Lease;
import io.shelfshare.node.readside.LoggedState.Subject;
import io.shelfshare.node.readside.ReadLogTable.Log;
import io.shelfshare.node.readside.ReadLogTable.Segment;
import io.shelfshare.node.readside.ReadLogTable.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes what this node writes into the read tables as rows of one partition, a segment, since a
 * write costs the database about the same with one row of a partition or with many; {@link
 * LogFolding} brings them into the tables. Until then readers find them in the segments, of every
 * node, and lay them over the tables. Safe for use by any thread.
 */
final class ReadLog {
  private static final Duration SEGMENT_AGE = Duration.ofSeconds(30);

  /** So that a segment's partition stays below some 50 MB. */
  private static final int SEGMENT_ROWS = 100_000;

  private final ReadLogTable table;
  private final UUID id;
  private final String node;
  private final Lease lease;
  private final Clock clock;

  private final Object lock = new Object();
  private final Deque<Writing> unfolded = new ArrayDeque<>();
  private Optional<Writing> open = Optional.empty();
  private int next;
  private volatile boolean listed;

  /** A segment that this node has begun. Guarded by the lock. */
  private static final class Writing {
    private final int number;
    private final long begunMillis;
    private final CompletableFuture<Void> announced = new CompletableFuture<>();
    private int rows;
    private int underWay;

    private Writing(int number, long begunMillis) {
      this.number = number;
      this.begunMillis = begunMillis;
    }
  }

  /**
   * A log without segments yet.
   *
   * @param id new for every life of every node
   * @param node that life's name, by which others see whether it has ended
   * @param lease while it does not hold, nothing is said to be written: others may have folded and
   *     closed the log in the belief that this node has ended
   */
  ReadLog(ReadLogTable table, UUID id, String node, Lease lease, Clock clock) {
    this.table = table;
    this.id = id;
    this.node = node;
    this.lease = lease;
    this.clock = clock;
  }

  UUID id() {
    return id;
  }

  /** Durable, and found by every reader, once the stage completes. */
  CompletionStage<Void> append(List<LoggedState> states) {
    Writing segment;
    boolean begun;
    synchronized (lock) {
      begun = open.isEmpty();
      segment = open.orElseGet(this::begin);
      segment.rows += states.size();
      segment.underWay++;
      if (segment.rows >= SEGMENT_ROWS) {
        open = Optional.empty();
      }
    }
    if (begun) {
      announce(segment);
    }
    return segment
        .announced
        .thenCompose(done -> table.append(new Segment(id, segment.number), states))
        .whenComplete(
            (done, failure) -> {
              synchronized (lock) {
                segment.underWay--;
              }
            })
        .thenCompose(done -> lease.held());
  }

  private Writing begin() {
    Writing begun = new Writing(next++, clock.millis());
    unfolded.add(begun);
    open = Optional.of(begun);
    return begun;
  }

  private void announce(Writing segment) {
    CompletionStage<?> announced =
        listed ? table.extend(id, segment.number) : table.begin(id, node, segment.number);
    var unused =
        announced.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                listed = true;
                segment.announced.complete(null);
                return;
              }
              synchronized (lock) {
                open = open.filter(one -> one != segment);
              }
              segment.announced.completeExceptionally(failure);
            });
  }

  /** How many segments, from the first on, will not grow any more. */
  int completeTo() {
    synchronized (lock) {
      open = open.filter(one -> clock.millis() - one.begunMillis < SEGMENT_AGE.toMillis());
      int complete = unfolded.isEmpty() ? next : unfolded.getFirst().number;
      for (Writing segment : unfolded) {
        if (segment.underWay > 0 || open.filter(one -> one == segment).isPresent()) {
          break;
        }
        complete = segment.number + 1;
      }
      return complete;
    }
  }

  /** Segments below {@code first} are in the tables. */
  void foldedTo(int first) {
    synchronized (lock) {
      while (!unfolded.isEmpty() && unfolded.getFirst().number < first) {
        unfolded.removeFirst();
      }
    }
  }

  /** Every state of a place: those of the segments, and what {@code folded} reads. */
  CompletionStage<List<LoggedState>> readPlace(
      Subject subject, String place, Supplier<CompletionStage<List<LoggedState>>> folded) {
    return over(segment -> table.readPlace(segment, subject, place), folded)
        .thenApply(states -> List.copyOf(newest(states).values()));
  }

  /** A page of a place, newest first: of the segments, and of what {@code folded} reads. */
  CompletionStage<List<LoggedState>> readPage(
      Subject subject,
      String place,
      Window window,
      Supplier<CompletionStage<List<LoggedState>>> folded) {
    return over(segment -> table.readPage(segment, subject, place, window), folded)
        .thenApply(
            states ->
                newest(states).values().stream()
                    .sorted(LoggedState.NEWEST_FIRST)
                    .limit(window.limit())
                    .toList());
  }

  /**
   * Reads segments and table at once, but none before it is known which segments there are: what is
   * folded meanwhile stays in its segment for longer than a read takes.
   */
  private CompletionStage<List<LoggedState>> over(
      Function<Segment, CompletionStage<List<LoggedState>>> logged,
      Supplier<CompletionStage<List<LoggedState>>> folded) {
    return table
        .logs()
        .thenCompose(
            logs -> {
              CompletionStage<List<LoggedState>> all = folded.get();
              for (Segment segment : live(logs)) {
                all = all.thenCombine(logged.apply(segment), ReadLog::together);
              }
              return all;
            });
  }

  private static List<Segment> live(List<Log> logs) {
    List<Segment> live = new ArrayList<>();
    for (Log log : logs) {
      if (log.node().isPresent()) {
        for (int number = log.firstLive(); number <= log.lastLive(); number++) {
          live.add(new Segment(log.id(), number));
        }
      }
    }
    return live;
  }

  private static List<LoggedState> together(List<LoggedState> some, List<LoggedState> more) {
    if (more.isEmpty()) {
      return some;
    }
    List<LoggedState> all = new ArrayList<>(some.size() + more.size());
    all.addAll(some);
    all.addAll(more);
    return all;
  }

  private record Key(long at, String id) {}

  private static Map<Key, LoggedState> newest(List<LoggedState> states) {
    Map<Key, LoggedState> newest = new HashMap<>();
    for (LoggedState state : states) {
      newest.merge(
          new Key(state.at(), state.id()),
          state,
          (one, other) -> other.version() > one.version() ? other : one);
    }
    return newest;
  }
}
