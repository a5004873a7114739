package io.shelfshare.domain.order;

import io.shelfshare.domain.SkuId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Units that did not go as they should, for both parties to see. Remarks are never netted against
 * each other or against the lines.
 *
 * @param photos opaque references to pictures that were taken of them
 */
public record Remark(
    Instant at,
    SkuId sku,
    Kind kind,
    long units,
    Optional<ReceiptReason> reason,
    List<String> photos) {
  /** An order keeps so many; a receipt that would add more is refused. */
  static final int AT_MOST = 500;

  public Remark {
    photos = List.copyOf(photos);
  }

  /** The kinds of remark. */
  public enum Kind {
    /** Arrived damaged. */
    DAMAGED,
    /** Refused at receipt. */
    REFUSED,
    /** More of a SKU arrived than was sent on record; they stay where they arrived. */
    OVER_RECEIPT,
    /** A SKU arrived that is not in the order; it stays where it arrived. */
    WRONG_SKU,
    /** Called back on the way. */
    RECALLED,
    /** Given back by the customer after they were taken in. */
    GIVEN_BACK,
    /** Came back damaged. */
    RETURNED_DAMAGED,
    /** Written off. */
    LOST,
    /** Written off before, and found. */
    FOUND;

    boolean isSurplus() {
      return this == OVER_RECEIPT || this == WRONG_SKU;
    }
  }
}
