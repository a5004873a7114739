package io.shelfshare.domain.directory;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.MutationMemory;
import io.shelfshare.domain.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference data and the imports that it came from. Mutable, confined to its entity; only {@link
 * #apply} changes it.
 */
public final class DirectoryBook {
  private final Map<Object, Reference> records = new HashMap<>();
  private final List<DirectoryEvent.Imported> imports = new ArrayList<>();
  private final MutationMemory<Integer> mutations = new MutationMemory<>();
  private Instant lastEventAt = Instant.EPOCH;

  /**
   * Adds or replaces records, all of them.
   *
   * @return how many records the import had
   */
  public Decision<DirectoryEvent, Integer> importRecords(
      Mutation mutation, List<Reference> imported, Instant now) {
    Instant at = now.isBefore(lastEventAt) ? lastEventAt : now;
    Optional<Decision<DirectoryEvent, Integer>> known = mutations.recall(mutation, at);
    if (known.isPresent()) {
      return known.get();
    }
    List<Reference> fresh =
        imported.stream().filter(record -> !record.equals(records.get(record.key()))).toList();
    int count = imported.size();
    return fresh.isEmpty()
        ? Decision.unchanged(count)
        : Decision.done(
            List.of(
                new DirectoryEvent.Imported(
                    at, mutation.key(), mutation.fingerprint(), count, fresh)),
            count);
  }

  /** Takes an event in. */
  public void apply(DirectoryEvent event) {
    if (event instanceof DirectoryEvent.Imported imported) {
      imported.records().forEach(record -> records.put(record.key(), record));
      imports.add(imported);
      mutations.remember(
          new Remembered<>(
              imported.mutation(), imported.fingerprint(), imported.at(), imported.count()));
    }
    lastEventAt = event.at();
  }

  /** Every import, in order; a view that grows. */
  public List<DirectoryEvent.Imported> imports() {
    return Collections.unmodifiableList(imports);
  }
}
