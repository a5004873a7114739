package io.shelfshare.domain.directory;

import io.shelfshare.domain.Mutation;
import java.time.Instant;
import java.util.List;

/** What happened to the directory. */
public sealed interface DirectoryEvent {
  /** When; never before the event that precedes it. */
  Instant at();

  /**
   * Records were added or replaced.
   *
   * @param count how many the import had; those that were the same already are left out here
   */
  record Imported(
      Instant at, Mutation.Key mutation, String fingerprint, int count, List<Reference> records)
      implements DirectoryEvent {
    public Imported {
      records = List.copyOf(records);
    }
  }
}
