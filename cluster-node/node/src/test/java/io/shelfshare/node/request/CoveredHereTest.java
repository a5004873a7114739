package io.shelfshare.node.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.GrabDecision;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P7: who loses without its request being asked is told what the request would say")
class CoveredHereTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final RequestId ID = new RequestId(new UUID(0x5000, 0x8000_0000_0000_0001L));
  private static final StoreId POSTER = new StoreId("s1");
  private static final StoreId WINNER = new StoreId("s2");
  private static final StoreId LOSER = new StoreId("s3");
  private static final List<Units> ONE = List.of(new Units(new SkuId("sku-1"), 1));
  private static final Mutation WON = mutation("s2", 2);

  private final CoveredHere all = new CoveredHere();
  private final CoveredHere.Own own = all.of(ID);
  private final PostedRequest covered = covered();

  private static Mutation mutation(String actor, long number) {
    return new Mutation(
        actor,
        new UUID(NOW.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L + number),
        "print " + number,
        NOW.plusSeconds(5));
  }

  private static PostedRequest covered() {
    RequestSpec spec =
        new RequestSpec(
            POSTER,
            ONE,
            RequestSpec.Mode.FIRST_COME,
            Optional.empty(),
            NOW.plus(Duration.ofMinutes(10)),
            Optional.empty(),
            false,
            0,
            "",
            "CN");
    SoftHolds holds = new SoftHolds();
    TransferRequest request =
        after(
            TransferRequest.unposted(),
            TransferRequest.unposted().post(spec, mutation("s1", 1), NOW).events());
    GrabDecision.Reserve reserve =
        (GrabDecision.Reserve)
            request.grab(WINNER, ONE, WON, holds, () -> OrderId.fresh(ID, NOW, new Random(1)), NOW);
    return after(
            request, request.reserved(reserve.order(), holds, Duration.ofMinutes(15), NOW).events())
        .posted()
        .orElseThrow();
  }

  private static TransferRequest after(TransferRequest request, List<RequestEvent> events) {
    TransferRequest state = request;
    for (RequestEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  private Optional<Refusal.Reason> refusal(StoreId store, Mutation mutation, Instant now) {
    return all.refusal(ID, store, ONE, mutation, now).map(Refusal::reason);
  }

  @Test
  void nobodyIsRefusedBeforeAnybodyHasLost() {
    assertThat(refusal(LOSER, mutation("s3", 3), NOW)).isEmpty();
    assertThat(all.view(ID)).isEmpty();
  }

  @Test
  void whoLosesHearsWhatTheRequestWouldSay() {
    own.lost(covered);
    assertThat(refusal(LOSER, mutation("s3", 3), NOW)).contains(Refusal.Reason.ALREADY_COVERED);
    assertThat(refusal(POSTER, mutation("s1", 3), NOW)).contains(Refusal.Reason.OWN_REQUEST);
    assertThat(refusal(POSTER, mutation("s1", 1), NOW)).contains(Refusal.Reason.REQUEST_ID_REUSED);
    assertThat(refusal(LOSER, mutation("s3", 3), NOW.plusSeconds(6)))
        .contains(Refusal.Reason.TOO_LATE);
    assertThat(all.view(ID).map(RequestView::state)).contains(RequestView.State.COVERED);
  }

  @Test
  @DisplayName("P6: the winner's copy goes to the request, which answers with its award")
  void whoWonIsNotRefused() {
    own.lost(covered);
    assertThat(refusal(WINNER, WON, NOW)).isEmpty();
    assertThat(refusal(WINNER, mutation("s2", 3), NOW)).contains(Refusal.Reason.ALREADY_COVERED);
  }

  @Test
  void nothingIsKnownOnceItHasChanged() {
    own.lost(covered);
    own.changed();
    assertThat(refusal(LOSER, mutation("s3", 3), NOW)).isEmpty();
    assertThat(all.view(ID)).isEmpty();
    own.lost(covered);
    assertThat(refusal(LOSER, mutation("s3", 3), NOW)).isPresent();
  }
}
