package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;

/**
 * A stock line as its viewer may know it.
 *
 * @param confidence how far the record can be trusted, in percent; 0 where it is not told
 */
public record StockAtStore(StoreId store, StockSums units, int confidence) {}
