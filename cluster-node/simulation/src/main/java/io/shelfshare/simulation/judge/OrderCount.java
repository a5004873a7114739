package io.shelfshare.simulation.judge;

import io.shelfshare.domain.order.OrderLine;

/** Where the units of one SKU of one order are, as the judge adds it up. Mutable. */
final class OrderCount {
  private static final String P3 = "P3";

  final long awarded;
  long pending;

  /** Not brought, for a reason that a sale at the till may turn out to explain. */
  long unexplained;

  long damagedBefore;
  long sold;
  long cancelled;
  long told;
  long shipped;
  long inTransit;
  long accepted;
  long damaged;
  final Liability lost = new Liability();
  long refused;
  long returning;
  long returnedGood;
  long returnedDamaged;
  long givenBack;
  final Liability lostBack = new Liability();
  long surplus;

  OrderCount(long awarded, long held) {
    this.awarded = awarded;
    this.pending = Math.min(awarded, held);
    this.sold = awarded - pending;
  }

  long reopened() {
    return unexplained + damagedBefore + sold + cancelled;
  }

  /** Units of which the order says that they came to their destination, or to the customer. */
  long everAccepted() {
    return accepted + givenBack;
  }

  void shorten(long kept, boolean seenDamaged) {
    long gone = pending - kept;
    if (seenDamaged) {
      damagedBefore += gone;
    } else {
      unexplained += gone;
    }
    pending = kept;
  }

  /** Units that were missed before are those that the till sold; only others are gone as well. */
  void breach(long total) {
    long news = Math.max(0, total - told);
    long known = Math.min(news, unexplained);
    long gone = Math.min(news - known, pending);
    unexplained -= known;
    pending -= gone;
    sold += known + gone;
    told = Math.max(told, total);
  }

  void ship() {
    shipped += pending;
    inTransit += pending;
    pending = 0;
  }

  void recall() {
    refused += inTransit;
    returning += inTransit;
    inTransit = 0;
  }

  void check(Object about) {
    boolean lawful =
        pending >= 0
            && cancelled >= 0
            && inTransit >= 0
            && accepted >= 0
            && damaged >= 0
            && returning >= 0
            && givenBack >= 0
            && unexplained >= 0
            && lost.isLawful()
            && lostBack.isLawful();
    Violation.require(lawful, P3, "fewer than no units", about);
    Violation.requireSame(awarded, pending + shipped + reopened(), P3, "awarded units", about);
    Violation.requireSame(
        shipped,
        accepted + damaged + refused + lost.total() + inTransit,
        P3,
        "shipped units",
        about);
    Violation.requireSame(
        refused,
        returnedGood + returnedDamaged + lostBack.total() + returning,
        P3,
        "refused units",
        about);
  }

  /** What everybody can see of the line is what happened to it. */
  void compare(OrderLine line, Object about) {
    same(awarded, line.awarded(), "awarded", about);
    same(pending, line.pending(), "pending", about);
    same(unexplained + damagedBefore + sold, line.shorted().total(), "shorted", about);
    same(cancelled, line.cancelled(), "cancelled", about);
    same(shipped, line.shipped(), "shipped", about);
    same(inTransit, line.inTransit(), "in transit", about);
    same(accepted, line.accepted(), "accepted", about);
    same(damaged, line.damaged(), "damaged", about);
    same(lost.total(), line.lost().total(), "lost", about);
    same(refused, line.refused().units(), "refused", about);
    same(returning, line.refused().returning(), "returning", about);
    same(returnedGood, line.refused().returnedGood(), "returned good", about);
    same(returnedDamaged, line.refused().returnedDamaged(), "returned damaged", about);
    same(lostBack.total(), line.refused().lostBack().total(), "lost on the way back", about);
    same(givenBack, line.refused().givenBack(), "given back", about);
  }

  private static void same(long expected, long seen, String what, Object about) {
    if (expected != seen) {
      Violation.requireSame(expected, seen, P3, "units " + what, about);
    }
  }
}
