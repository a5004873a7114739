package io.shelfshare.node.readside;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** Months as the tables count them. */
final class Months {
  private Months() {}

  /** Months since year 0, in UTC. */
  static int of(Instant at) {
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    return month.getYear() * 12 + month.getMonthValue() - 1;
  }

  /** The first moment of a month. */
  static Instant start(int month) {
    return YearMonth.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1)
        .atDay(1)
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /** The part of a month before a position; all of it where there is none. */
  static ReadLogTable.Window window(
      int month, Optional<Long> atBefore, String idBefore, int limit) {
    long end = start(month + 1).toEpochMilli();
    boolean within = atBefore.filter(at -> at < end).isPresent();
    return new ReadLogTable.Window(
        within ? atBefore.get() : end, within ? idBefore : "", start(month).toEpochMilli(), limit);
  }
}
