package io.shelfshare.domain.stock;

import java.time.LocalDate;

/**
 * What a day did to a store's stock as a whole, in units.
 *
 * @param day in UTC
 * @param sold at the till
 * @param onHandBefore on hand before the day's first change
 * @param onHandAfter on hand after the last change so far
 */
public record DayTally(LocalDate day, long sold, long onHandBefore, long onHandAfter) {
  DayTally plus(long moreSold, long onHandDelta) {
    return new DayTally(day, sold + moreSold, onHandBefore, onHandAfter + onHandDelta);
  }
}
