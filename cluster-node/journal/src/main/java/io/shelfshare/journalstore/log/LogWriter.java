package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.shelfshare.journalstore.log.Incarnations.Incarnation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Writes this node's log. What entities persist while groups are on their way to Cassandra forms
 * the next group: one write of one partition, with a row for each event. Nothing waits for a group
 * to fill, so that a lone event goes at once.
 *
 * <p>An entity has one write under way at a time. A group that fails, or whose outcome is unknown,
 * fails exactly the writes in it, and ends the incarnations of their entities: what they write next
 * is of a new epoch, which voids what may have been stored.
 *
 * <p>Nothing is begun, and nothing that was stored is told of, but under the {@link Lease}: a
 * process that was frozen while others began its entities neither takes a later epoch than theirs
 * nor answers for what theirs make void. Safe for use by any thread.
 */
public final class LogWriter {
  /** Cassandra warns about batches over more partitions. */
  private static final int RUNS_AT_ONCE_MAX = 10;

  /** Of one partition: so that they stay below what Cassandra takes at once. */
  private static final int RUNS_OF_PERIOD_AT_ONCE_MAX = 100;

  private final LogTables tables;
  private final LogSettings settings;
  private final LongSupplier nanoTime;
  private final Lease lease;
  private final Object lock = new Object();
  private final Segment segment;
  private final Incarnations incarnations;
  private final Queue<Write> waiting = new ArrayDeque<>();
  private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();
  private int groupsInFlight;

  /**
   * Begins a log.
   *
   * @param log is nobody else's, now or later
   * @param nanoTime tells the age of segments
   */
  public LogWriter(
      LogTables tables, LogSettings settings, UUID log, LongSupplier nanoTime, Lease lease) {
    this.tables = tables;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.lease = lease;
    this.segment = new Segment(log, settings, nanoTime.getAsLong());
    this.incarnations = new Incarnations(settings.entitiesRememberedMax());
  }

  /**
   * Begins an incarnation of an entity, once what it had under way before is decided.
   *
   * @return where its events are
   */
  CompletionStage<RunIndex> begin(String entity) {
    return decided(entity)
        .thenCompose(decided -> claim(entity))
        .thenApply(
            claim -> {
              synchronized (lock) {
                incarnations.begin(entity, claim.epoch());
              }
              return claim.index();
            });
  }

  /** What an incarnation begins with. */
  private record Claim(RunIndex index, long epoch) {}

  /**
   * Reads the index and takes the next epoch. The lease is looked at last: where it holds, nobody
   * else has begun the entity before the index was read, and whoever does later, later by the clock
   * too, takes a later epoch, even where it does not see this one's.
   */
  private CompletionStage<Claim> claim(String entity) {
    return tables
        .runs()
        .read(entity)
        .thenCompose(
            index -> {
              Claim claim = new Claim(index, index.nextEpoch(lease.millis()));
              return lease.holds()
                  ? CompletableFuture.completedFuture(claim)
                  : lease.held().thenCompose(held -> claim(entity));
            });
  }

  private CompletionStage<Void> decided(String entity) {
    synchronized (lock) {
      CompletableFuture<Void> before = underWay.get(entity);
      return before == null
          ? CompletableFuture.completedFuture(null)
          : before.handle((written, failure) -> null);
    }
  }

  /**
   * Persists events of an entity, all or none.
   *
   * @param events in order, and at least one
   * @return when they are durable; fails when they are not, or when that is unknown
   */
  public CompletionStage<Void> write(String entity, List<StoredEvent> events) {
    Write write = Write.of(entity, events);
    boolean known;
    synchronized (lock) {
      CompletableFuture<Void> before = underWay.putIfAbsent(entity, write.done());
      if (before != null) {
        // After a failure there would be a gap, so this one fails with it.
        return before.thenCompose(written -> write(entity, events));
      }
      known = incarnations.of(entity).isPresent();
      if (known) {
        waiting.add(write);
      }
    }
    if (known) {
      pump();
    } else {
      lookUp(write);
    }
    return write.done();
  }

  private void lookUp(Write write) {
    var unused =
        claim(write.entity())
            .whenComplete(
                (claim, failure) -> {
                  if (failure != null) {
                    finish(List.of(write), Optional.of(failure));
                    return;
                  }
                  synchronized (lock) {
                    incarnations.begin(write.entity(), claim.epoch());
                    waiting.add(write);
                  }
                  pump();
                });
  }

