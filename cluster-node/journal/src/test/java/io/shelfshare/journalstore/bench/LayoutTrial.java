package io.shelfshare.journalstore.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.shelfshare.local.cassandra.CassandraSettings;
import io.shelfshare.local.cassandra.ManagedCassandra;
import io.shelfshare.local.process.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Compares layouts of a journal with nothing but the driver: how many durable events a second, and
 * the CPU time of this process and of Cassandra for each. Every worker has one event under way, as
 * an entity has; every entity lives for a few events, as a request or an order does.
 *
 * <p>Arguments: folder, folder of Cassandra's jars, seconds a run, events of an entity.
 */
public final class LayoutTrial {
  private static final int EVENT_BYTES = 200;
  private static final int SEGMENT_EVENTS = 100_000;
  private static final int GROUPS_MAX = 2;

  private final CqlSession session;
  private final int life;
  private final Path stat;

  private LayoutTrial(CqlSession session, int life, long pid) {
    this.session = session;
    this.life = life;
    this.stat = Path.of("/proc/" + pid + "/stat");
  }

  private record Event(String entity, long seq, CompletableFuture<Void> done) {}

  private interface Layout {
    CompletionStage<?> write(List<Event> group);

    default int groupMax() {
      return 128;
    }

    default int groups() {
      return GROUPS_MAX;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[2]);
    int life = Integer.parseInt(arguments[3]);
    try (ManagedCassandra cassandra =
            ManagedCassandra.start(
                CassandraSettings.in(folder, Path.of(arguments[1])), Progress.silent());
        CqlSession session =
            CqlSession.builder()
                .addContactPoint(cassandra.contactPoint())
                .withLocalDatacenter(cassandra.datacenter())
                .build()) {
      session.execute(
          "CREATE KEYSPACE IF NOT EXISTS trial WITH replication = {'class': 'SimpleStrategy',"
              + " 'replication_factor': 1}");
      session.execute("USE trial");
      LayoutTrial trial = new LayoutTrial(session, life, cassandra.pid());
      trial.run("warm-up", 64, trial.entityRows(false), 2 * seconds);
      trial.run("warm-up", 64, trial.logRows(true), 2 * seconds);
      for (int round = 0; round < 2; round++) {
        for (int inFlight : new int[] {64, 256}) {
          trial.run("b single", inFlight, trial.entityRows(false), seconds);
          trial.run("a rows, index ", inFlight, trial.logRows(true), seconds);
          trial.run("a rows        ", inFlight, trial.logRows(false), seconds);
          trial.run("a1 cell, index", inFlight, trial.logCells(true), seconds);
          trial.run("a1 cell       ", inFlight, trial.logCells(false), seconds);
          trial.run("c blob, index ", inFlight, trial.logBlobs(), seconds);
        }
      }
    }
  }

  private Layout entityRows(boolean grouped) {
    session.execute(
        "CREATE TABLE IF NOT EXISTS b (pid text, seq bigint, epoch bigint, ser int, manifest text,"
            + " event blob, PRIMARY KEY (pid, seq))");
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO b (pid, seq, epoch, ser, manifest, event) VALUES (?, ?, 1, 7, 'm', ?)");
    return new Layout() {
      @Override
      public CompletionStage<?> write(List<Event> group) {
        if (group.size() == 1) {
          Event e = group.get(0);
          return session.executeAsync(insert.bind(e.entity(), e.seq(), payload()));
        }
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        group.forEach(e -> batch.addStatement(insert.bind(e.entity(), e.seq(), payload())));
        return session.executeAsync(batch.build());
      }

      @Override
      public int groupMax() {
        return grouped ? 32 : 1;
      }

      @Override
      public int groups() {
        return grouped ? GROUPS_MAX : 10_000;
      }
    };
  }

  private Layout logRows(boolean withIndex) {
    session.execute(
        "CREATE TABLE IF NOT EXISTS a (log bigint, segment bigint, pid text, seq bigint, epoch"
            + " bigint, ser int, manifest text, event blob, PRIMARY KEY ((log, segment), pid,"
            + " seq))");
    session.execute(
        "CREATE TABLE IF NOT EXISTS a_index (pid text, log bigint, segment bigint, PRIMARY KEY"
            + " (pid, log, segment))");
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO a (log, segment, pid, seq, epoch, ser, manifest, event) VALUES (1, ?, ?,"
                + " ?, 1, 7, 'm', ?)");
    PreparedStatement index =
        session.prepare("INSERT INTO a_index (pid, log, segment) VALUES (?, 1, ?)");
    return new Layout() {
      private long written;

      @Override
      public CompletionStage<?> write(List<Event> group) {
        written += group.size();
        long segment = written / SEGMENT_EVENTS;
        List<CompletableFuture<?>> all = new ArrayList<>();
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        BatchStatementBuilder indexed = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        for (Event e : group) {
          batch.addStatement(insert.bind(segment, e.entity(), e.seq(), payload()));
          if (withIndex && e.seq() == 1) {
            indexed.addStatement(index.bind(e.entity(), segment));
          }
        }
        if (indexed.getStatementsCount() > 0) {
          all.add(session.executeAsync(indexed.build()).toCompletableFuture());
        }
        all.add(session.executeAsync(batch.build()).toCompletableFuture());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
      }
    };
  }

