package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StockLine;
import io.shelfshare.domain.stock.SupplyStep;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Judges a chain by what its journals say, with sums of its own. */
final class Judge {
  private final Chain chain;

  Judge(Chain chain) {
    this.chain = chain;
  }

  void check() {
    awards();
    for (SkuId sku : List.of(SHIRT, COAT)) {
      assertThat(sum(sku, line -> line.awarded() - line.reopened()) + unstarted(sku))
          .as("P1: awarded and not given back, of " + sku)
          .isLessThanOrEqualTo(Units.of(sku, Chain.SPEC.lines()));
      lines(sku);
      conserved(sku);
    }
    chain.stores.values().forEach(this::dropsNoWinner);
  }

  /** Once everything is told, what the chain's entities know of each other is the same. */
  void checkSettled() {
    check();
    for (SkuId sku : List.of(SHIRT, COAT)) {
      assertThat(chain.stores.values().stream().mapToLong(s -> s.stock.line(sku).reserved()).sum())
          .as("P2: nothing is held for ever")
          .isEqualTo(sum(sku, OrderLine::pending));
      assertThat(chain.stores.get(A).stock.line(sku).inbound())
          .as("P4: inbound")
          .isEqualTo(sum(sku, OrderLine::inTransit));
      assertThat(shippedApplied(sku)).as("P4: left").isEqualTo(sum(sku, OrderLine::shipped));
      assertThat(arrivedApplied(sku))
          .as("P4: arrived")
          .isEqualTo(sum(sku, line -> line.accepted() + line.damaged()));
    }
    chain.orders.values().forEach(order -> assertThat(order.order.version()).isPositive());
    assertThat(chain.request.ordersToCancel()).isEmpty();
    chain.stores.values().forEach(store -> assertThat(store.stock.nextDue()).isEmpty());
  }

  private void awards() {
    boolean over = false;
    Set<OrderId> won = new HashSet<>();
    for (RequestEvent event : chain.journal) {
      over |= event instanceof RequestEvent.Expired || event instanceof RequestEvent.Cancelled;
      if (event instanceof RequestEvent.Awarded awarded) {
        assertThat(over).as("P10: " + awarded + " after the end").isFalse();
        assertThat(won.add(awarded.award().order())).as("awarded twice").isTrue();
      }
    }
    assertThat(chain.answered).as("P5").allMatch(award -> won.contains(award.order()));
    assertThat(won).as("an order without an award").containsAll(chain.orders.keySet());
  }

  private long unstarted(SkuId sku) {
    return chain.journal.stream()
        .filter(RequestEvent.Awarded.class::isInstance)
        .map(event -> ((RequestEvent.Awarded) event).award())
        .filter(
            award ->
                chain.orders.get(award.order()) == null
                    || chain.orders.get(award.order()).order.version() == 0)
        .mapToLong(award -> Units.of(sku, award.lines()))
        .sum();
  }

  private void lines(SkuId sku) {
    for (Chain.Store store : chain.stores.values()) {
      StockLine line = store.stock.line(sku);
      long held =
          store.stock.holds().stream()
              .map(Hold::held)
              .mapToLong(units -> Units.of(sku, units))
              .sum();
      assertThat(line.reserved()).as("P2").isEqualTo(held).isBetween(0L, line.onHand());
    }
    for (Chain.Order order : chain.orders.values()) {
      order.order.view().stream()
          .flatMap(view -> view.lines().stream())
          .forEach(
              line -> {
                assertThat(line.pending() + line.shipped() + line.reopened())
                    .as("P3")
                    .isEqualTo(line.awarded());
                assertThat(line.accepted() + line.damaged() + line.inTransit())
                    .as("P3")
                    .isEqualTo(line.shipped());
              });
    }
  }

  /** P4: what is there is what came in and was found, less what went out and was missed. */
  private void conserved(SkuId sku) {
    long there = 0;
    long recorded = 0;
    for (Chain.Store store : chain.stores.values()) {
      there += store.stock.line(sku).onHand() + store.stock.line(sku).unsellable();
      for (StockEvent event : store.journal) {
        if (event instanceof StockEvent.MovementsRecorded moved) {
          recorded +=
              moved.changes().stream()
                  .filter(change -> change.sku().equals(sku))
                  .mapToLong(StockEvent.LineChange::onHandDelta)
                  .sum();
        } else if (event instanceof StockEvent.SupplyApplied applied) {
          recorded +=
              applied.outcomes().stream()
                  .filter(outcome -> outcome.sku().equals(sku))
                  .mapToLong(StockEvent.SupplyOutcome::unexplained)
                  .sum();
        }
      }
    }
    assertThat(there)
        .as("P4: " + sku)
        .isEqualTo(
            recorded
                - shippedApplied(sku)
                - supplied(sku, SupplyStep.Line::absent)
                + arrivedApplied(sku));
    assertThat(arrivedApplied(sku)).isLessThanOrEqualTo(sum(sku, OrderLine::shipped));
    assertThat(shippedApplied(sku)).isLessThanOrEqualTo(sum(sku, OrderLine::shipped));
  }

  private long shippedApplied(SkuId sku) {
    return supplied(sku, SupplyStep.Line::shipped);
  }

  /** The newest totals that stores took from the orders that they supply. */
  private long supplied(SkuId sku, ToLongFunction<SupplyStep.Line> part) {
    Map<String, Long> newest = new TreeMap<>();
    for (Chain.Store store : chain.stores.values()) {
      for (StockEvent event : store.journal) {
        if (event instanceof StockEvent.SupplyApplied applied) {
          for (SupplyStep.Line line : applied.step().lines()) {
            if (line.sku().equals(sku)) {
              newest.put(applied.step().order().value(), part.applyAsLong(line));
            }
          }
        }
      }
    }
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }

  private long arrivedApplied(SkuId sku) {
    Map<String, Long> newest = new TreeMap<>();
    for (StockEvent event : chain.stores.get(A).journal) {
      if (event instanceof StockEvent.InboundApplied applied) {
        for (InboundStep.Line line : applied.step().lines()) {
          if (line.sku().equals(sku)) {
            newest.put(applied.step().order().value(), line.accepted() + line.damaged());
          }
        }
      }
    }
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A hold is dropped only where its order did not win, and then it never does. */
  private void dropsNoWinner(Chain.Store store) {
    for (StockEvent event : store.journal) {
      if (event instanceof StockEvent.HoldDropped dropped) {
        assertThat(chain.orders).as("P1").doesNotContainKey(dropped.order());
        assertThat(chain.journal)
            .noneMatch(
                one ->
                    one instanceof RequestEvent.Awarded awarded
                        && awarded.award().order().equals(dropped.order()));
      }
    }
  }

  private long sum(SkuId sku, ToLongFunction<OrderLine> part) {
    return chain.orders.values().stream()
        .flatMap(order -> order.order.view().stream())
        .flatMap(view -> view.lines().stream())
        .filter(line -> line.sku().equals(sku))
        .mapToLong(part)
        .sum();
  }
}
