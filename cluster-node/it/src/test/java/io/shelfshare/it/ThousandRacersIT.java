package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.journal.v1.RequestEvent;
import io.shelfshare.local.node.ManagedNode;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Order(4)
@DisplayName("P1: a thousand stores race for one unit")
class ThousandRacersIT {
  private static final int RACERS = 1_000;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration GENEROUS = Duration.ofMinutes(2);
  private static final Duration NOT_AFTER = Duration.ofMinutes(2);

  /** A loser may be told CONTENDED often before the unit is awarded. */
  private static final RetryPolicy PATIENT =
      new RetryPolicy(100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(25));

  @RegisterExtension static final SharedMarket SHARED = SharedMarket.ofThreeNodes();

  @Test
  @DisplayName("P1, P6: one wins, the others are told why, and no loser cost a write")
  void oneOfAThousandRacersWinsAndTheJournalKnowsOfNoOther() throws Exception {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("race", RACERS + 1, 1, 1);
    String sku = chain.skus().get(0);
    Clerk asking = chain.all().get(0);
    List<Clerk> racers = chain.all().subList(1, RACERS + 1);
    List<String> racing = racers.stream().map(Clerk::store).toList();
    Map<String, Long> before = market.journal().rowsOfStores(racing);
    TransferRequest request = asking.post(sku, 1, market.clock().instant().plus(LONG)).send();

    Map<Clerk, GrabTransferRequestRequest> calls = new LinkedHashMap<>();
    for (Clerk racer : racers) {
      calls.put(racer, racer.grabCall(request.getName(), sku, 1).build());
    }
    try (ShelfshareClient client = market.client(PATIENT)) {
      Outcomes first = race(client, market.clock(), calls);
      assertThat(Set.copyOf(first.lost.values())).containsExactly("ALREADY_COVERED");
      assertThat(first.lost).hasSize(RACERS - 1);
      assertThat(first.won).hasSize(1);
      String winner = first.won.keySet().iterator().next();

      Outcomes again = race(client, market.clock(), calls);
      assertThat(again.won).isEqualTo(first.won);
      assertThat(again.lost).isEqualTo(first.lost);
      judgeJournal(market, request, winner, before);
    }
  }

  @Test
  @DisplayName("P7: who has lost wins once the units are open again, whichever node is asked")
  void whoHasLostWinsOnceTheUnitsAreOpenAgain() {
    MarketFixture market = SHARED.market();
    Chain chain = market.chain("reopen", 3, 1, 1);
    String sku = chain.skus().get(0);
    Clerk winner = chain.all().get(1);
    Clerk loser = chain.all().get(2);
    TransferRequest request =
        chain
            .all()
            .get(0)
            .post(sku, 1, market.clock().instant().plus(LONG))
            .sendUntilFinal(GENEROUS);
    var won = winner.grab(request.getName(), sku, 1).sendUntilFinal(GENEROUS);
    for (ManagedNode node : market.cluster().nodes()) {
      // The request's own node refuses the second by itself.
      assertThat(reasonOfLoss(market, node, request, loser, sku)).isEqualTo("ALREADY_COVERED");
      assertThat(reasonOfLoss(market, node, request, loser, sku)).isEqualTo("ALREADY_COVERED");
      assertThat(stateAt(market, node, request)).isEqualTo(TransferRequest.State.STATE_COVERED);
    }

    winner.release(won.getTransferOrder()).sendUntilFinal(GENEROUS);
    Eventually.holds(
        GENEROUS,
        () ->
            assertThat(new Reads(market.client()).request(request.getName()).getState())
                .isEqualTo(TransferRequest.State.STATE_OPEN));
    for (ManagedNode node : market.cluster().nodes()) {
      assertThat(stateAt(market, node, request)).isEqualTo(TransferRequest.State.STATE_OPEN);
    }
    var second = loser.grab(request.getName(), sku, 1).sendUntilFinal(GENEROUS);
    assertThat(second.getTransferOrder()).isNotEqualTo(won.getTransferOrder());
  }

  private static TransferRequest.State stateAt(
      MarketFixture market, ManagedNode node, TransferRequest request) {
    try (ShelfshareClient client = market.client(node)) {
      return new Reads(client).request(request.getName()).getState();
    }
  }

  private static String reasonOfLoss(
      MarketFixture market, ManagedNode node, TransferRequest request, Clerk loser, String sku) {
    try (ShelfshareClient client = market.client(node)) {
      var call =
          loser
              .grabCall(request.getName(), sku, 1)
              .setStore(ResourceNames.store(loser.store()))
              .build();
      client.call(() -> client.requests().grabTransferRequest(call));
      return "it won";
    } catch (ShelfshareException lost) {
      return lost.reason();
    }
  }

  private static Outcomes race(
      ShelfshareClient client, Clock clock, Map<Clerk, GrabTransferRequestRequest> calls)
      throws Exception {
    long began = System.nanoTime();
    // The farthest time, so that a slow machine makes nobody too late.
    Timestamp notAfter = Clerk.timestamp(clock.instant().plus(NOT_AFTER));
    Map<String, ListenableFuture<GrabTransferRequestResponse>> answers = new LinkedHashMap<>();
    calls.forEach(
        (racer, call) ->
            answers.put(
                racer.store(),
                client
                    .requestsFuture()
                    .withInterceptors(racer.token())
                    .grabTransferRequest(call.toBuilder().setNotAfter(notAfter).build())));
    Outcomes outcomes = new Outcomes(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (var answer : answers.entrySet()) {
      try {
        outcomes.won.put(answer.getKey(), answer.getValue().get(2, TimeUnit.MINUTES));
      } catch (ExecutionException failure) {
        outcomes.lost.put(answer.getKey(), ShelfshareException.of(failure).reason());
      }
    }
    MarketFixture.log("race of " + calls.size() + " stores, all answered", began);
    return outcomes;
  }

  private static void judgeJournal(
      MarketFixture market, TransferRequest request, String winner, Map<String, Long> before) {
    Map<String, Long> after = market.journal().rowsOfStores(before.keySet());
    List<String> written = new ArrayList<>();
    after.forEach(
        (store, rows) -> {
          if (!rows.equals(before.get(store))) {
            written.add(store);
          }
        });
    assertThat(written).containsExactly(winner);

    List<RequestEvent> events = market.journal().ofRequest(request.getName());
    assertThat(events)
        .extracting(RequestEvent::getEventCase)
        .startsWith(RequestEvent.EventCase.POSTED, RequestEvent.EventCase.AWARDED);
    assertThat(events.subList(2, events.size()))
        .extracting(RequestEvent::getEventCase)
        .allMatch(RequestEvent.EventCase.ORDER_REPORTED::equals);
    assertThat(events.get(1).getAwarded().getStore()).isEqualTo(winner);
  }

  /** Answers and reasons by store. */
  private record Outcomes(Map<String, GrabTransferRequestResponse> won, Map<String, String> lost) {}
}
