package io.shelfshare.node.readside;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Months as the tables count them. */
final class Months {
  private Months() {}

  /** Months since year 0, in UTC. */
  static int of(Instant at) {
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    return month.getYear() * 12 + month.getMonthValue() - 1;
  }
}
