package io.shelfshare.journalstore;

import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import io.shelfshare.journalstore.log.LogSettings;
import io.shelfshare.journalstore.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * The journal plugin. What an entity persists at once is stored as a whole or not at all. An event
 * that cannot be serialized, or that is too large, is rejected; everything else that goes wrong
 * fails, and then it is open whether the event is stored.
 */
public final class GroupJournal extends AsyncWriteJournal {
  private static final int RECOVERIES_HELD_MAX = 1_000;

  private final JournalStore store = JournalStore.get(context().system());
  private final EventObjects objects = new EventObjects(context().system());
  private final HeldRecoveries held = new HeldRecoveries(RECOVERIES_HELD_MAX);
  private final long writeBytesMax;

  /** Called by Akka with the plugin's section of the configuration. */
  public GroupJournal(Config config) {
    Config settings = context().system().settings().config().getConfig("group-journal.store");
    this.writeBytesMax = LogSettings.from(settings).writeBytesMax();
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    List<Optional<Exception>> rejections = new ArrayList<>();
    List<StoredEvent> accepted = new ArrayList<>();
    String entity = "";
    for (AtomicWrite message : messages) {
      entity = message.persistenceId();
      rejections.add(accept(message, accepted));
    }
    if (accepted.isEmpty()) {
      return FutureConverters.asScala(CompletableFuture.completedFuture(rejections));
    }
    String persistenceId = entity;
    return FutureConverters.asScala(
        store
            .log()
            .thenCompose(log -> log.write(persistenceId, accepted))
            .thenApply(written -> rejections));
  }

  private Optional<Exception> accept(AtomicWrite message, List<StoredEvent> accepted) {
    try {
      List<StoredEvent> events = new ArrayList<>();
      long bytes = 0;
      for (PersistentRepr event : CollectionConverters.asJava(message.payload())) {
        StoredEvent stored = objects.stored(event);
        events.add(stored);
        bytes += stored.payload().bytes().length;
      }
      if (bytes > writeBytesMax) {
        return Optional.of(
            new IllegalArgumentException(
                "Events of %d bytes at once; at most %d (group-journal.store.writes.%s)"
                    .formatted(bytes, writeBytesMax, "write-bytes-max")));
      }
      accepted.addAll(events);
      return Optional.empty();
    } catch (Exception e) {
      // Serializers are anyone's, and Scala declares no exceptions.
      return Optional.of(e);
    }
  }

  /** The first step of a recovery. It reads the events too, and holds them for the second. */
  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return FutureConverters.asScala(
        store
            .log()
            .thenCompose(log -> log.begin(persistenceId, fromSequenceNr))
            .thenApply(
                beginning -> {
                  held.put(persistenceId, fromSequenceNr + 1, beginning);
                  return beginning.highest();
                }));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayCallback) {
    if (max <= 0) {
      return FutureConverters.asScala(CompletableFuture.completedFuture(null));
    }
    Optional<List<StoredEvent>> events = held.take(persistenceId, fromSequenceNr);
    CompletionStage<Void> replayed =
        events.isPresent()
            ? replay(persistenceId, events.get(), fromSequenceNr, toSequenceNr, max, replayCallback)
            : replay(persistenceId, fromSequenceNr, toSequenceNr, max, replayCallback);
    return FutureConverters.asScala(replayed);
  }

  private CompletionStage<Void> replay(
      String persistenceId,
      List<StoredEvent> events,
      long from,
      long to,
      long max,
      Consumer<PersistentRepr> callback) {
    events.stream()
        .filter(event -> event.sequenceNr() >= from && event.sequenceNr() <= to)
        .limit(max)
        .forEach(event -> callback.accept(objects.event(persistenceId, event)));
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Void> replay(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> callback) {
    AtomicLong left = new AtomicLong(max);
    return store
        .log()
        .thenCompose(
            log ->
                log.read(
                    persistenceId,
                    from,
                    to,
                    event -> {
                      callback.accept(objects.event(persistenceId, event));
                      return left.decrementAndGet() > 0;
                    }));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return FutureConverters.asScala(
        store.log().thenCompose(log -> log.deleteTo(persistenceId, toSequenceNr)));
  }
}
