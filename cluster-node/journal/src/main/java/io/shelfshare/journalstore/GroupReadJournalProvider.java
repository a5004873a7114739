package io.shelfshare.journalstore;

import akka.NotUsed;
import akka.actor.ExtendedActorSystem;
import akka.persistence.query.EventEnvelope;
import akka.persistence.query.ReadJournalProvider;
import akka.persistence.query.scaladsl.CurrentEventsByPersistenceIdQuery;
import akka.stream.scaladsl.Source;

/** Made by Akka where a configuration names it as a read journal. */
public final class GroupReadJournalProvider implements ReadJournalProvider {
  private final GroupReadJournal journal;

  /** Called by Akka. */
  public GroupReadJournalProvider(ExtendedActorSystem system) {
    this.journal = new GroupReadJournal(system);
  }

  @Override
  public GroupReadJournal javadslReadJournal() {
    return journal;
  }

  @Override
  public CurrentEventsByPersistenceIdQuery scaladslReadJournal() {
    return new ForScala(journal);
  }

  /** The same for Scala, as the interface wants both. */
  private record ForScala(GroupReadJournal journal) implements CurrentEventsByPersistenceIdQuery {
    @Override
    public Source<EventEnvelope, NotUsed> currentEventsByPersistenceId(
        String persistenceId, long fromSequenceNr, long toSequenceNr) {
      return journal
          .currentEventsByPersistenceId(persistenceId, fromSequenceNr, toSequenceNr)
          .asScala();
    }
  }
}
