package io.shelfshare.node.grpc;

import io.shelfshare.node.grpc.error.Expected;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The days that a report is about, in UTC; both belong to it. */
record Days(LocalDate first, LocalDate last) {
  private static final int MOST = 31;
  private static final int USUAL = 7;

  /**
   * @param prefix of the fields in the call
   * @throws io.shelfshare.node.grpc.error.CallFailed where the texts name no such days
   */
  static Days of(String first, String last, String prefix, Instant now) {
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate end = last.isEmpty() ? today : day(prefix + "last_day", last);
    if (end.isAfter(today)) {
      throw Checks.wrong(prefix + "last_day", last, Expected.of("day_past", "today", today));
    }
    LocalDate start = first.isEmpty() ? end.minusDays(USUAL - 1) : day(prefix + "first_day", first);
    if (start.isAfter(end) || start.isBefore(end.minusDays(MOST - 1))) {
      throw Checks.wrong(prefix + "first_day", first, Expected.of("day_range", "most", MOST));
    }
    return new Days(start, end);
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Checks.wrong(field, text, Expected.of("day"));
    }
  }
}
