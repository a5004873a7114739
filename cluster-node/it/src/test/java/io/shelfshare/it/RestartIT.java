package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.journal.v1.RequestEvent;
import io.shelfshare.local.LocalCluster;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(3)
@DisplayName("Everything is stopped and started again")
class RestartIT {
  private static final int NODES = 2;
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(20);
  private static final Duration GENEROUS = Duration.ofMinutes(3);

  private static MarketFixture market;

  @BeforeAll
  static void startTwoNodes() {
    market =
        MarketFixture.start(
            "restart",
            NODES,
            Map.of(
                "SHELFSHARE_AWARD_WITHIN",
                "30s",
                "SHELFSHARE_CONFIRM_WITHIN",
                CONFIRM_WITHIN.toSeconds() + "s"));
  }

  @AfterAll
  static void stop() {
    market.close();
  }

  @Test
  @DisplayName("P5, P6, P10: after a stop in order")
  void allStateIsThereAfterAStopInOrder() {
    survives("stop", LocalCluster::stopNodesAndCassandra);
  }

  @Test
  @DisplayName("P5, P6, P10: after kill -9 of every process")
  void allStateIsThereAfterAKillOfEverything() {
    survives(
        "kill",
        cluster -> {
          cluster.nodes().forEach(ManagedNode::kill9);
          cluster.cassandra().kill9();
        });
  }

  private static Reads reads() {
    return new Reads(market.client());
  }

  private static void survives(String name, Consumer<LocalCluster> end) {
    RestartTrade trade = new RestartTrade(market, name);
    trade.play();
    LocalCluster cluster = market.cluster();
    long began = System.nanoTime();
    end.accept(cluster);
    MarketFixture.log(name + " of everything", began);
    assertThat(cluster.nodes()).noneMatch(ManagedNode::isAlive);
    assertThat(cluster.cassandra().isAlive()).isFalse();
    Instant deadline = trade.lastDeadline();
    Eventually.holds(
        GENEROUS, () -> assertThat(market.clock().instant()).isAfter(deadline.plusMillis(1)));
    long restarted = System.nanoTime();
    market.heal();
    MarketFixture.log("start of everything after the " + name, restarted);

    Eventually.holds(GENEROUS, () -> assertThat(market.journal().isThere()).isTrue());
    deadlinesThatPassedWhileDownTakeEffectByThemselves(trade);
    MarketFixture.log("start to the last deadline's effect", restarted);
    allStateIsThere(trade);
    everyRepeatHasTheSameAnswer(trade);
    stockIsThere(trade);
    Eventually.holds(GENEROUS, () -> theReadSideTellsTheSame(trade));
  }

  /** Judged by the journal first, since a question alone would make a request expire. */
  private static void deadlinesThatPassedWhileDownTakeEffectByThemselves(RestartTrade trade) {
    for (TransferRequest request : List.of(trade.lapsing, trade.closing)) {
      Eventually.holds(
          GENEROUS,
          () ->
              assertThat(market.journal().ofRequest(request.getName()))
                  .as("P10: %s", request.getName())
                  .anyMatch(RequestEvent::hasExpired));
    }
    for (TransferRequest request : List.of(trade.reopening, trade.closing)) {
      Eventually.holds(
          GENEROUS,
          () ->
              assertThat(market.journal().ofRequest(request.getName()))
                  .as("units given back to %s", request.getName())
                  .anyMatch(
                      e ->
                          e.hasOrderReported()
                              && e.getOrderReported().getEnded()
                              && e.getOrderReported().getLines(0).getReopened() == 1));
    }
    for (TransferRequest request : List.of(trade.lapsing, trade.closing)) {
      Mutation<GrabTransferRequestResponse> late =
          trade.first.grab(request.getName(), trade.sku, 1);
      assertThatThrownBy(() -> late.sendUntilFinal(GENEROUS))
          .as("P10: a grab after the deadline")
          .isInstanceOf(ShelfshareException.class)
          .extracting(e -> ((ShelfshareException) e).reason())
          .isEqualTo("REQUEST_EXPIRED");
    }
  }

