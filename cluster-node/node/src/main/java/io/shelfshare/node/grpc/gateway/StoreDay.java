package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.DayTally;

/**
 * What a day did to one store's stock as a whole.
 *
 * @param version the store's when this was so
 */
public record StoreDay(StoreId store, DayTally tally, long version) {}
