package io.shelfshare.domain;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mutations that had an effect on an entity, with their answers, for as long as they can be
 * retried (promise P6). Mutable and confined to its entity, as it may hold many thousands.
 *
 * @param <A> what mutations are answered with
 */
public final class MutationMemory<A> {
  private final Map<Mutation.Key, Remembered<A>> byKey = new LinkedHashMap<>();
  private Instant newest = Instant.EPOCH;

  /** See {@link Remembered#recall}. */
  public <E> Optional<Decision<E, A>> recall(Mutation mutation, Instant now) {
    return Remembered.recall(Optional.ofNullable(byKey.get(mutation.key())), mutation, now);
  }

  /** Adds one and forgets the oldest, as far as their ids are too old to be retried. */
  public void remember(Remembered<A> remembered) {
    byKey.put(remembered.key(), remembered);
    newest = remembered.madeAt().isAfter(newest) ? remembered.madeAt() : newest;
    Instant oldest = Remembered.forgottenBefore(remembered.at(), newest);
    Iterator<Remembered<A>> all = byKey.values().iterator();
    while (all.hasNext() && all.next().madeAt().isBefore(oldest)) {
      all.remove();
    }
  }

  /** All of them, oldest first. */
  public List<Remembered<A>> entries() {
    return List.copyOf(byKey.values());
  }
}