  private static void allStateIsThere(RestartTrade trade) {
    TransferRequest kept = reads().request(trade.kept.getName());
    assertThat(kept.getState()).isEqualTo(TransferRequest.State.STATE_PARTLY_COVERED);
    assertThat(kept.getLines(0).getOpen()).isEqualTo(2);
    assertThat(kept.getAwardsList())
        .extracting(award -> award.getTransferOrder())
        .containsExactly(trade.shipped.getTransferOrder(), trade.confirmed.getTransferOrder());
    assertThat(reads().order(trade.shipped.getTransferOrder()).getState())
        .isEqualTo(TransferOrder.State.STATE_SHIPPED);
    assertThat(reads().order(trade.confirmed.getTransferOrder()).getState())
        .isEqualTo(TransferOrder.State.STATE_CONFIRMED);

    TransferRequest reopening = reads().request(trade.reopening.getName());
    assertThat(reopening.getState()).isEqualTo(TransferRequest.State.STATE_OPEN);
    assertThat(reopening.getLines(0).getOpen()).isEqualTo(3);
    for (GrabTransferRequestResponse won : List.of(trade.unconfirmed, trade.closed)) {
      assertThat(reads().order(won.getTransferOrder()).getState())
          .isEqualTo(TransferOrder.State.STATE_RELEASED);
      assertThat(reads().order(won.getTransferOrder()).getEndReason()).isEqualTo("HOLD_RAN_OUT");
    }
    for (TransferRequest request : List.of(trade.lapsing, trade.closing)) {
      assertThat(reads().request(request.getName()).getState())
          .isEqualTo(TransferRequest.State.STATE_EXPIRED);
      assertThat(reads().request(request.getName()).getLines(0).getOpen()).isZero();
      JournalRules.awardsNoMoreThanWasAsked(
          market.journal().ofRequest(request.getName()), request.getName());
    }
  }

  private static void everyRepeatHasTheSameAnswer(RestartTrade trade) {
    for (Mutation.Acknowledged<?> one : trade.evidence.mutations()) {
      assertThat(one.mutation().sendUntilFinal(GENEROUS).toString())
          .as("P6: %s", one.mutation().what())
          .isEqualTo(one.answer().toString());
    }
  }

  private static void stockIsThere(RestartTrade trade) {
    Eventually.holds(
        GENEROUS,
        () -> {
          assertThat(counted(reads().line(trade.asking.store(), trade.sku)))
              .isEqualTo("10 on hand, 0 held, 2 inbound");
          assertThat(counted(reads().line(trade.first.store(), trade.sku)))
              .isEqualTo("8 on hand, 0 held, 0 inbound");
          assertThat(counted(reads().line(trade.second.store(), trade.sku)))
              .isEqualTo("9 on hand, 1 held, 0 inbound");
        });
  }

  private static String counted(StockLine line) {
    return "%d on hand, %d held, %d inbound"
        .formatted(line.getOnHand(), line.getReserved(), line.getInbound());
  }

  private static void theReadSideTellsTheSame(RestartTrade trade) {
    ShelfshareClient client = market.client();
    Map<String, Long> available = new HashMap<>();
    client
        .call(
            () ->
                client
                    .stock()
                    .findStock(
                        FindStockRequest.newBuilder()
                            .setSku(ResourceNames.sku(trade.sku))
                            .setStore(ResourceNames.store(trade.asking.store()))
                            .build()))
        .getSuppliesList()
        .forEach(
            supply -> available.put(ResourceNames.id(supply.getStore()), supply.getAvailable()));
    assertThat(available)
        .containsEntry(
            trade.first.store(), reads().line(trade.first.store(), trade.sku).getAvailable())
        .containsEntry(
            trade.second.store(), reads().line(trade.second.store(), trade.sku).getAvailable());

    assertThat(reads().listedRequests(trade.asking.store(), RequestScope.REQUEST_SCOPE_POSTED))
        .isEqualTo(
            Map.of(
                trade.kept.getName(), TransferRequest.State.STATE_PARTLY_COVERED,
                trade.reopening.getName(), TransferRequest.State.STATE_OPEN,
                trade.closing.getName(), TransferRequest.State.STATE_EXPIRED,
                trade.lapsing.getName(), TransferRequest.State.STATE_EXPIRED));
    assertThat(reads().listedRequests(trade.first.store(), RequestScope.REQUEST_SCOPE_MARKET))
        .containsKeys(trade.kept.getName(), trade.reopening.getName())
        .doesNotContainKeys(trade.closing.getName(), trade.lapsing.getName());

    assertThat(reads().listedOrders(trade.asking.store(), OrderSide.ORDER_SIDE_REQUESTER))
        .isEqualTo(
            Map.of(
                trade.shipped.getTransferOrder(), TransferOrder.State.STATE_SHIPPED,
                trade.confirmed.getTransferOrder(), TransferOrder.State.STATE_CONFIRMED,
                trade.unconfirmed.getTransferOrder(), TransferOrder.State.STATE_RELEASED,
                trade.closed.getTransferOrder(), TransferOrder.State.STATE_RELEASED));
  }
}
