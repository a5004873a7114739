package io.shelfshare.domain.order;

import io.shelfshare.domain.SkuId;

/**
 * One SKU of an order, in units. The quantity law holds at every event (P3):
 *
 * <pre>
 * awarded = pending + shipped + shorted + cancelled
 * shipped = accepted + damaged + refused + lost + inTransit
 * refused = returnedGood + returnedDamaged + lostBack + returning
 * </pre>
 *
 * @param pending still to be shipped
 * @param cancelled taken back by the asking store before they were shipped
 * @param breachesTold breaches that the supplier's store told of, in all; more than {@code
 *     shorted.breached} where units were no longer pending when it did
 * @param shipped left the supplier
 * @param accepted taken in and not given back
 */
public record OrderLine(
    SkuId sku,
    long awarded,
    long pending,
    Shorted shorted,
    long cancelled,
    long breachesTold,
    long shipped,
    long inTransit,
    long accepted,
    long damaged,
    Losses lost,
    Refused refused) {
  public OrderLine {
    boolean lawful =
        awarded == pending + shipped + shorted.total() + cancelled
            && shipped == accepted + damaged + refused.units() + lost.total() + inTransit
            && pending >= 0
            && cancelled >= 0
            && inTransit >= 0
            && accepted >= 0
            && damaged >= 0;
    if (!lawful) {
      throw new IllegalArgumentException(
          "the quantity law does not hold for "
              + (sku + ": awarded " + awarded + ", pending " + pending + ", shipped " + shipped)
              + (", " + shorted + ", cancelled " + cancelled + ", in transit " + inTransit)
              + (", accepted " + accepted + ", damaged " + damaged + ", " + lost)
              + (", " + refused));
    }
  }

  /**
   * Units that the supplier could not bring, by cause.
   *
   * @param notFound not on the shelf, as far as the order knows not for a breach
   * @param damaged found damaged
   * @param wrongItem another item was in its place, as far as the order knows not for a breach
   * @param breached sold at the till
   * @param other still there, but not brought: no time, nobody confirmed or shipped
   */
  public record Shorted(long notFound, long damaged, long wrongItem, long breached, long other) {
    static final Shorted NONE = new Shorted(0, 0, 0, 0, 0);

    public Shorted {
      if (notFound < 0 || damaged < 0 || wrongItem < 0 || breached < 0 || other < 0) {
        throw new IllegalArgumentException("shorted units must not be negative");
      }
    }

    public long total() {
      return notFound + damaged + wrongItem + breached + other;
    }

    Shorted plus(ShortReason reason, long units) {
      return switch (reason) {
        case NOT_FOUND -> new Shorted(notFound + units, damaged, wrongItem, breached, other);
        case DAMAGED -> new Shorted(notFound, damaged + units, wrongItem, breached, other);
        case WRONG_ITEM -> new Shorted(notFound, damaged, wrongItem + units, breached, other);
        case BUSY, CANCEL_AGREED ->
            new Shorted(notFound, damaged, wrongItem, breached, other + units);
      };
    }

    /**
     * Up to {@code units} that were not found or brought turn out to be sold. Damaged ones were
     * seen, so that the till did not sell them.
     */
    Shorted explain(long units) {
      long missed = Math.min(units, notFound);
      long mistaken = Math.min(units - missed, wrongItem);
      long left = Math.min(units - missed - mistaken, other);
      return new Shorted(
          notFound - missed,
          damaged,
          wrongItem - mistaken,
          breached + missed + mistaken + left,
          other - left);
    }

    Shorted breach(long units) {
      return new Shorted(notFound, damaged, wrongItem, breached + units, other);
    }
  }

  /** Awarded, and {@code held} of it still held when the order started; the till took the rest. */
  static OrderLine started(SkuId sku, long awarded, long held) {
    return new OrderLine(
        sku,
        awarded,
        held,
        Shorted.NONE.breach(awarded - held),
        0,
        0,
        0,
        0,
        0,
        0,
        Losses.NONE,
        Refused.NONE);
  }

  /** Units that will not come from this order and are open again. */
  public long reopened() {
    return shorted.total() + cancelled;
  }

  /** Only {@code kept} stay pending. */
  OrderLine shorten(long kept, ShortReason reason) {
    return before(kept, shorted.plus(reason, pending - kept), cancelled, breachesTold);
  }

  /**
   * The store told of breaches up to a total. Units that the supplier did not find or bring before
   * it told are those that the till sold: they are shorted already, and not once more. Only what is
   * pending can still be lost.
   */
  OrderLine breach(long total) {
    long news = Math.max(0, total - breachesTold);
    Shorted explained = shorted.explain(news);
    long unexplained = news - (explained.breached - shorted.breached);
    long gone = Math.min(unexplained, pending);
    return before(pending - gone, explained.breach(gone), cancelled, Math.max(total, breachesTold));
  }

  OrderLine cancel() {
    return before(0, shorted, cancelled + pending, breachesTold);
  }

  private OrderLine before(
      long nowPending, Shorted nowShorted, long nowCancelled, long nowBreachesTold) {
    return new OrderLine(
        sku,
        awarded,
        nowPending,
        nowShorted,
        nowCancelled,
        nowBreachesTold,
        shipped,
        inTransit,
        accepted,
        damaged,
        lost,
        refused);
  }

  /** All that is pending leaves. */
  OrderLine ship() {
    return new OrderLine(
        sku,
        awarded,
        0,
        shorted,
        cancelled,
        breachesTold,
        shipped + pending,
        inTransit + pending,
        accepted,
        damaged,
        lost,
        refused);
  }

  OrderLine receive(long nowAccepted, long nowDamaged, long nowRefused) {
    return after(
        inTransit - nowAccepted - nowDamaged - nowRefused,
        accepted + nowAccepted,
        damaged + nowDamaged,
        lost,
        refused.send(nowRefused));
  }

  /** All that is in transit turns back. */
  OrderLine recall() {
    return after(0, accepted, damaged, lost, refused.send(inTransit));
  }

  OrderLine lose(long units, Liable liable) {
    return after(inTransit - units, accepted, damaged, lost.plus(liable, units), refused);
  }

  OrderLine loseBack(long units, Liable liable) {
    return after(inTransit, accepted, damaged, lost, refused.lose(units, liable));
  }

  /** Units lost on the way there are found first, then those lost on the way back. */
  OrderLine find(long units) {
    long there = Math.min(units, lost.total());
    return after(
        inTransit + there, accepted, damaged, lost.minus(there), refused.find(units - there));
  }

  OrderLine giveBack(long units) {
    return after(inTransit, accepted - units, damaged, lost, refused.giveBack(units));
  }

  OrderLine comeBack(long good, long nowDamaged) {
    return after(inTransit, accepted, damaged, lost, refused.comeBack(good, nowDamaged));
  }

  private OrderLine after(
      long nowInTransit, long nowAccepted, long nowDamaged, Losses nowLost, Refused nowRefused) {
    return new OrderLine(
        sku,
        awarded,
        pending,
        shorted,
        cancelled,
        breachesTold,
        shipped,
        nowInTransit,
        nowAccepted,
        nowDamaged,
        nowLost,
        nowRefused);
  }
}
