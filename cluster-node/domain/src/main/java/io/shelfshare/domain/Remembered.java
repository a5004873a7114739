package io.shelfshare.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A mutation that had its effect, and the answer it got (promise P6).
 *
 * @param at when it had its effect
 */
public record Remembered<A>(Mutation.Key key, String fingerprint, Instant at, A answer) {
  /** How old an id may be; an older one is refused. A mutation is remembered for longer. */
  public static final Duration KEPT = Duration.ofDays(7);

  /** How far the clock that made an id may be ahead of ours. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  /**
   * What is already known about a mutation: the remembered answer, or that it comes too late or
   * under an id that meant something else. Empty where it is to be decided.
   *
   * @param found what is remembered under the mutation's key
   * @param now the caller's clock as it is, and not the entity's time: one event that came too
   *     early must not shut out all mutations until that time
   */
  public static <E, A> Optional<Decision<E, A>> recall(
      Optional<Remembered<A>> found, Mutation mutation, Instant now) {
    if (found.isPresent() && found.get().fingerprint().equals(mutation.fingerprint())) {
      return Optional.of(Decision.unchanged(found.get().answer()));
    }
    if (now.isAfter(mutation.notAfter()) || isForgotten(mutation.id(), now)) {
      return Optional.of(Decision.refused(Refusal.of(Refusal.Reason.TOO_LATE)));
    }
    return found.map(
        other ->
            Decision.refused(
                Refusal.of(Refusal.Reason.REQUEST_ID_REUSED, "request_id", mutation.id())));
  }

  /** When its id was made; one that does not say was made when it had its effect. */
  Instant madeAt() {
    return madeAt(key.id()).orElse(at);
  }

  /**
   * Up to when ids were made that can be forgotten, since their retries are refused. Neither an
   * event nor an id that is far ahead brings that about alone.
   *
   * @param at when the last mutation had its effect
   * @param newest when the newest id was made
   */
  static Instant forgottenBefore(Instant at, Instant newest) {
    return (newest.isBefore(at) ? newest : at).minus(KEPT).minus(AHEAD_MAX);
  }

  /** All of {@code known} that can still be retried, and {@code more}; oldest first. */
  public static <A> List<Remembered<A>> with(List<Remembered<A>> known, Remembered<A> more) {
    MutationMemory<A> memory = new MutationMemory<>();
    known.forEach(memory::remember);
    memory.remember(more);
    return memory.entries();
  }

  private static boolean isForgotten(UUID id, Instant now) {
    return madeAt(id).filter(made -> made.isBefore(now.minus(KEPT))).isPresent();
  }

  /** A UUIDv7 begins with the Unix time in milliseconds at which it was made (RFC 9562, 5.7). */
  private static Optional<Instant> madeAt(UUID id) {
    return id.version() == 7
        ? Optional.of(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
        : Optional.empty();
  }
}
