package io.shelfshare.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mutation that had its effect, and the answer it got (promise P6).
 *
 * @param at when it had its effect
 */
public record Remembered<A>(Mutation.Key key, String fingerprint, Instant at, A answer) {
  /** How long a mutation is remembered; an id older than that is refused. */
  public static final Duration KEPT = Duration.ofDays(7);

  /**
   * What is already known about a mutation: the remembered answer, or that it comes too late or
   * under an id that meant something else. Empty where it is to be decided.
   *
   * @param found what is remembered under the mutation's key
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

  /** A UUIDv7 begins with the Unix time in milliseconds at which it was made (RFC 9562, 5.7). */
  private static boolean isForgotten(UUID id, Instant now) {
    return id.version() == 7
        && Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).isBefore(now.minus(KEPT));
  }
}
