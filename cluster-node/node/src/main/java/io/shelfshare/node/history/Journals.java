package io.shelfshare.node.history;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.PersistenceQuery;
import akka.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import akka.persistence.typed.PersistenceId;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The events of one entity, by its persistence id. Safe for use by any thread. */
final class Journals {
  private final ActorSystem<?> system;
  private final CurrentEventsByPersistenceIdQuery journal;

  Journals(ActorSystem<?> system) {
    this.system = system;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(
                CurrentEventsByPersistenceIdQuery.class,
                system.settings().config().getString("shelfshare.history.read-journal"));
  }

  /**
   * @param number its place in the journal, from 1
   */
  record Numbered<E>(long number, E event) {}

  <E> CompletionStage<List<Numbered<E>>> page(
      PersistenceId id, Class<E> type, long after, int limit) {
    return events(id, after + 1)
        .take(limit)
        .map(envelope -> new Numbered<>(envelope.sequenceNr(), type.cast(envelope.event())))
        .runWith(Sink.seq(), system);
  }

  /** What comes of the events from the first on, as long as they are wanted. */
  <E, S> CompletionStage<S> fold(
      PersistenceId id, Class<E> type, Predicate<E> wanted, S empty, BiFunction<S, E, S> apply) {
    return events(id, 1)
        .map(envelope -> type.cast(envelope.event()))
        .takeWhile(wanted::test)
        .runWith(Sink.fold(empty, apply::apply), system);
  }

  private Source<EventEnvelope, NotUsed> events(PersistenceId id, long from) {
    return journal.currentEventsByPersistenceId(id.id(), from, Long.MAX_VALUE);
  }
}
