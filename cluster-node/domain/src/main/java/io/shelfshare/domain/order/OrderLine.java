package io.shelfshare.domain.order;

import io.shelfshare.domain.SkuId;

/**
 * One SKU of an order, in units. The quantity law holds at every event (P3):
 *
 * <pre>
 * awarded = pending + shipped + shorted + cancelled
 * shipped = accepted + damaged + refused + lost + inTransit
 * </pre>
 *
 * @param pending still to be shipped
 * @param cancelled taken back by the asking store before they were shipped
 * @param breachesTold breaches that the supplier's store told of, in all; more than {@code
 *     shorted.breached} where units were no longer pending when it did
 * @param shipped left the supplier
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
    long lost,
    Refused refused) {
  public OrderLine {
    boolean lawful =
        awarded == pending + shipped + shorted.total() + cancelled
            && shipped == accepted + damaged + refused.units() + lost + inTransit
            && pending >= 0
            && cancelled >= 0
            && inTransit >= 0
            && accepted >= 0
            && damaged >= 0
            && lost >= 0;
    if (!lawful) {
      throw new IllegalArgumentException(
          "the quantity law does not hold for "
              + (sku + ": awarded " + awarded + ", pending " + pending + ", shipped " + shipped)
              + (", " + shorted + ", cancelled " + cancelled + ", in transit " + inTransit)
              + (", accepted " + accepted + ", damaged " + damaged + ", lost " + lost)
              + (", " + refused));
    }
  }

  /**
   * Units that the supplier could not bring, by cause.
   *
   * @param notFound not on the shelf, as far as the order knows not for a breach
   * @param damaged found damaged
   * @param breached sold at the till
   * @param other still there, but not brought: a wrong item, no time, nobody confirmed
   */
  public record Shorted(long notFound, long damaged, long breached, long other) {
    static final Shorted NONE = new Shorted(0, 0, 0, 0);

    public Shorted {
      if (notFound < 0 || damaged < 0 || breached < 0 || other < 0) {
        throw new IllegalArgumentException("shorted units must not be negative");
      }
    }

    public long total() {
      return notFound + damaged + breached + other;
    }

    Shorted plus(ShortReason reason, long units) {
      return switch (reason) {
        case NOT_FOUND -> new Shorted(notFound + units, damaged, breached, other);
        case DAMAGED -> new Shorted(notFound, damaged + units, breached, other);
        case WRONG_ITEM, BUSY, CANCEL_AGREED ->
            new Shorted(notFound, damaged, breached, other + units);
      };
    }
  }

  /**
   * Units refused at receipt: {@code units = returnedGood + returnedDamaged + lostBack +
   * returning}.
   */
  public record Refused(
      long units, long returnedGood, long returnedDamaged, long lostBack, long returning) {
    static final Refused NONE = new Refused(0, 0, 0, 0, 0);

    public Refused {
      if (units != returnedGood + returnedDamaged + lostBack + returning
          || Math.min(Math.min(returnedGood, returnedDamaged), Math.min(lostBack, returning)) < 0) {
        throw new IllegalArgumentException("the quantity law does not hold for refused units");
      }
    }
  }

  /** Awarded, and {@code held} of it still held when the order started; the till took the rest. */
  static OrderLine started(SkuId sku, long awarded, long held) {
    long gone = awarded - held;
    return new OrderLine(
        sku, awarded, held, new Shorted(0, 0, gone, 0), 0, 0, 0, 0, 0, 0, 0, Refused.NONE);
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
   * it told are those that the till sold: they are shorted already, and not once more. Damaged ones
   * were seen, so the till did not sell them. Only what is pending can still be lost.
   */
  OrderLine breach(long total) {
    long news = Math.max(0, total - breachesTold);
    long notFound = Math.min(news, shorted.notFound);
    long other = Math.min(news - notFound, shorted.other);
    long lost = Math.min(news - notFound - other, pending);
    Shorted now =
        new Shorted(
            shorted.notFound - notFound,
            shorted.damaged,
            shorted.breached + notFound + other + lost,
            shorted.other - other);
    return before(pending - lost, now, cancelled, Math.max(total, breachesTold));
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
    return after(0, shipped + pending, inTransit + pending, accepted, damaged);
  }

  OrderLine receive(long nowAccepted, long nowDamaged) {
    return after(
        pending,
        shipped,
        inTransit - nowAccepted - nowDamaged,
        accepted + nowAccepted,
        damaged + nowDamaged);
  }

  private OrderLine after(
      long nowPending, long nowShipped, long nowInTransit, long nowAccepted, long nowDamaged) {
    return new OrderLine(
        sku,
        awarded,
        nowPending,
        shorted,
        cancelled,
        breachesTold,
        nowShipped,
        nowInTransit,
        nowAccepted,
        nowDamaged,
        lost,
        refused);
  }
}
