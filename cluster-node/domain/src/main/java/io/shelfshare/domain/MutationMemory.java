package io.shelfshare.domain;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mutations that had an effect on an entity in the last 7 days, with their answers (promise
 * P6). Mutable and confined to its entity, as it may hold many thousands.
 *
 * @param <A> what mutations are answered with
 */
public final class MutationMemory<A> {
  private final Map<Mutation.Key, Remembered<A>> byKey = new LinkedHashMap<>();

  /** See {@link Remembered#recall}. */
  public <E> Optional<Decision<E, A>> recall(Mutation mutation, Instant now) {
    return Remembered.recall(Optional.ofNullable(byKey.get(mutation.key())), mutation, now);
  }

  /** Adds one and forgets those that are older than 7 days by its time; times never fall. */
  public void remember(Remembered<A> remembered) {
    byKey.put(remembered.key(), remembered);
    Instant oldest = remembered.at().minus(Remembered.KEPT);
    Iterator<Remembered<A>> all = byKey.values().iterator();
    while (all.hasNext() && all.next().at().isBefore(oldest)) {
      all.remove();
    }
  }

  /** All of them, oldest first. */
  public List<Remembered<A>> entries() {
    return List.copyOf(byKey.values());
  }
}
