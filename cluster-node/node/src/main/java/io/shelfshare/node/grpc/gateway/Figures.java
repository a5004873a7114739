package io.shelfshare.node.grpc.gateway;

/**
 * What the four figures are made of; sums alone, so that those of two groups add up.
 *
 * @param orders that have ended
 * @param asked orders of which it is known when their units were asked for
 * @param waitedMillis of those, from the post to the award
 * @param received orders of which all that was shipped was received
 * @param travelledMillis of those, from the award to that moment
 * @param promised units awarded and not taken back
 * @param accepted of those
 * @param promisedOrders orders that promised any
 * @param kept of those, orders of which each promised unit was accepted
 * @param sold units, at the till
 * @param delivered units that went straight to customers and stayed there
 * @param onHand units, at the end of the last day
 * @param onHandUnitDays units on hand at the end of each day, summed over the days
 */
public record Figures(
    long orders,
    long asked,
    long waitedMillis,
    long received,
    long travelledMillis,
    long promised,
    long accepted,
    long promisedOrders,
    long kept,
    long sold,
    long delivered,
    long onHand,
    long onHandUnitDays) {
  /** Of nothing. */
  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Of a store on a day. */
  public static Figures ofStock(long sold, long onHand, long onHandUnitDays) {
    return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, sold, 0, onHand, onHandUnitDays);
  }

  /** Both together. */
  public Figures plus(Figures other) {
    return new Figures(
        orders + other.orders,
        asked + other.asked,
        waitedMillis + other.waitedMillis,
        received + other.received,
        travelledMillis + other.travelledMillis,
        promised + other.promised,
        accepted + other.accepted,
        promisedOrders + other.promisedOrders,
        kept + other.kept,
        sold + other.sold,
        delivered + other.delivered,
        onHand + other.onHand,
        onHandUnitDays + other.onHandUnitDays);
  }

  /** Mean milliseconds from a post to an award; 0 of none. */
  public long requestToAwardMillis() {
    return asked == 0 ? 0 : waitedMillis / asked;
  }

  /** Mean milliseconds from an award to its receipt; 0 of none. */
  public long awardToReceiptMillis() {
    return received == 0 ? 0 : travelledMillis / received;
  }

  /** Accepted of promised units; 0 of none. */
  public int accuracyBasisPoints() {
    return share(accepted, promised);
  }

  /** What was sold and delivered, of that and what is still there; 0 of none. */
  public int sellThroughBasisPoints() {
    return share(sold + delivered, sold + delivered + onHand);
  }

  /** How often a year the mean stock is sold, in hundredths; 0 of none. */
  public long turnsPerYearHundredths() {
    return onHandUnitDays == 0 ? 0 : (sold + delivered) * 365 * 100 / onHandUnitDays;
  }

  /** Basis points of the whole, 0 of none; cut off, not rounded. */
  static int share(long part, long whole) {
    return whole == 0 ? 0 : Math.toIntExact(part * 10_000 / whole);
  }
}
