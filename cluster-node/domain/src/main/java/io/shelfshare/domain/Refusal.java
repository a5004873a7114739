package io.shelfshare.domain;

import java.util.Map;

/**
 * Why something was not done. A refusal is a value, had no effect and may be decided afresh.
 *
 * @param details what the words need, by name: for example {@code open} or {@code sku}
 */
public record Refusal(Reason reason, Map<String, String> details) {
  public Refusal {
    details = Map.copyOf(details);
  }

  public static Refusal of(Reason reason) {
    return new Refusal(reason, Map.of());
  }

  public static Refusal of(Reason reason, String name, Object value) {
    return new Refusal(reason, Map.of(name, String.valueOf(value)));
  }

  /** Whether trying again can help. */
  public enum Retry {
    NEVER,
    /** The same mutation may well succeed in a moment. */
    SOON
  }

  /** The closed list, in order of precedence: where several apply, the first is told. */
  public enum Reason {
    TOO_LATE(Retry.NEVER),
    NOT_FOUND(Retry.NEVER),
    REQUEST_ID_REUSED(Retry.NEVER),
    MODE_NOT_OFFERED(Retry.NEVER),
    OWN_REQUEST(Retry.NEVER),
    REQUEST_CANCELLED(Retry.NEVER),
    REQUEST_EXPIRED(Retry.NEVER),
    SUPPLIER_EXCLUDED(Retry.NEVER),
    ALREADY_COVERED(Retry.NEVER),
    /** The request has not reached this store, or never will. */
    NOT_IN_AUDIENCE(Retry.NEVER),
    /** Another store is being asked. */
    NOT_ASKED(Retry.NEVER),
    /** The request takes sealed bids, not grabs. */
    BIDS_ONLY(Retry.NEVER),
    /** The request takes no bids. */
    NO_WINDOW(Retry.NEVER),
    /** The window had closed when the bid came. */
    BID_LATE(Retry.NEVER),
    /** The store has a bid in this window; it can withdraw it. */
    ALREADY_BID(Retry.NEVER),
    /** There is no such bid that could be withdrawn. */
    NO_BID(Retry.NEVER),
    /** Better bids got all that was open. */
    OUTBID(Retry.NEVER),
    /** The bidder's stock did not answer in time. */
    NO_ANSWER(Retry.NEVER),
    /** An edit below what is awarded, or being awarded. */
    QUANTITY_BELOW_COVERED(Retry.NEVER),
    /** An edit that would end it sooner than it was posted for. */
    EXPIRES_SOONER(Retry.NEVER),
    GRAB_EXCEEDS_OPEN(Retry.NEVER),
    ALL_OR_NOTHING(Retry.NEVER),
    SPLIT_LIMIT(Retry.NEVER),
    CONTENDED(Retry.SOON),
    NOT_AVAILABLE(Retry.NEVER),
    ORDER_STATE(Retry.NEVER),
    EXCEEDS_PENDING(Retry.NEVER),
    /** Fewer units than are pending, and no reason given. */
    SHORT_REASON_MISSING(Retry.NEVER),
    RECEIPT_EXCEEDS_SHIPPED(Retry.NEVER),
    /** More units to write off than are on the way. */
    EXCEEDS_IN_TRANSIT(Retry.NEVER),
    /** More units came back than are on their way back. */
    EXCEEDS_RETURNING(Retry.NEVER),
    /** More units are found than were written off. */
    EXCEEDS_LOST(Retry.NEVER),
    /** More units are given back than the customer has. */
    EXCEEDS_ACCEPTED(Retry.NEVER),
    /** Units on their way are not overdue, so that they cannot be written off. */
    LOSS_NOT_SUSPECTED(Retry.NEVER),
    /** Units cannot be called back to that store. */
    RECALL_DESTINATION(Retry.NEVER),
    /** The order's thread or its remarks are full. */
    ORDER_FULL(Retry.NEVER),
    COUNT_BELOW_CONFIRMED(Retry.NEVER),
    CORRECTION_BELOW_ZERO(Retry.NEVER),
    /** The trade rules are not of the version that the change was made for. */
    RULES_CHANGED(Retry.NEVER),
    /** The store has as many endpoints for messages as it can. */
    ENDPOINT_LIMIT(Retry.NEVER);

    private final Retry retry;

    Reason(Retry retry) {
      this.retry = retry;
    }

    public Retry retry() {
      return retry;
    }
  }
}
