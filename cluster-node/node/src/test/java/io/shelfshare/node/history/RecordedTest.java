package io.shelfshare.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.node.grpc.gateway.PastEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordedTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void anEventTellsWhoDidWhat() {
    UUID id = UUID.fromString("019a8000-0000-7000-8000-000000000001");
    PastEvent event =
        Recorded.event(
            3, new RequestEvent.Cancelled(AT, "changed", new Mutation.Key("li@s1", id), "f"), AT);
    assertThat(event.number()).isEqualTo(3);
    assertThat(event.kind()).isEqualTo("CANCELLED");
    assertThat(event.actor()).isEqualTo("li@s1");
    assertThat(event.details()).isEqualTo(Map.of("reason", "changed", "request_id", id.toString()));
  }

  @Test
  @DisplayName("P7: a sealed bid is not opened by the history of its request")
  void whoBidsIsNotToldBeforeTheRanking() {
    UUID id = UUID.fromString("019a8000-0000-7000-8000-000000000001");
    PastEvent event =
        Recorded.requestEvent(
            4,
            new RequestEvent.BidWithdrawn(
                AT, new StoreId("s2"), new Mutation.Key("wu@s2", id), "f"));
    assertThat(event.kind()).isEqualTo("BID_WITHDRAWN");
    assertThat(event.actor()).isEmpty();
    assertThat(event.details()).isEmpty();
  }

  @Test
  void unitsAndIdsAreShownAsTheyAre() {
    OrderId order = new OrderId("019a8000-0000-7000-8000-000000000001-abcdefgh");
    PastEvent event =
        Recorded.event(
            1, new StockEvent.Bound(AT, order, List.of(new Units(new SkuId("coat-1"), 2))), AT);
    assertThat(event.kind()).isEqualTo("BOUND");
    assertThat(event.actor()).isEmpty();
    assertThat(event.details())
        .isEqualTo(
            Map.of(
                "order", order.value(), "held", List.of(Map.of("sku", "coat-1", "quantity", 2L))));
  }
}
