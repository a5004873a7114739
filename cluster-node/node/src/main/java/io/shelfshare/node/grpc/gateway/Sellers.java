package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.IsoWeek;
import java.util.List;

/**
 * What sold best and worst in one store in a week.
 *
 * @param sold units of all SKUs
 * @param best those that sold most, the best first
 * @param slow those that should go elsewhere, the slowest first
 */
public record Sellers(IsoWeek week, long sold, List<SellerLine> best, List<SellerLine> slow) {
  public Sellers {
    best = List.copyOf(best);
    slow = List.copyOf(slow);
  }
}
