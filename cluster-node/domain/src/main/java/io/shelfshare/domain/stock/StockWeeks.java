package io.shelfshare.domain.stock;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the till sold of each SKU in the last weeks. Mutable. */
final class StockWeeks {
  /** The week before may not be known to be written down yet when a week begins. */
  private static final int KEPT = 2;

  private final NavigableMap<IsoWeek, Map<SkuId, WeekTally>> weeks = new TreeMap<>();

  void restore(List<WeekTally> tallies) {
    for (WeekTally tally : tallies) {
      weeks.computeIfAbsent(tally.week(), week -> new TreeMap<>()).put(tally.sku(), tally);
    }
  }

  /** All of them, the older week first. */
  List<WeekTally> all() {
    return weeks.values().stream().flatMap(week -> week.values().stream()).toList();
  }

  /** Those of one SKU, the older week first. */
  List<WeekTally> of(SkuId sku) {
    return weeks.values().stream().flatMap(week -> Stream.ofNullable(week.get(sku))).toList();
  }

  /** A part of the event that makes the stock {@code version}: so many units were sold. */
  void sold(SkuId sku, long units, Instant at, long version) {
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    IsoWeek week = IsoWeek.of(day);
    weeks
        .computeIfAbsent(week, begun -> new TreeMap<>())
        .compute(
            sku,
            (one, before) ->
                new WeekTally(
                    sku, week, (before == null ? 0 : before.sold()) + units, day, version));
    while (weeks.size() > KEPT) {
      weeks.pollFirstEntry();
    }
  }
}
