package io.shelfshare.journalstore;

import akka.NotUsed;
import akka.actor.ExtendedActorSystem;
import akka.japi.Pair;
import akka.persistence.PersistentRepr;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.Sequence;
import akka.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import akka.stream.javadsl.Source;
import io.shelfshare.journalstore.log.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Reads an entity's events as they are now, from any node, and changes nothing: what an entity that
 * is alive writes meanwhile may or may not be among them. Safe for use by any thread.
 */
public final class GroupReadJournal implements CurrentEventsByPersistenceIdQuery {
  /** The section of the configuration that chooses it. */
  public static final String IDENTIFIER = "group-journal.query";

  private static final int PAGE_EVENTS = 500;

  private final JournalStore store;
  private final EventObjects objects;

  GroupReadJournal(ExtendedActorSystem system) {
    this.store = JournalStore.get(system);
    this.objects = new EventObjects(system);
  }

  @Override
  public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
      String persistenceId, long fromSequenceNr, long toSequenceNr) {
    return Source.unfoldAsync(
            fromSequenceNr,
            from ->
                page(persistenceId, from, toSequenceNr)
                    .thenApply(
                        page ->
                            page.isEmpty()
                                ? Optional.<Pair<Long, List<StoredEvent>>>empty()
                                : Optional.of(Pair.create(last(page) + 1, page))))
        .mapConcat(page -> page)
        .map(stored -> envelope(persistenceId, stored));
  }

  private CompletionStage<List<StoredEvent>> page(String persistenceId, long from, long to) {
    List<StoredEvent> page = new ArrayList<>();
    return store
        .log()
        .thenCompose(
            log ->
                log.read(
                    persistenceId,
                    from,
                    to,
                    event -> {
                      page.add(event);
                      return page.size() < PAGE_EVENTS;
                    }))
        .thenApply(read -> page);
  }

  private static long last(List<StoredEvent> page) {
    return page.get(page.size() - 1).sequenceNr();
  }

  private EventEnvelope envelope(String persistenceId, StoredEvent stored) {
    PersistentRepr event = objects.event(persistenceId, stored);
    return new EventEnvelope(
        Sequence.apply(event.sequenceNr()),
        persistenceId,
        event.sequenceNr(),
        event.payload(),
        event.timestamp(),
        event.metadata());
  }
}
