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
      Instant at,
      Mutation.Key mutation,
      String fingerprint,
      int count,
      List<Owner> owners,
      List<Store> stores,
      List<Sku> skus)
      implements DirectoryEvent {
    public Imported {
      owners = List.copyOf(owners);
      stores = List.copyOf(stores);
      skus = List.copyOf(skus);
    }
  }
}
