package io.shelfshare.domain.stock;

import java.time.Instant;

/**
 * A line that should be counted, since something showed that its record may be wrong; a count does
 * it.
 *
 * @param since when the first reason came up
 */
public record CountTask(Reason reason, Instant since) {
  /** What showed it. */
  public enum Reason {
    /** Units were not on the shelf. */
    NOT_FOUND,
    /** Another item was in their place. */
    WRONG_ITEM,
    /** The till sold, or an order took, more than there was on record. */
    MORE_THAN_RECORDED
  }
}
