package io.shelfshare.domain.order;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * What an order tells the books of its owners, until they have taken it. Totals as they stand, not
 * deltas: the books take the highest step, and post the difference between what it says and what
 * they have posted; a total that fell is reversed. The first step is told when units are shipped,
 * or when the order ends without.
 *
 * @param step rises with each of the order's steps
 * @param ended true with the order's last word: no later step says anything else
 * @param returnTo the store that refused units go back to: the supplier's, or the asking store
 *     where a customer had them; empty where none was refused
 * @param lines among others: freight is on {@code shipped}, the price on {@code accepted}, and each
 *     of {@code lost} and {@code refused.lostBack} names who is liable
 */
public record LedgerStep(
    OrderId order,
    long step,
    boolean ended,
    OrderTerms terms,
    OrderPins pins,
    Optional<StoreId> returnTo,
    List<OrderLine> lines) {
  public LedgerStep {
    lines = List.copyOf(lines);
  }
}
