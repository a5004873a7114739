package io.shelfshare.domain.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.util.List;

/**
 * An award and what its order has reported since.
 *
 * @param reportVersion the newest report's; 0 before the first
 * @param ended true once the order will report nothing more
 * @param cancelTold true once the order durably knows that the request was cancelled
 * @param totals what the order gave back and what was received, in all
 */
public record Leg(
    Award award,
    long reportVersion,
    boolean ended,
    boolean cancelTold,
    List<OrderReport.Line> totals) {
  public Leg {
    totals = List.copyOf(totals);
  }

  static Leg of(Award award) {
    return new Leg(award, 0, false, false, List.of());
  }

  Leg report(OrderReport report) {
    return new Leg(award, report.version(), ended || report.ended(), cancelTold, report.lines());
  }

  Leg told() {
    return new Leg(award, reportVersion, ended, true, totals);
  }

  boolean isOf(OrderId order) {
    return award.order().equals(order);
  }

  /** Awarded and not given back. */
  long covered(SkuId sku) {
    long reopened =
        totals.stream()
            .filter(line -> line.sku().equals(sku))
            .mapToLong(OrderReport.Line::reopened)
            .sum();
    return Units.of(sku, award.lines()) - reopened;
  }

  long received(SkuId sku) {
    return totals.stream()
        .filter(line -> line.sku().equals(sku))
        .mapToLong(OrderReport.Line::accepted)
        .sum();
  }

  /** Whether its supplier brings, or brought, anything. */
  boolean coversAnything() {
    return award.lines().stream().anyMatch(line -> covered(line.sku()) > 0);
  }
}
