package io.shelfshare.domain.stock;

/**
 * How far a line's record can be trusted, in percent: a whole number from 0 to 100. It starts at
 * 70, for a record that nobody checked. Then, in the order in which things happen:
 *
 * <ul>
 *   <li>a count that finds what is on record makes it 100, any other count 90;
 *   <li>a sale within the record, or a receipt, is a scan: 1 more;
 *   <li>a pick that finds its units is a scan, too: 5 more;
 *   <li>a unit that is not on the shelf halves it, rounded down;
 *   <li>another item in its place takes 20;
 *   <li>units beyond the record, sold or sent, take 30.
 * </ul>
 *
 * Corrections and safety stock say nothing about it.
 */
final class Confidence {
  static final int UNCHECKED = 70;
  private static final int AT_MOST = 100;
  private static final int AFTER_A_COUNT_THAT_DIFFERS = 90;

  private Confidence() {}

  static int moved(int before, Movement.Kind kind, long onHandDelta, long unexplained) {
    return switch (kind) {
      case COUNT -> onHandDelta == 0 ? AT_MOST : AFTER_A_COUNT_THAT_DIFFERS;
      case SALE -> unexplained > 0 ? minus(before, 30) : plus(before, 1);
      case RECEIPT -> plus(before, 1);
      case CORRECTION, SAFETY -> before;
    };
  }

  static int picked(int before, boolean found, boolean absent, boolean mistaken, boolean beyond) {
    int result = found ? plus(before, 5) : before;
    result = absent ? result / 2 : result;
    result = mistaken ? minus(result, 20) : result;
    return beyond ? minus(result, 30) : result;
  }

  private static int plus(int before, int more) {
    return Math.min(AT_MOST, before + more);
  }

  private static int minus(int before, int less) {
    return Math.max(0, before - less);
  }
}
