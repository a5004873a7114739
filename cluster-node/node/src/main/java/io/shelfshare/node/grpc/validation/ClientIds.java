package io.shelfshare.node.grpc.validation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads the {@code request_id} of a mutation: a UUIDv7 (RFC 9562) that is not too old. */
public final class ClientIds {
  /** How long answers are remembered, hence how old an id may be (promise P6). */
  static final Duration AGE_MAX = Duration.ofDays(7);

  /** How far a client's clock may be ahead. */
  static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  private static final int LENGTH = 36;

  private ClientIds() {}

  /** The id, where the text is a UUIDv7 in its canonical form; upper case counts as well. */
  static Optional<UUID> parse(String text) {
    if (text.length() != LENGTH || !hasDashes(text)) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(text);
      return id.version() == 7 && id.variant() == 2 ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean hasDashes(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-';
  }

  /** When the client made it. */
  public static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  static boolean inTime(UUID id, Instant now) {
    Instant made = madeAt(id);
    return !made.isBefore(now.minus(AGE_MAX)) && !made.isAfter(now.plus(AHEAD_MAX));
  }
}
