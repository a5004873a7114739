package io.shelfshare.simulation.fault;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * The faults that can be planted, each a mistake that somebody could make, and the promise that it
 * breaks. {@code docs/judge.md} lists the seed that catches each.
 */
public enum Fault {
  /** The units that were awarded last are not seen by the next award. */
  AWARD_ON_A_STALE_REQUEST("P1", RequestFaults.StaleAward::new),
  /** What an order gave back is counted twice. */
  REOPENED_COUNTED_TWICE("P1", RequestFaults.ReopenedTwice::new),
  /** A store that asks late is told that the winner lost. */
  WINNER_TOLD_IT_LOST("P1", RequestFaults.WinnerTold::new),
  /** A store that gave up is not left out of the rest of the race. */
  GIVER_UP_NOT_EXCLUDED("P1", RequestFaults.GiverUpStays::new),

  /** All or nothing is asked for, and a part is awarded. */
  ALL_OR_NOTHING_SPLIT("P1", RoutingFaults.Split::new),
  /** Nobody counts the suppliers of a request. */
  SPLIT_LIMIT_FORGOTTEN("P1", RoutingFaults.NoSplitLimit::new),

  /** Stock is reserved without regard to the newest hold. */
  RESERVED_ON_STALE_STOCK("P2", StockFaults.StaleReservation::new),
  /** A till sells held units, and their holds do not know. */
  BREACH_NOT_RECORDED("P2", StockFaults.BreachForgotten::new),
  /** A store lets go of a bound hold when its time is over. */
  HOLD_RELEASED_AFTER_BIND("P2", StockFaults.BoundHoldReleased::new),
  /** An order ends, and its hold stays. */
  HOLD_KEPT_AFTER_THE_END("P2", StockFaults.HoldKept::new),

  /** What one parcel brought is entered twice. */
  RECEIPT_COUNTED_TWICE("P3", OrderFaults.ReceiptTwice::new),
  /** Units that came back are entered twice. */
  RETURN_COUNTED_TWICE("P3", OrderFaults.ReturnTwice::new),
  /** More is shipped than was confirmed. */
  SHIPPED_MORE_THAN_CONFIRMED("P3", OrderFaults.ShippedMore::new),

  /** What leaves the supplier is not taken off its stock. */
  SHIPPED_NOT_TAKEN_OFF("P4", StockFaults.NotTakenOff::new),
  /** What arrives is added to the stock once more than it came. */
  ARRIVAL_ADDED_TWICE("P4", StockFaults.ArrivalTwice::new),
  /** A store acknowledges what comes to it without doing anything. */
  ARRIVAL_ACKNOWLEDGED_ONLY("P4", OrderFaults.ArrivalDropped::new),
  /** A till's sale is recorded with one unit less. */
  SALE_RECORDED_SHORT("P4", StockFaults.SaleShort::new),

  /** A crash forgets which mutations were done. */
  MEMORY_LOST_IN_A_CRASH("P6", StockFaults.MemoryLost::new),
  /** Nobody looks at {@code not_after}. */
  LATE_COPY_ACTS("P6", OrderFaults.NotAfterIgnored::new),
  /** Nobody compares the bodies of two mutations with one id. */
  OTHER_BODY_ACCEPTED("P6", OrderFaults.BodyIgnored::new),

  /** Money goes to an owner who has nothing to do with it. */
  POSTED_TO_THE_WRONG_SIDE("P9", BooksFaults.WrongSide::new),
  /** A posting is made twice. */
  POSTED_TWICE("P9", BooksFaults.Twice::new),
  /** The side of a step that takes back is left out. */
  RETURN_NOT_REVERSED("P9", BooksFaults.NotReversed::new),
  /** Freight is never posted. */
  FREIGHT_NOT_POSTED("P9", BooksFaults.NoFreight::new),
  /** A posting names a step that its order never took. */
  POSTED_WITHOUT_A_CAUSE("P9", BooksFaults.NoCause::new),
  /** A budget grants twice what it was asked for. */
  BUDGET_GRANTS_TOO_MUCH("P9", BooksFaults.GrantsTooMuch::new),

  /** The second half of a grab does not look at the clock. */
  AWARD_AFTER_EXPIRY("P10", RequestFaults.AwardAfterExpiry::new),
  /** The second half of a grab does not see that the request was taken back. */
  AWARD_AFTER_CANCEL("P10", RequestFaults.AwardAfterCancel::new),
  /** An entity's time follows a clock that goes back. */
  TIME_GOES_BACK("P10", RequestFaults.TimeGoesBack::new),

  /** Nobody looks at who was reached. */
  OUTSIDER_LET_IN("routing", RoutingFaults.OutsiderLetIn::new),
  /** Rings open 15 seconds before their time. */
  RING_OPENED_EARLY("routing", RoutingFaults.RingEarly::new),
  /** A crash forgets which rings were asked. */
  RING_UNDONE("routing", RoutingFaults.RingUndone::new),
  /** The worst store is asked first. */
  WORST_ASKED_FIRST("routing", RoutingFaults.WorstFirst::new),
  /** A store that was silent or declined is asked again. */
  ASKED_AGAIN("routing", RoutingFaults.AskedAgain::new),
  /** A request follows headquarters to the newest version of its policy. */
  POLICY_NOT_PINNED("routing", RoutingFaults.NotPinned::new),
  /** The ranking of a window is turned upside down. */
  WORST_BID_FIRST("routing", RoutingFaults.WorstBidFirst::new);

  private final String promise;

  @SuppressWarnings("ImmutableEnumChecker") // Constructors have no state.
  private final Supplier<Seam> seam;

  Fault(String promise, Supplier<Seam> seam) {
    this.promise = promise;
    this.seam = seam;
  }

  /** The promise that it breaks, for example {@code P1}. */
  public String promise() {
    return promise;
  }

  /** A seam with this fault, for one run. */
  public Seam seam() {
    return seam.get();
  }

  /** As people write it: {@code award-after-expiry}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
