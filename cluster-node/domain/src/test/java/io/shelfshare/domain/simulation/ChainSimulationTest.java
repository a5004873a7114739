package io.shelfshare.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.OrderView.EndReason;
import io.shelfshare.domain.order.Remark;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.request.RequestEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Replay one run with its seed: {@code -Dsimulation.seed=42 -Dsimulation.runs=1}. */
class ChainSimulationTest {
  private static final long SEED = Long.getLong("simulation.seed", 1);
  private static final int RUNS = Integer.getInteger("simulation.runs", 120);
  private static final int STEPS = 700;
  private static final BinaryOperator<Integer> SUM = Integer::sum;

  @Test
  @DisplayName("P1–P4, P9, P10 hold at every step, whatever is lost, doubled, late or crashed")
  void promisesHoldWhateverHappens() {
    Map<String, Integer> seen = play(false);
    if (RUNS >= 50) {
      seen.values().removeIf(times -> times == 0);
      assertThat(seen)
          .as("the runs meet what they are meant to meet")
          .containsKeys(
              "Awarded",
              "Expired",
              "Cancelled",
              "HoldDropped",
              "Breached",
              "HoldRanOut",
              "Shipped",
              "Received",
              "Released",
              "BreachTold",
              "Arrived",
              "Recalled",
              "LossSuspected",
              "LossConfirmed",
              "Lost on the way back",
              "Found",
              "GivenBack",
              "ReturnReceived",
              "Closed",
              "MessagePosted",
              "Surplus",
              "Refused",
              "Not shipped in time",
              "Blackout",
              "Missed what the till had sold");
    }
  }

  @Test
  @DisplayName("P1–P6, P10 hold in every mode: bids, asks and what they fall back to")
  void promisesHoldInEveryMode() {
    Map<String, Integer> seen = play(true);
    if (RUNS >= 50) {
      assertThat(seen)
          .containsKeys(
              "Bade",
              "BidWithdrawn",
              "WindowClosed",
              "BidsLost",
              "Asked",
              "AskDeclined",
              "AskRanOut",
              "StageEntered",
              "Edited",
              "Awarded",
              "Expired",
              "Cancelled");
    }
  }

  private static Map<String, Integer> play(boolean anyMode) {
    Map<String, Integer> seen = new HashMap<>();
    for (long seed = SEED; seed < SEED + RUNS; seed++) {
      Chain chain = new Chain(seed, anyMode);
      Judge judge = new Judge(chain);
      int step = 0;
      try {
        for (; step < STEPS; step++) {
          chain.step();
          judge.check();
        }
        chain.settle();
        judge.checkSettled();
        Modes.checkSettled(chain);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
      }
      count(chain, seen);
    }
    return seen;
  }

  private static void count(Chain chain, Map<String, Integer> seen) {
    if (chain.blackouts > 0) {
      seen.merge("Blackout", 1, Integer::sum);
    }
    for (RequestEvent event : chain.journal) {
      seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
    }
    chain.stores.values().stream()
        .flatMap(store -> store.journal.stream())
        .forEach(event -> seen.merge(event.getClass().getSimpleName(), 1, Integer::sum));
    chain.orders.values().stream()
        .flatMap(order -> order.journal.stream())
        .forEach(event -> seen.merge(event.getClass().getSimpleName(), 1, Integer::sum));
    for (Chain.Order order : chain.orders.values()) {
      OrderView view = order.order.view().orElseThrow();
      for (OrderLine line : view.lines()) {
        seen.merge("Lost on the way back", line.refused().lostBack().total() > 0 ? 1 : 0, SUM);
      }
      for (Remark remark : view.remarks()) {
        boolean surplus = remark.kind() == Remark.Kind.OVER_RECEIPT;
        seen.merge("Surplus", surplus ? 1 : 0, SUM);
        seen.merge("Refused", remark.kind() == Remark.Kind.REFUSED ? 1 : 0, SUM);
      }
      boolean forgotten = view.endReason().equals(Optional.of(EndReason.SHIP_RAN_OUT));
      seen.merge("Not shipped in time", forgotten ? 1 : 0, SUM);
    }
    chain.orders.values().stream()
        .filter(ChainSimulationTest::isBreachedAfterItWasShort)
        .forEach(order -> seen.merge("Missed what the till had sold", 1, Integer::sum));
  }

  private static boolean isBreachedAfterItWasShort(Chain.Order order) {
    TransferOrder replayed = TransferOrder.unstarted();
    boolean isShort = false;
    for (OrderEvent event : order.journal) {
      if (isShort && event instanceof OrderEvent.Breached) {
        return true;
      }
      long before = pending(replayed);
      replayed = replayed.apply(event);
      isShort |= event instanceof OrderEvent.Confirmed && pending(replayed) < before;
    }
    return false;
  }

  private static long pending(TransferOrder order) {
    return order.view().stream()
        .flatMap(view -> view.lines().stream())
        .mapToLong(OrderLine::pending)
        .sum();
  }
}
