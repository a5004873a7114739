package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.Refused;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.stock.Hold;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StockLine;
import io.shelfshare.domain.stock.SupplyStep;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Judges a chain by what its journals say, with sums of its own. */
final class Judge {
  private final Chain chain;
  private final Missed missed;

  Judge(Chain chain) {
    this.chain = chain;
    this.missed = new Missed(chain);
  }

  void check() {
    awards();
    for (SkuId sku : List.of(SHIRT, COAT)) {
      long covered = sum(sku, line -> line.awarded() - line.reopened()) + unstarted(sku);
      require(covered <= Units.of(sku, chain.spec.lines()), "P1: awarded too many", sku);
      lines(sku);
      conserved(sku);
    }
    chain.stores.values().forEach(this::dropsNoWinner);
    chain.books.check(chain);
  }

  /** Once everything is told, what the chain's entities know of each other is the same. */
  void checkSettled() {
    check();
    chain.stores.values().forEach(this::holdsWhatIsPending);
    chain.books.checkSettled(chain);
    for (SkuId sku : List.of(SHIRT, COAT)) {
      assertThat(chain.stores.values().stream().mapToLong(s -> s.stock.line(sku).reserved()).sum())
          .as("P2: nothing is held for ever")
          .isEqualTo(sum(sku, OrderLine::pending));
      boolean stays = chain.spec.customerReference().isEmpty();
      assertThat(chain.stores.values().stream().mapToLong(s -> s.stock.line(sku).inbound()).sum())
          .as("P4: inbound")
          .isEqualTo(sum(sku, line -> (stays ? line.inTransit() : 0) + line.refused().returning()));
      assertThat(shippedApplied(sku)).as("P4: left").isEqualTo(sum(sku, OrderLine::shipped));
      assertThat(inboundApplied(sku, line -> line.accepted() + line.damaged()))
          .as("P4: arrived")
          .isEqualTo(sum(sku, line -> (stays ? line.accepted() + line.damaged() : 0) + back(line)));
      assertThat(inboundApplied(sku, InboundStep.Line::surplus))
          .as("P4: more than was sent")
          .isEqualTo(stays ? surplus(sku) : 0);
      chain.orders.values().forEach(order -> missed.requireShortedOnce(sku, order));
    }
    for (Chain.Order order : chain.orders.values()) {
      OrderView view = order.order.view().orElseThrow();
      boolean moves =
          view.lines().stream()
              .anyMatch(line -> line.pending() + line.inTransit() + line.refused().returning() > 0);
      assertThat(view.status().isEnd())
          .as("an order ends when nothing is left to do: %s", view)
          .isEqualTo(!moves);
      assertThat(order.order.isOver()).as("everybody knows: %s", view).isEqualTo(!moves);
    }
    assertThat(chain.request.ordersToCancel()).isEmpty();
    chain.stores.values().forEach(store -> assertThat(store.stock.nextDue()).isEmpty());
  }

  private void holdsWhatIsPending(Chain.Store store) {
    for (Hold hold : store.stock.holds()) {
      Chain.Order order = chain.orders.get(hold.order());
      require(order != null && !isOver(hold.order()), "P2: held for ever", hold);
      for (OrderLine line : order.order.view().orElseThrow().lines()) {
        long held = Units.of(line.sku(), hold.held());
        require(held == line.pending(), "P2: held is not pending", line);
      }
    }
  }

  private void awards() {
    boolean over = false;
    Set<OrderId> won = new HashSet<>();
    Set<Mutation.Key> used = new HashSet<>();
    for (RequestEvent event : chain.journal) {
      mutationOf(event).ifPresent(key -> require(used.add(key), "P6: an id used twice", event));
      over |= event instanceof RequestEvent.Expired || event instanceof RequestEvent.Cancelled;
      if (event instanceof RequestEvent.Awarded awarded) {
        require(awarded.at().isBefore(chain.spec.expireAt()), "P10: late", awarded);
        require(!over, "P10: after the end", awarded);
        require(won.add(awarded.award().order()), "P1: awarded twice", awarded);
      }
    }
    chain.answered.forEach(award -> require(won.contains(award.order()), "P5", award));
    require(won.containsAll(chain.orders.keySet()), "P1: an order without an award", won);
  }

