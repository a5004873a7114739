package io.shelfshare.simulation.judge;

import io.shelfshare.domain.order.Liable;

/** Units that were written off, by who answers for them, and those found since. Mutable. */
final class Liability {
  final long[] still = new long[Liable.values().length];
  final long[] found = new long[Liable.values().length];

  long total() {
    long sum = 0;
    for (long one : still) {
      sum += one;
    }
    return sum;
  }

  /** Written off, whatever was found since. */
  long ever(Liable liable) {
    return still[liable.ordinal()] + found[liable.ordinal()];
  }

  long found(Liable liable) {
    return found[liable.ordinal()];
  }

  void lose(long units, Liable liable) {
    still[liable.ordinal()] += units;
  }

  /** Finding relieves the carrier first, then the supplier, then the requester. */
  void find(long units) {
    long rest = units;
    for (Liable liable : new Liable[] {Liable.CARRIER, Liable.SUPPLIER, Liable.REQUESTER}) {
      long some = Math.min(rest, still[liable.ordinal()]);
      still[liable.ordinal()] -= some;
      found[liable.ordinal()] += some;
      rest -= some;
    }
    still[Liable.REQUESTER.ordinal()] -= rest;
  }

  boolean isLawful() {
    for (long one : still) {
      if (one < 0) {
        return false;
      }
    }
    return true;
  }
}
