package io.shelfshare.journalstore;

import akka.persistence.CapabilityFlag;
import akka.persistence.japi.journal.JavaJournalSpec;

/** Run by {@link TckIT}. */
public final class JournalTck extends JavaJournalSpec {
  public JournalTck() {
    super(TckIT.database().config());
  }

  @Override
  public CapabilityFlag supportsMetadata() {
    return CapabilityFlag.on();
  }
}
