package io.shelfshare.cli.terminal;

import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Times as people say them: "in 12 min", "3 h ago". */
public final class HumaneTime {
  private final Words words;
  private final Clock clock;

  /** Times relative to {@code clock}. */
  public HumaneTime(Words words, Clock clock) {
    this.words = words;
    this.clock = clock;
  }

  /** The distance of a time from now; "-" for one that was not given. */
  public String relative(Timestamp time) {
    if (time.equals(Timestamp.getDefaultInstance())) {
      return "-";
    }
    return relative(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
  }

  /** The distance of a time from now. */
  public String relative(Instant time) {
    Duration distance = Duration.between(clock.instant(), time);
    return distance.isNegative()
        ? words.of("time.ago", span(distance.negated()))
        : words.of("time.in", span(distance));
  }

  /** A length of time in its largest sensible unit. */
  public String span(Duration length) {
    long seconds = Math.round(length.toMillis() / 1000.0);
    if (seconds < 120) {
      return words.of("time.seconds", seconds);
    }
    if (seconds < 120 * 60) {
      return words.of("time.minutes", Math.round(seconds / 60.0));
    }
    if (seconds < 48 * 3600) {
      return words.of("time.hours", Math.round(seconds / 3600.0));
    }
    return words.of("time.days", Math.round(seconds / 86_400.0));
  }
}
