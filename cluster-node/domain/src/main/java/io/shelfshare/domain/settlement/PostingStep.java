package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OrderId;
import java.util.List;

/**
 * What an order tells the books of a pair of owners, until they have taken it.
 *
 * @param step the order's version; higher is newer
 * @param cause the order's state that brought it about
 * @param closes nothing more will come; told only once the order durably knows that all of this was
 *     taken, so that books that do not know the order have closed it
 * @param dues of this pair, in totals
 */
public record PostingStep(OrderId order, long step, String cause, boolean closes, List<Due> dues) {
  public PostingStep {
    dues = List.copyOf(dues);
  }
}
