package io.shelfshare.domain.simulation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.stock.StockEvent;
import java.util.HashMap;
import java.util.Map;

/** Units that a clerk missed on the shelf, where a till may have sold them. */
final class Missed {
  private final Chain chain;

  Missed(Chain chain) {
    this.chain = chain;
  }

  /** Units that were not on the shelf and that no till had sold, as their stores took it. */
  long units(SkuId sku) {
    Map<OrderId, Long> missed = new HashMap<>();
    for (Chain.Store store : chain.stores.values()) {
      Map<OrderId, Long> sold = new HashMap<>();
      for (StockEvent event : store.journal) {
        soldBy(event, sku, sold);
        if (event instanceof StockEvent.SupplyApplied applied) {
          OrderId order = applied.step().order();
          applied.step().lines().stream()
              .filter(line -> line.sku().equals(sku))
              .forEach(
                  line -> {
                    long untold = sold.getOrDefault(order, 0L) - line.breached();
                    missed.put(order, Math.max(0, line.absent() - Math.max(0, untold)));
                  });
        }
      }
    }
    return missed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Adds up what tills took out of holds, from when they were bound. */
  private static void soldBy(StockEvent event, SkuId sku, Map<OrderId, Long> sold) {
    if (event instanceof StockEvent.Bound bound) {
      sold.put(bound.order(), 0L);
    } else if (event instanceof StockEvent.MovementsRecorded moved) {
      moved.breaches().stream()
          .filter(breach -> breach.units().sku().equals(sku))
          .forEach(
              breach ->
                  sold.computeIfPresent(
                      breach.order(), (id, units) -> units + breach.units().quantity()));
    }
  }

  /** Units that the clerk missed and units that the till sold are the same, as far as they go. */
  void requireShortedOnce(SkuId sku, Chain.Order order) {
    OrderTerms terms = order.order.view().orElseThrow().terms();
    Map<OrderId, Long> sold = new HashMap<>();
    chain.stores.get(terms.supplier()).journal.forEach(event -> soldBy(event, sku, sold));
    TransferOrder replayed = TransferOrder.unstarted();
    long missed = 0;
    long breached = 0;
    boolean breachedLast = false;
    for (OrderEvent event : order.journal) {
      long before = reopened(replayed, sku);
      replayed = replayed.apply(event);
      long more = reopened(replayed, sku) - before;
      if (event instanceof OrderEvent.Confirmed confirmed) {
        boolean seen = confirmed.shortReason().filter(ShortReason.DAMAGED::equals).isPresent();
        missed += seen ? 0 : more;
      } else if (event instanceof OrderEvent.Breached) {
        breached += more;
        breachedLast |= more > 0 && missed > 0;
      }
    }
    Judge.require(
        !breachedLast || breached + missed <= sold.getOrDefault(terms.order(), 0L),
        "P3: shorted twice",
        order.journal);
  }

  private static long reopened(TransferOrder order, SkuId sku) {
    return order.view().stream()
        .flatMap(view -> view.lines().stream())
        .filter(line -> line.sku().equals(sku))
        .mapToLong(OrderLine::reopened)
        .sum();
  }
}
