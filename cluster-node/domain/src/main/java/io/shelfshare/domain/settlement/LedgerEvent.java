package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OrderId;
import java.time.Instant;
import java.util.List;

/**
 * An order's step was taken into the books of a pair: all of its postings or none.
 *
 * @param at never before the event that precedes it
 * @param closes the order will tell nothing more
 * @param postings empty where the step only closes
 */
public record LedgerEvent(
    Instant at, OrderId order, long step, boolean closes, List<Posting> postings) {
  public LedgerEvent {
    postings = List.copyOf(postings);
  }
}
