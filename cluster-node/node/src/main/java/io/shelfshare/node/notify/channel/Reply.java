package io.shelfshare.node.notify.channel;

import io.shelfshare.domain.notify.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param retryAfter the header of that name, or nothing
 * @param body at most 64 KiB of it
 */
record Reply(int status, String retryAfter, String body) {
  private static final int GONE = 410;
  private static final Duration LONGEST = Duration.ofDays(1);

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** What the status alone says; only a success and 410 are final. */
  Outcome byStatus(Instant now) {
    if (isSuccess()) {
      return Outcome.taken(status);
    } else if (status == GONE) {
      return Outcome.gone(status, "The receiver answered that it is gone.");
    }
    return Outcome.again(status, "HTTP " + status, after(now));
  }

  /** How long to leave it alone: seconds or a date (RFC 9110, 10.2.3), at most a day. */
  Optional<Duration> after(Instant now) {
    if (retryAfter.isEmpty()) {
      return Optional.empty();
    }
    Duration wanted;
    try {
      wanted = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    } catch (NumberFormatException notSeconds) {
      try {
        wanted =
            Duration.between(
                now,
                ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
      } catch (DateTimeException notADate) {
        return Optional.empty();
      }
    }
    if (wanted.isNegative()) {
      return Optional.empty();
    }
    return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
  }
}
