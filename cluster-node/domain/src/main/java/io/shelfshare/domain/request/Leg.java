package io.shelfshare.domain.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.util.List;
import java.util.function.ToLongFunction;

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

  /** Awarded for a line and not given back. */
  long covered(RequestSpec spec, SkuId line) {
    return awarded(spec, line) - sum(spec, line, OrderReport.Line::reopened);
  }

  long awarded(RequestSpec spec, SkuId line) {
    return spec.ofLine(award.lines(), line);
  }

  long received(RequestSpec spec, SkuId line) {
    return sum(spec, line, OrderReport.Line::accepted);
  }

  private long sum(RequestSpec spec, SkuId line, ToLongFunction<OrderReport.Line> part) {
    long sum = 0;
    for (OrderReport.Line one : totals) {
      sum += spec.lineOf(one.sku()).equals(line) ? part.applyAsLong(one) : 0;
    }
    return sum;
  }

  /** Whether its supplier brings, or brought, anything. */
  boolean coversAnything() {
    return Units.total(award.lines()) > totals.stream().mapToLong(OrderReport.Line::reopened).sum();
  }
}
