package io.shelfshare.journalstore.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.javadsl.RetentionCriteria;
import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.journalstore.Counter;
import io.shelfshare.journalstore.TestDatabase;
import io.shelfshare.journalstore.log.LogSettings;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock plugin writes, the copy is made, and our plugin goes on. */
class JournalCopyIT {
  private static final String STOCK = "akka.persistence.cassandra";
  private static final String OURS = "group-journal";
  private static final int EVENTS = 130;

  @TempDir private Path folder;

  @Test
  @DisplayName("P5: what the stock plugin acknowledged is there after the journals were copied")
  void entitiesGoOnWhereTheStockPluginLeftThem() {
    try (TestDatabase database = TestDatabase.start(folder);
        CqlSession session = database.session()) {
      ActorSystem<Void> system =
          ActorSystem.create(Behaviors.empty(), "copy", database.configOfBoth());
      persist(system, "plain", STOCK, RetentionCriteria.disabled(), EVENTS);
      RetentionCriteria snapshots =
          RetentionCriteria.snapshotEvery(20, 2).withDeleteEventsOnSnapshot();
      persist(system, "with-snapshots", STOCK, snapshots, EVENTS);

      LogSettings settings =
          LogSettings.from(system.settings().config().getConfig("group-journal.store"));
      JournalCopy copy = new JournalCopy(session, settings, UUID.randomUUID());
      JournalCopy.Copied copied = copy.copy();
      assertThat(copied.entities()).isEqualTo(2);
      assertThat(copied.events()).isGreaterThan(EVENTS);
      assertThat(copied.snapshots()).isPositive();
      assertThat(copy.copy().events()).isZero();

      assertThat(count(system, "plain")).isEqualTo(EVENTS);
      assertThat(count(system, "with-snapshots")).isEqualTo(EVENTS);
      persist(system, "plain", OURS, RetentionCriteria.disabled(), 1);
      assertThat(count(system, "plain")).isEqualTo(EVENTS + 1);
      assertThatThrownBy(copy::copy).hasMessageContaining("plain has 131 events");

      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private static void persist(
      ActorSystem<Void> system, String name, String plugin, RetentionCriteria kept, int events) {
    ActorRef<Counter.Command> entity = Counter.start(system, name, plugin, kept);
    for (int i = 0; i < events; i++) {
      ask(entity, Counter.Persist::new);
    }
    ask(entity, Counter.Stop::new);
  }

  private static long count(ActorSystem<Void> system, String name) {
    ActorRef<Counter.Command> entity = Counter.start(system, name, OURS);
    long count = ask(entity, Counter.Count::new);
    ask(entity, Counter.Stop::new);
    return count;
  }

  private static long ask(
      ActorRef<Counter.Command> entity,
      Function<CompletableFuture<Long>, Counter.Command> command) {
    CompletableFuture<Long> done = new CompletableFuture<>();
    entity.tell(command.apply(done));
    return done.join();
  }
}