  private static Optional<Mutation.Key> mutationOf(RequestEvent event) {
    if (event instanceof RequestEvent.Posted posted) {
      return Optional.of(posted.mutation());
    }
    if (event instanceof RequestEvent.Awarded awarded) {
      return Optional.of(awarded.award().mutation());
    }
    return event instanceof RequestEvent.Cancelled cancelled
        ? Optional.of(cancelled.mutation())
        : Optional.empty();
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
      require(line.reserved() == held && held <= line.onHand(), "P2", line);
    }
    for (Chain.Order order : chain.orders.values()) {
      order.order.view().stream()
          .flatMap(view -> view.lines().stream())
          .forEach(
              line -> {
                long gone = line.pending() + line.shipped() + line.reopened();
                require(gone == line.awarded(), "P3", line);
                long lost = line.lost().supplier() + line.lost().requester();
                long travelled =
                    (line.accepted() + line.damaged() + line.inTransit())
                        + (line.refused().units() + lost + line.lost().carrier());
                require(travelled == line.shipped(), "P3", line);
                Refused refused = line.refused();
                long lostBack = refused.lostBack().supplier() + refused.lostBack().requester();
                long back =
                    (refused.returnedGood() + refused.returnedDamaged() + refused.returning())
                        + (lostBack + refused.lostBack().carrier());
                require(back == refused.units(), "P3", line);
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
          for (StockEvent.SupplyOutcome outcome : applied.outcomes()) {
            require(outcome.unexplained() >= 0, "P4: a negative find", outcome);
            recorded += outcome.sku().equals(sku) ? outcome.unexplained() : 0;
          }
        }
      }
    }
    long left = shippedApplied(sku);
    long arrived = inboundApplied(sku, line -> line.accepted() + line.damaged());
    long surplus = inboundApplied(sku, InboundStep.Line::surplus);
    long absent = missed.units(sku);
    require(there == recorded - left - absent + arrived + surplus, "P4", sku);
    require(surplus <= surplus(sku), "P4: more than came", sku);
    long shipped = sum(sku, OrderLine::shipped);
    require(left <= shipped && arrived <= shipped, "P4: more than was shipped", sku);
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

  /** The newest totals that stores took from the orders that come to them, there or back. */
  private long inboundApplied(SkuId sku, ToLongFunction<InboundStep.Line> part) {
    Map<String, Long> newest = new TreeMap<>();
    chain.stores.forEach(
        (id, store) -> {
          for (StockEvent event : store.journal) {
            if (event instanceof StockEvent.InboundApplied applied) {
              for (InboundStep.Line line : applied.step().lines()) {
                if (line.sku().equals(sku)) {
                  newest.put(id + " " + applied.step().order(), part.applyAsLong(line));
                }
              }
            }
          }
        });
    return newest.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long back(OrderLine line) {
    return line.refused().returnedGood() + line.refused().returnedDamaged();
  }

  /** Units that came and that nobody had sent, by what the receipts said. */
  private long surplus(SkuId sku) {
    return chain.orders.values().stream()
        .flatMap(order -> order.journal.stream())
        .filter(OrderEvent.Received.class::isInstance)
        .flatMap(event -> ((OrderEvent.Received) event).receipts().stream())
        .filter(receipt -> receipt.sku().equals(sku))
        .mapToLong(OrderEvent.Receipt::surplus)
        .sum();
  }

  /** A hold is dropped only where its order did not win, and then it never does. */
  private void dropsNoWinner(Chain.Store store) {
    for (StockEvent event : store.journal) {
      if (event instanceof StockEvent.HoldDropped dropped) {
        for (RequestEvent one : chain.journal) {
          boolean won =
              one instanceof RequestEvent.Awarded awarded
                  && awarded.award().order().equals(dropped.order());
          require(!won || isOver(dropped.order()), "P1: dropped the hold of a winner", one);
        }
      }
    }
  }

  private boolean isOver(OrderId id) {
    Chain.Order order = chain.orders.get(id);
    return order != null && order.order.view().filter(view -> view.status().isEnd()).isPresent();
  }

  static void require(boolean holds, String promise, Object about) {
    if (!holds) {
      throw new AssertionError(promise + ": " + about);
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
