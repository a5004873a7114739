package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.WeekTally;

/** What the till of one store sold of one SKU in a week. */
public record SkuWeek(StoreId store, WeekTally tally) {}
