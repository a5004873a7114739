package io.shelfshare.journalstore.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.shelfshare.journalstore.Counter;
import io.shelfshare.journalstore.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Compares the stock plugin with this one in one run, interleaved: event-sourced actors on a real
 * database, as Akka users have them.
 *
 * <p>Arguments: an empty folder, the folder of Cassandra's jars, seconds for each figure, rounds.
 */
public final class JournalTrial {
  private static final List<String> PLUGINS =
      List.of("akka.persistence.cassandra", "group-journal");
  private static final int ENTITIES = 10_000;
  private static final int RECOVERIES_IN_FLIGHT = 64;
  private static final int LONG_HISTORY = 100;

  private final ActorSystem<Void> system;
  private final long cassandraPid;
  private final int seconds;
  private int names;

  private JournalTrial(ActorSystem<Void> system, long cassandraPid, int seconds) {
    this.system = system;
    this.cassandraPid = cassandraPid;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) {
    int rounds = Integer.parseInt(arguments[3]);
    try (TestDatabase database = TestDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
      ActorSystem<Void> system =
          ActorSystem.create(Behaviors.empty(), "trial", database.configOfBoth());
      JournalTrial trial =
          new JournalTrial(system, database.cassandra().pid(), Integer.parseInt(arguments[2]));
      for (int round = 1; round <= rounds; round++) {
        for (String plugin : PLUGINS) {
          trial.run(plugin, "round %d %-26s".formatted(round, plugin));
        }
      }
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private void run(String plugin, String label) {
    List<String> names =
        IntStream.range(0, ENTITIES).mapToObj(i -> plugin + "-" + this.names + "-" + i).toList();
    this.names++;
    List<ActorRef<Counter.Command>> entities =
        timed(label + " new entities, first event ", names, plugin, Counter.Persist::new);
    for (int inFlight : new int[] {64, 256, 1024}) {
      persists(label, entities, inFlight);
    }
    stop(entities);
    stop(timed(label + " entities back           ", names, plugin, Counter.Count::new));
    longHistory(plugin, label);
  }

  /** Starts entities, some at a time, and waits for what they are told first. */
  private List<ActorRef<Counter.Command>> timed(
      String label,
      List<String> names,
      String plugin,
      Function<CompletableFuture<Long>, Counter.Command> first) {
    List<ActorRef<Counter.Command>> entities = new ArrayList<>();
    CpuTime before = CpuTime.now(cassandraPid);
    long start = System.nanoTime();
    AtomicLong left = new AtomicLong(names.size());
    CompletableFuture<Void> all = new CompletableFuture<>();
    Semaphore slots = new Semaphore(RECOVERIES_IN_FLIGHT);
    for (String name : names) {
      slots.acquireUninterruptibly();
      ActorRef<Counter.Command> entity = Counter.start(system, name, plugin);
      entities.add(entity);
      CompletableFuture<Long> done = new CompletableFuture<>();
      done.thenRun(
          () -> {
            slots.release();
            if (left.decrementAndGet() == 0) {
              all.complete(null);
            }
          });
      entity.tell(first.apply(done));
    }
    all.join();
    print(label, names.size(), start, before);
    return entities;
  }

  private void persists(String label, List<ActorRef<Counter.Command>> entities, int inFlight) {
    CpuTime before = CpuTime.now(cassandraPid);
    long start = System.nanoTime();
    long deadline = start + seconds * 1_000_000_000L;
    AtomicLong count = new AtomicLong();
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int worker = 0; worker < inFlight; worker++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      workers.add(end);
      next(entities, new Random(worker), count, deadline, end);
    }
    CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    print("%s persists, %4d in flight ".formatted(label, inFlight), count.get(), start, before);
  }

  private void next(
      List<ActorRef<Counter.Command>> entities,
      Random random,
      AtomicLong count,
      long deadline,
      CompletableFuture<Void> end) {
    if (System.nanoTime() > deadline) {
      end.complete(null);
      return;
    }
    CompletableFuture<Long> done = new CompletableFuture<>();
    done.thenRun(
        () -> {
          count.incrementAndGet();
          next(entities, random, count, deadline, end);
        });
    entities.get(random.nextInt(entities.size())).tell(new Counter.Persist(done));
  }

  private void stop(List<ActorRef<Counter.Command>> entities) {
    List<CompletableFuture<Long>> stopped = new ArrayList<>();
    for (ActorRef<Counter.Command> entity : entities) {
      CompletableFuture<Long> done = new CompletableFuture<>();
      stopped.add(done);
      entity.tell(new Counter.Stop(done));
    }
    CompletableFuture.allOf(stopped.toArray(CompletableFuture[]::new)).join();
  }

  /** How long one entity with many events takes to be back, one after the other. */
  private void longHistory(String plugin, String label) {
    String name = plugin + "-long-" + names++;
    ActorRef<Counter.Command> writer = Counter.start(system, name, plugin);
    for (int i = 0; i < LONG_HISTORY; i++) {
      CompletableFuture<Long> done = new CompletableFuture<>();
      writer.tell(new Counter.Persist(done));
      done.join();
    }
    stop(List.of(writer));
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      ActorRef<Counter.Command> entity = Counter.start(system, name, plugin);
      CompletableFuture<Long> done = new CompletableFuture<>();
      entity.tell(new Counter.Count(done));
      if (done.join() != LONG_HISTORY) {
        throw new IllegalStateException("events are missing");
      }
      micros.add((System.nanoTime() - start) / 1_000);
      stop(List.of(entity));
    }
    micros.sort(null);
    System.out.printf(
        "%s back after %d events     : median %.1f ms, worst %.1f ms%n",
        label, LONG_HISTORY, micros.get(25) / 1e3, micros.get(49) / 1e3);
  }

  private void print(String label, long count, long start, CpuTime before) {
    System.out.printf(
        "%s: %7.0f/s, %s%n",
        label,
        count * 1e9 / (System.nanoTime() - start),
        CpuTime.now(cassandraPid).each(before, count));
  }
}
