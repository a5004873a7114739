package io.shelfshare.load.market;

import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * All that the API says of a chain after a play.
 *
 * @param at when it was taken
 * @param requests by resource name, as headquarters sees them
 * @param orders by resource name
 * @param lines every line of every store and SKU, as the stores themselves have them
 */
public record ChainPicture(
    Instant at,
    Map<String, TransferRequest> requests,
    Map<String, TransferOrder> orders,
    Collection<StockLine> lines) {
  public ChainPicture {
    requests = Map.copyOf(requests);
    orders = Map.copyOf(orders);
  }
}
