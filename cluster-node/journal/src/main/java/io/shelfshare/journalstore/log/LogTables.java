package io.shelfshare.journalstore.log;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The statements of the log. Each may be repeated without harm: rows are written once, under keys
 * that nobody else writes. Safe for use by any thread.
 */
public final class LogTables {
  /** Of the row that says up to where an entity's events are deleted, where it is not a run. */
  static final long MARK_EPOCH = -1;

  private static final UUID MARK_LOG = new UUID(0, 0);

  private final CqlSession session;
  private final LogSettings settings;
  private final PreparedStatement insertEvent;
  private final PreparedStatement insertRun;
  private final PreparedStatement selectEvents;
  private final PreparedStatement selectRuns;
  private final PreparedStatement deleteEvents;
  private final PreparedStatement updateDeleted;
  private final PreparedStatement insertRunOfPeriod;
  private final PreparedStatement selectRunsOfPeriod;
  private final PreparedStatement insertDeletedOfPeriod;
  private final RunLookup runs = new RunLookup(this);

  private LogTables(CqlSession session, LogSettings settings, List<PreparedStatement> statements) {
    this.session = session;
    this.settings = settings;
    this.insertEvent = statements.get(0);
    this.insertRun = statements.get(1);
    this.selectEvents = statements.get(2);
    this.selectRuns = statements.get(3);
    this.deleteEvents = statements.get(4);
    this.updateDeleted = statements.get(5);
    this.insertRunOfPeriod = statements.get(6);
    this.selectRunsOfPeriod = statements.get(7);
    this.insertDeletedOfPeriod = statements.get(8);
  }

  /** Prepares the statements; fails where the tables are not there. */
  public static CompletionStage<LogTables> prepare(CqlSession session, LogSettings settings) {
    String events = settings.table("journal_event");
    String runs = settings.table("journal_run");
    String periods = settings.table("journal_run_of_period");
    String part = "log = ? AND segment = ? AND persistence_id = ? AND epoch = ?";
    List<CompletableFuture<PreparedStatement>> statements =
        List.of(
                "INSERT INTO "
                    + events
                    + " (log, segment, persistence_id, epoch, sequence_nr, event)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                "INSERT INTO "
                    + runs
                    + " (persistence_id, epoch, first_sequence_nr, log, segment)"
                    + " VALUES (?, ?, ?, ?, ?)",
                "SELECT sequence_nr, event FROM "
                    + events
                    + " WHERE "
                    + part
                    + " AND sequence_nr >= ? AND sequence_nr <= ?",
                "SELECT epoch, first_sequence_nr, log, segment, deleted_to FROM "
                    + runs
                    + " WHERE persistence_id = ?",
                "DELETE FROM " + events + " WHERE " + part + " AND sequence_nr <= ?",
                "UPDATE " + runs + " SET deleted_to = ? WHERE persistence_id = ?",
                "INSERT INTO "
                    + periods
                    + " (period, persistence_id, epoch, first_sequence_nr, log, segment)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                "SELECT epoch, first_sequence_nr, log, segment, deleted_to, persistence_id FROM "
                    + periods
                    + " WHERE period = ? AND persistence_id IN ?",
                "INSERT INTO "
                    + periods
                    + " (period, persistence_id, epoch, first_sequence_nr, log, segment,"
                    + " deleted_to) VALUES (?, ?, ?, 0, ?, 0, ?)")
            .stream()
            .map(cql -> session.prepareAsync(prepared(cql, settings)).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(statements.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                new LogTables(
                    session, settings, statements.stream().map(CompletableFuture::join).toList()));
  }

  private static SimpleStatement prepared(String cql, LogSettings settings) {
    return SimpleStatement.newInstance(cql)
        .setConsistencyLevel(settings.consistency())
        .setIdempotent(true);
  }

  BoundStatement event(Run run, String entity, long sequenceNr, ByteBuffer event) {
    return insertEvent.bind(run.log(), run.segment(), entity, run.epoch(), sequenceNr, event);
  }

  BoundStatement run(String entity, Run run) {
    OptionalLong period = Period.of(entity);
    return period.isPresent()
        ? insertRunOfPeriod.bind(
            period.getAsLong(), entity, run.epoch(), run.first(), run.log(), run.segment())
        : insertRun.bind(entity, run.epoch(), run.first(), run.log(), run.segment());
  }

  /** One statement, or several of one partition, which Cassandra applies as one. */
  CompletionStage<AsyncResultSet> write(List<? extends BatchableStatement<?>> statements) {
    if (statements.size() == 1) {
      return session.executeAsync(statements.get(0));
    }
    BatchStatementBuilder batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED)
            .setConsistencyLevel(settings.consistency())
            .setIdempotence(true);
    statements.forEach(batch::addStatement);
    return session.executeAsync(batch.build());
  }

  /** The index of entities. */
  RunLookup runs() {
    return runs;
  }

  /** The index rows of entities of one period, in any order of entities, newest first. */
  CompletionStage<AsyncResultSet> readRuns(long period, List<String> entities) {
    return session.executeAsync(
        selectRunsOfPeriod.bind(period, entities).setPageSize(settings.pageRows()));
  }

  CompletionStage<AsyncResultSet> readRuns(String entity) {
    return session.executeAsync(selectRuns.bind(entity).setPageSize(settings.pageRows()));
  }

  CompletionStage<AsyncResultSet> readEvents(String entity, Run.Part part) {
    Run run = part.run();
    UUID log = run.log();
    return session.executeAsync(
        selectEvents
            .bind(log, run.segment(), entity, run.epoch(), part.first(), part.last())
            .setPageSize(settings.pageRows()));
  }

  CompletionStage<AsyncResultSet> deleteEvents(String entity, Run run, long to) {
    return session.executeAsync(
        deleteEvents.bind(run.log(), run.segment(), entity, run.epoch(), to));
  }

  CompletionStage<AsyncResultSet> writeDeletedTo(String entity, long to) {
    OptionalLong period = Period.of(entity);
    return session.executeAsync(
        period.isPresent()
            ? insertDeletedOfPeriod.bind(period.getAsLong(), entity, MARK_EPOCH, MARK_LOG, to)
            : updateDeleted.bind(to, entity));
  }
}