  private Layout logCells(boolean withIndex) {
    session.execute(
        "CREATE TABLE IF NOT EXISTS a1 (log bigint, segment bigint, pid text, seq bigint, event"
            + " blob, PRIMARY KEY ((log, segment), pid, seq))");
    session.execute(
        "CREATE TABLE IF NOT EXISTS a_index (pid text, log bigint, segment bigint, PRIMARY KEY"
            + " (pid, log, segment))");
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO a1 (log, segment, pid, seq, event) VALUES (1, ?, ?," + " ?, ?)");
    PreparedStatement index =
        session.prepare("INSERT INTO a_index (pid, log, segment) VALUES (?, 1, ?)");
    return new Layout() {
      private long written;

      @Override
      public CompletionStage<?> write(List<Event> group) {
        written += group.size();
        long segment = written / SEGMENT_EVENTS;
        List<CompletableFuture<?>> all = new ArrayList<>();
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        BatchStatementBuilder indexed = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        for (Event e : group) {
          batch.addStatement(insert.bind(segment, e.entity(), e.seq(), payload()));
          if (withIndex && e.seq() == 1) {
            indexed.addStatement(index.bind(e.entity(), segment));
          }
        }
        if (indexed.getStatementsCount() > 0) {
          all.add(session.executeAsync(indexed.build()).toCompletableFuture());
        }
        all.add(session.executeAsync(batch.build()).toCompletableFuture());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
      }
    };
  }

  private Layout logBlobs() {
    session.execute(
        "CREATE TABLE IF NOT EXISTS c (log bigint, segment bigint, nr bigint, epoch bigint, events"
            + " blob, PRIMARY KEY ((log, segment), nr))");
    session.execute(
        "CREATE TABLE IF NOT EXISTS c_index (pid text, log bigint, segment bigint, PRIMARY KEY"
            + " (pid, log, segment))");
    PreparedStatement insert =
        session.prepare("INSERT INTO c (log, segment, nr, epoch, events) VALUES (1, ?, ?, 1, ?)");
    PreparedStatement index =
        session.prepare("INSERT INTO c_index (pid, log, segment) VALUES (?, 1, ?)");
    return new Layout() {
      private long written;

      @Override
      public CompletionStage<?> write(List<Event> group) {
        written += group.size();
        long segment = written / SEGMENT_EVENTS;
        List<CompletableFuture<?>> all = new ArrayList<>();
        BatchStatementBuilder indexed = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        ByteBuffer blob = ByteBuffer.allocate(group.size() * (EVENT_BYTES + 70));
        for (Event e : group) {
          blob.put(e.entity().getBytes(java.nio.charset.StandardCharsets.UTF_8)).put(payload());
          if (e.seq() == 1) {
            indexed.addStatement(index.bind(e.entity(), segment));
          }
        }
        blob.flip();
        if (indexed.getStatementsCount() > 0) {
          all.add(session.executeAsync(indexed.build()).toCompletableFuture());
        }
        all.add(session.executeAsync(insert.bind(segment, written, blob)).toCompletableFuture());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
      }
    };
  }

  private static ByteBuffer payload() {
    return ByteBuffer.wrap(new byte[EVENT_BYTES]);
  }

  private void run(String name, int inFlight, Layout layout, int seconds) throws Exception {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    Lane lane = new Lane(layout);
    long[] before = {cassandraMillis(), ownMillis()};
    long start = System.nanoTime();
    long[] counts = new long[inFlight];
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < inFlight; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      workers.add(end);
      next(lane, i, counts, deadline, end);
    }
    CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    double took = (System.nanoTime() - start) / 1e9;
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    System.out.printf(
        "%s in flight %4d: %6.0f/s, group %5.1f, CPU us/event: app %5.1f cassandra %5.1f sum"
            + " %5.1f%n",
        name,
        inFlight,
        total / took,
        (double) total / lane.groups,
        (ownMillis() - before[1]) * 1000.0 / total,
        (cassandraMillis() - before[0]) * 1000.0 / total,
        (ownMillis() - before[1] + cassandraMillis() - before[0]) * 1000.0 / total);
  }

  private void next(
      Lane lane, int worker, long[] counts, long deadline, CompletableFuture<Void> end) {
    if (System.nanoTime() > deadline) {
      end.complete(null);
      return;
    }
    long n = counts[worker]++;
    String entity = "TransferRequest|" + worker + "-5a2b7c40-7e0f-4b0a-9d55-" + n / life;
    Event event = new Event(entity, n % life + 1, new CompletableFuture<>());
    event.done().whenComplete((d, failure) -> next(lane, worker, counts, deadline, end));
    lane.offer(event);
  }

  private static final class Lane {
    private final Layout layout;
    private final Queue<Event> waiting = new ArrayDeque<>();
    private int running;
    private long groups;

    Lane(Layout layout) {
      this.layout = layout;
    }

    void offer(Event event) {
      synchronized (this) {
        waiting.add(event);
      }
      pump();
    }

    private void pump() {
      while (true) {
        List<Event> group = new ArrayList<>();
        CompletionStage<?> written;
        synchronized (this) {
          if (running >= layout.groups() || waiting.isEmpty()) {
            return;
          }
          while (!waiting.isEmpty() && group.size() < layout.groupMax()) {
            group.add(waiting.remove());
          }
          running++;
          groups++;
          written = layout.write(group);
        }
        written.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
              }
              synchronized (this) {
                running--;
              }
              // Whoever was answered has its next event here before the next group is taken.
              group.forEach(event -> event.done().complete(null));
              pump();
            });
      }
    }
  }

  private long cassandraMillis() throws IOException {
    String[] fields = Files.readString(stat).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10;
  }

  private static long ownMillis() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1_000_000;
  }
}
