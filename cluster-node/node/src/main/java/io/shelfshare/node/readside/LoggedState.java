package io.shelfshare.node.readside;

import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * A state on its way into a read table, or out of one.
 *
 * @param place what the rows of the table are gathered by: a store, or a slice of SKUs
 * @param at milliseconds since 1970 that order the states of a place; zero where nothing does
 * @param id names the state within its place, and is unique together with {@code at}
 * @param version the row's write timestamp; the higher replaces the lower
 */
record LoggedState(
    Subject subject, String place, long at, String id, ByteBuffer state, long version) {
  /** The order of the tables: newest first. */
  static final Comparator<LoggedState> NEWEST_FIRST =
      Comparator.comparingLong(LoggedState::at).thenComparing(LoggedState::id).reversed();

  /** The tables. Their numbers are stored and never change. */
  enum Subject {
    STOCK_LINE(1),
    TRANSFER_REQUEST(2),
    TRANSFER_ORDER(3);

    private final byte number;

    Subject(int number) {
      this.number = (byte) number;
    }

    byte number() {
      return number;
    }

    static Subject of(byte number) {
      for (Subject subject : values()) {
        if (subject.number == number) {
          return subject;
        }
      }
      throw new IllegalArgumentException("no read table has the number " + number);
    }
  }
}
