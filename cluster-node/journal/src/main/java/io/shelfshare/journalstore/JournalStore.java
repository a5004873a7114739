package io.shelfshare.journalstore;

import akka.actor.AbstractExtensionId;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import io.shelfshare.journalstore.log.EventLog;
import io.shelfshare.journalstore.log.Lease;
import io.shelfshare.journalstore.log.LogReader;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.LogTables;
import io.shelfshare.journalstore.log.LogWriter;
import io.shelfshare.journalstore.snapshot.SnapshotTable;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What the journal and the snapshot store of an actor system share: one session, and one log that
 * is begun anew at each start. Everything opens at its first use; what could not be opened is tried
 * again by the next one who asks. Safe for use by any thread.
 */
public final class JournalStore implements Extension {
  private static final String SETTINGS = "group-journal.store";

  private final Lazy<CqlSession> session;
  private final Lazy<EventLog> log;
  private final Lazy<SnapshotTable> snapshots;
  private volatile Lease guard = Lease.ALWAYS;

  private JournalStore(ExtendedActorSystem system) {
    Config config = system.settings().config();
    Config store = config.getConfig(SETTINGS);
    LogSettings settings = LogSettings.from(store);
    UUID name = UUID.randomUUID();
    this.session = new Lazy<>(() -> open(system, store.getString("session-config")));
    this.log =
        new Lazy<>(
            () ->
                session()
                    .thenCompose(opened -> LogTables.prepare(opened, settings))
                    .thenApply(
                        tables ->
                            new EventLog(
                                tables,
                                new LogWriter(
                                    tables, settings, name, System::nanoTime, new Guarding()),
                                new LogReader(tables, system.dispatcher()),
                                settings)));
    this.snapshots =
        new Lazy<>(() -> session().thenCompose(opened -> SnapshotTable.prepare(opened, settings)));
  }

  /** The store of an actor system. */
  public static JournalStore get(ActorSystem system) {
    return Id.ID.get(system);
  }

  /**
   * Has the journal begin entities, and tell of what it stored, under {@code lease} alone. To be
   * set before the first entity is begun; until then nothing guards.
   */
  public void guardBy(Lease lease) {
    guard = lease;
  }

  /** Whatever guards at the moment. */
  private final class Guarding implements Lease {
    @Override
    public boolean holds() {
      return guard.holds();
    }

    @Override
    public CompletionStage<Void> held() {
      return guard.held();
    }

    @Override
    public long millis() {
      return guard.millis();
    }
  }

  /** The session with Cassandra, which others may use too. It ends with the actor system. */
  public CompletionStage<CqlSession> session() {
    return session.get();
  }

  CompletionStage<EventLog> log() {
    return log.get();
  }

  CompletionStage<SnapshotTable> snapshots() {
    return snapshots.get();
  }

  private static CompletionStage<CqlSession> open(ExtendedActorSystem system, String section) {
    String driver =
        system
            .settings()
            .config()
            .getConfig(section)
            .atPath("datastax-java-driver")
            .root()
            .render(ConfigRenderOptions.concise());
    return CqlSession.builder()
        .withConfigLoader(DriverConfigLoader.fromString(driver))
        .buildAsync()
        .thenApply(
            opened -> {
              system.registerOnTermination(() -> closed(opened));
              return opened;
            });
  }

  private static void closed(CqlSession session) {
    var unused = session.closeAsync();
  }

  /** Makes something once; a failure is not kept. */
  private static final class Lazy<T> {
    private final Supplier<CompletionStage<T>> maker;
    private final AtomicReference<CompletableFuture<T>> made = new AtomicReference<>();

    Lazy(Supplier<CompletionStage<T>> maker) {
      this.maker = maker;
    }

    CompletionStage<T> get() {
      CompletableFuture<T> before = made.get();
      if (before != null && !before.isCompletedExceptionally()) {
        return before;
      }
      CompletableFuture<T> next = new CompletableFuture<>();
      if (!made.compareAndSet(before, next)) {
        return get();
      }
      try {
        var unused =
            maker
                .get()
                .whenComplete(
                    (result, failure) -> {
                      if (failure != null) {
                        next.completeExceptionally(failure);
                      } else {
                        next.complete(result);
                      }
                    });
      } catch (RuntimeException e) {
        next.completeExceptionally(e);
      }
      return next;
    }
  }

  private static final class Id extends AbstractExtensionId<JournalStore> {
    private static final Id ID = new Id();

    @Override
    public JournalStore createExtension(ExtendedActorSystem system) {
      return new JournalStore(system);
    }
  }
}
