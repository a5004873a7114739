package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OwnerId;
import java.util.Optional;

/**
 * Which stock lines a report is about, whatever their SKU.
 *
 * @param viewer for whose eyes; empty where nothing is hidden from them
 * @param emptyToo true for lines without any units as well
 */
public record StockFilter(StoreFilter stores, Optional<OwnerId> viewer, boolean emptyToo) {}
