package io.shelfshare.domain.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When nobody wants to be disturbed, each day.
 *
 * @param fromMinute minute of the day, 0 to 1439, at which it begins
 * @param toMinute at which it ends; before {@code fromMinute} where it lasts over midnight
 * @param zone IANA time zone of the store, for example {@code Asia/Shanghai}
 */
public record QuietHours(int fromMinute, int toMinute, String zone) {
  public QuietHours {
    if (fromMinute < 0 || fromMinute > 1439 || toMinute < 0 || toMinute > 1439) {
      throw new IllegalArgumentException("a minute of the day is 0 to 1439");
    }
    ZoneId.of(zone);
  }

  /** When the quiet ends that holds at {@code now}; empty where it does not hold. */
  public Optional<Instant> endOf(Instant now) {
    ZonedDateTime there = now.atZone(ZoneId.of(zone));
    int minute = there.getHour() * 60 + there.getMinute();
    boolean overMidnight = toMinute < fromMinute;
    boolean quiet =
        overMidnight
            ? minute >= fromMinute || minute < toMinute
            : minute >= fromMinute && minute < toMinute;
    if (!quiet) {
      return Optional.empty();
    }
    boolean tomorrow = overMidnight && minute >= fromMinute;
    LocalTime end = LocalTime.of(toMinute / 60, toMinute % 60);
    return Optional.of(
        there
            .toLocalDate()
            .plusDays(tomorrow ? 1 : 0)
            .atTime(end)
            .atZone(there.getZone())
            .toInstant());
  }
}
