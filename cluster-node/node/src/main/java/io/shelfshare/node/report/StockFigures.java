package io.shelfshare.node.report;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.StoreDay;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts sales and what was on hand at the end of each day. A store has a row for a day on which
 * units came or went; on any other day it had what the day before left, or what the next one found.
 * Safe for use by several threads.
 */
final class StockFigures {
  private final ReportQuery query;
  private final Function<StoreId, Optional<Store>> stores;
  private final Map<StoreId, TreeMap<LocalDate, DayTally>> days = new HashMap<>();

  StockFigures(ReportQuery query, Function<StoreId, Optional<Store>> stores) {
    this.query = query;
    this.stores = stores;
  }

  synchronized void take(StoreDay day) {
    if (stores.apply(day.store()).filter(query.stores()::matches).isPresent()) {
      days.computeIfAbsent(day.store(), store -> new TreeMap<>())
          .put(day.tally().day(), day.tally());
    }
  }

  /**
   * Adds what a store did, once every row from the first day until today is taken.
   *
   * @param onHandNow units, of a store that has no row
   */
  synchronized void add(Store store, long onHandNow, GroupSums<Figures> sums) {
    TreeMap<LocalDate, DayTally> known = days.getOrDefault(store.id(), new TreeMap<>());
    boolean byDay = query.grouping().by().contains(Grouping.By.DAY);
    for (LocalDate day = query.first(); !day.isAfter(query.last()); day = day.plusDays(1)) {
      DayTally tally = known.get(day);
      long onHand = atEndOf(day, known).orElse(onHandNow);
      boolean last = byDay || day.equals(query.last());
      sums.add(
          query.grouping().key(store, Optional.empty(), Optional.of(day)),
          Figures.ofStock(tally == null ? 0 : tally.sold(), last ? onHand : 0, onHand));
    }
  }

  private static Optional<Long> atEndOf(LocalDate day, TreeMap<LocalDate, DayTally> known) {
    Map.Entry<LocalDate, DayTally> before = known.floorEntry(day);
    if (before != null) {
      return Optional.of(before.getValue().onHandAfter());
    }
    Map.Entry<LocalDate, DayTally> after = known.higherEntry(day);
    return after == null ? Optional.empty() : Optional.of(after.getValue().onHandBefore());
  }
}
