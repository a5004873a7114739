package io.shelfshare.node.report;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.stock.WeekTally;
import io.shelfshare.node.grpc.gateway.SellerLine;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.grpc.gateway.SkuWeek;
import io.shelfshare.node.grpc.gateway.StockSums;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks the SKUs of one store by how they sold in a week. Safe for use by several threads while it
 * takes weeks in.
 */
final class SellerRanking {
  /** So many weeks are looked at for the last sale. */
  static final int LOOK_BACK_WEEKS = 8;

  /** The last unit of a SKU stays where somebody may come for it. */
  private static final long SLOW_SPARE_MIN = 2;

  private static final Comparator<SellerLine> BEST_FIRST =
      Comparator.comparingLong(SellerLine::sold)
          .thenComparingInt(SellerLine::sellThroughBasisPoints)
          .reversed()
          .thenComparing(SellerLine::sku);
  private static final Comparator<SellerLine> SLOWEST_FIRST =
      Comparator.comparingInt(SellerLine::sellThroughBasisPoints)
          .thenComparingLong(SellerLine::soldLately)
          .thenComparing(Comparator.comparingLong(SellerLine::spare).reversed())
          .thenComparing(SellerLine::sku);

  private record Sold(long inWeek, long lately, LocalDate last) {
    static final Sold NOTHING = new Sold(0, 0, LocalDate.MIN);

    Sold plus(Sold other) {
      return new Sold(
          inWeek + other.inWeek,
          lately + other.lately,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private final IsoWeek week;
  private final Map<SkuId, Sold> sold = new HashMap<>();

  SellerRanking(IsoWeek week) {
    this.week = week;
  }

  /** The first week that it should take in. */
  IsoWeek first() {
    return week.plusWeeks(1 - LOOK_BACK_WEEKS);
  }

  synchronized void take(SkuWeek one) {
    WeekTally tally = one.tally();
    boolean inWeek = tally.week().equals(week);
    boolean lately = tally.week().compareTo(week.plusWeeks(-SellerLine.COVER_WEEKS)) > 0;
    sold.merge(
        tally.sku(),
        new Sold(inWeek ? tally.sold() : 0, lately ? tally.sold() : 0, tally.lastSold()),
        Sold::plus);
  }

  /**
   * Ranks what it took in and what is there.
   *
   * @param stock of the store now; a SKU that is not in it has no units
   * @param limit lines of each list
   */
  synchronized Sellers of(Map<SkuId, StockSums> stock, int limit) {
    Set<SkuId> skus = new HashSet<>(stock.keySet());
    skus.addAll(sold.keySet());
    List<SellerLine> lines =
        skus.stream().map(sku -> line(sku, stock.getOrDefault(sku, StockSums.NONE))).toList();
    return new Sellers(
        week,
        lines.stream().mapToLong(SellerLine::sold).sum(),
        lines.stream().filter(line -> line.sold() > 0).sorted(BEST_FIRST).limit(limit).toList(),
        lines.stream()
            .filter(line -> line.spare() >= SLOW_SPARE_MIN)
            .sorted(SLOWEST_FIRST)
            .limit(limit)
            .toList());
  }

  private SellerLine line(SkuId sku, StockSums stock) {
    Sold units = sold.getOrDefault(sku, Sold.NOTHING);
    return new SellerLine(
        sku,
        units.inWeek(),
        units.lately(),
        stock.onHand(),
        stock.available(),
        Optional.of(units.last()).filter(day -> day.isAfter(LocalDate.MIN)));
  }
}