  private void pump() {
    while (true) {
      Group group;
      synchronized (lock) {
        if (groupsInFlight >= settings.groupsInFlightMax() || waiting.isEmpty()) {
          return;
        }
        group = nextGroup();
        groupsInFlight++;
      }
      send(group);
    }
  }

  /**
   * The rows of one partition, and what the index must know before they count.
   *
   * @param runs of entities that have partitions of the index of their own
   * @param runsOfPeriods of others, by period
   */
  private record Group(
      List<Write> writes,
      List<BoundStatement> rows,
      List<BoundStatement> runs,
      Map<Long, List<BoundStatement>> runsOfPeriods) {
    Group() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    }

    List<BoundStatement> runsBeside(String entity) {
      OptionalLong period = Period.of(entity);
      return period.isPresent()
          ? runsOfPeriods.computeIfAbsent(period.getAsLong(), number -> new ArrayList<>())
          : runs;
    }
  }

  private Group nextGroup() {
    segment.roll(nanoTime.getAsLong());
    Group group = new Group();
    long bytes = 0;
    while (!waiting.isEmpty()) {
      Write write = waiting.element();
      boolean fits =
          group.rows().size() + write.events().size() <= settings.groupEventsMax()
              && bytes + write.bytes() <= settings.groupBytesMax();
      // One that is too large for any group goes alone.
      if (!fits && !group.writes().isEmpty()) {
        break;
      }
      waiting.remove();
      bytes += write.bytes();
      add(group, write);
    }
    return group;
  }

  private void add(Group group, Write write) {
    String entity = write.entity();
    Optional<Incarnation> known = incarnations.of(entity);
    if (known.isEmpty()) {
      // Forgotten while it waited: it takes the way of an entity that is not known.
      lookUp(write);
      return;
    }
    Incarnation incarnation = known.get();
    Optional<Run> before = incarnation.run().filter(segment::holds);
    Run run = before.orElseGet(() -> segment.run(incarnation.epoch(), write.first()));
    if (before.isEmpty()) {
      incarnation.continueIn(run);
      group.runsBeside(entity).add(tables.run(entity, run));
    }
    group.writes().add(write);
    segment.add(write);
    for (Write.Encoded event : write.events()) {
      group.rows().add(tables.event(run, entity, event.sequenceNr(), event.event()));
    }
  }

  private void send(Group group) {
    List<CompletableFuture<?>> parts = new ArrayList<>();
    try {
      parts.addAll(write(group.runs(), RUNS_AT_ONCE_MAX));
      for (List<BoundStatement> runs : group.runsOfPeriods().values()) {
        parts.addAll(write(runs, RUNS_OF_PERIOD_AT_ONCE_MAX));
      }
      if (!group.rows().isEmpty()) {
        parts.add(tables.write(group.rows()).toCompletableFuture());
      }
    } catch (RuntimeException e) {
      parts.add(CompletableFuture.failedFuture(e));
    }
    var unused =
        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
            .whenComplete(
                (written, failure) -> {
                  synchronized (lock) {
                    groupsInFlight--;
                  }
                  if (failure != null) {
                    finish(group.writes(), Optional.of(failure));
                  } else {
                    stored(group.writes());
                  }
                  pump();
                });
  }

  private List<CompletableFuture<?>> write(List<BoundStatement> runs, int atOnceMax) {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += atOnceMax) {
      int to = Math.min(from + atOnceMax, runs.size());
      writes.add(tables.write(runs.subList(from, to)).toCompletableFuture());
    }
    return writes;
  }

  /** What is stored is told of only by whom the cluster has not given up. */
  private void stored(List<Write> writes) {
    if (lease.holds()) {
      finish(writes, Optional.empty());
    } else {
      var unused =
          lease
              .held()
              .whenComplete((held, failure) -> finish(writes, Optional.ofNullable(failure)));
    }
  }

  private void finish(List<Write> writes, Optional<Throwable> failure) {
    synchronized (lock) {
      for (Write write : writes) {
        underWay.remove(write.entity());
        if (failure.isPresent()) {
          incarnations.end(write.entity());
        }
      }
    }
    for (Write write : writes) {
      failure.ifPresentOrElse(
          cause -> write.done().completeExceptionally(cause), () -> write.done().complete(null));
    }
  }
}
