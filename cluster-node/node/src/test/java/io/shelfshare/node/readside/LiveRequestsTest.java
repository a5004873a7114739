package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveRequestsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final LiveRequests live = new LiveRequests();

  @Test
  void whoeverOpensTheMarketIsTakenThroughWhatIsOpenAloneNewestFirst() {
    live.put(request(1, RequestView.State.OPEN, 1));
    live.put(request(2, RequestView.State.COVERED, 3));
    live.put(request(3, RequestView.State.PARTLY_COVERED, 2));
    assertThat(seconds(RequestQuery.Scope.MARKET)).containsExactly(3L, 1L);
    assertThat(seconds(RequestQuery.Scope.POSTED)).containsExactly(3L, 2L, 1L);
  }

  @Test
  void aRequestLeavesTheOpenOnesOnceCoveredAndComesBackOnceItOpensAgain() {
    live.put(request(1, RequestView.State.OPEN, 1));
    live.put(request(1, RequestView.State.COVERED, 2));
    assertThat(seconds(RequestQuery.Scope.MARKET)).isEmpty();
    assertThat(seconds(RequestQuery.Scope.POSTED)).containsExactly(1L);
    live.put(request(1, RequestView.State.PARTLY_COVERED, 3));
    assertThat(seconds(RequestQuery.Scope.MARKET)).containsExactly(1L);
    live.remove(request(1, RequestView.State.EXPIRED, 4));
    assertThat(seconds(RequestQuery.Scope.MARKET)).isEmpty();
    assertThat(seconds(RequestQuery.Scope.POSTED)).isEmpty();
  }

  private List<Long> seconds(RequestQuery.Scope scope) {
    RequestQuery query = new RequestQuery(scope, Optional.empty(), false, "");
    return live.candidates(query).values().stream()
        .map(one -> one.postedAt().getEpochSecond() - NOON.getEpochSecond())
        .toList();
  }

  private static RequestView request(int second, RequestView.State state, long version) {
    RequestSpec spec =
        new RequestSpec(
            new StoreId("s1"),
            List.of(new Units(new SkuId("a"), 1)),
            RequestSpec.Mode.FIRST_COME,
            Optional.empty(),
            NOON.plusSeconds(900),
            Optional.empty(),
            false,
            0,
            "",
            "CN");
    Instant at = NOON.plusSeconds(second);
    return new RequestView(
        new RequestId(new UUID(1, second)),
        spec,
        state,
        List.of(new RequestView.Line(new SkuId("a"), 1, 0, 1, 0)),
        List.of(),
        at,
        at,
        version);
  }
}
