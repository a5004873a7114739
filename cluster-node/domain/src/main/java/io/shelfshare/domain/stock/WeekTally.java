package io.shelfshare.domain.stock;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import java.time.LocalDate;

/**
 * What the till sold of one SKU in a week.
 *
 * @param sold units
 * @param lastSold the last day on which any was sold, in UTC
 * @param version the stock's after the event that changed this last
 */
public record WeekTally(SkuId sku, IsoWeek week, long sold, LocalDate lastSold, long version) {}
