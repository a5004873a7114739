package io.shelfshare.domain.stock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How much a store has on hand in all, and what the last days did to it. Mutable. */
final class StockDays {
  /** The day before may not be known to be written down yet when a day begins. */
  private static final int KEPT = 2;

  private final Deque<DayTally> days = new ArrayDeque<>();
  private long onHand;
  private long delta;
  private long sold;

  void restore(long total, List<DayTally> tallies) {
    onHand = total;
    days.addAll(tallies);
  }

  List<DayTally> all() {
    return List.copyOf(days);
  }

  /** A part of an event: so many more units on hand, and so many sold. */
  void moved(long onHandDelta, long units) {
    delta += onHandDelta;
    sold += units;
  }

  /** The event that these parts belong to is applied. */
  void close(Instant at) {
    if (delta == 0 && sold == 0) {
      return;
    }
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    DayTally last = days.peekLast();
    boolean sameDay = last != null && last.day().equals(day);
    DayTally tally = sameDay ? days.removeLast() : new DayTally(day, 0, onHand, onHand);
    days.addLast(tally.plus(sold, delta));
    if (days.size() > KEPT) {
      days.removeFirst();
    }
    onHand += delta;
    delta = 0;
    sold = 0;
  }
}
