package io.shelfshare.node.grpc;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.HistoryGateway;
import io.shelfshare.node.grpc.gateway.PastEvent;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/** Five events of everything, a second apart, and everything as it is now at any time since. */
final class HistoryInMemory implements HistoryGateway {
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS = 5;

  private final MarketInMemory market;

  HistoryInMemory(MarketInMemory market) {
    this.market = market;
  }

  private static CompletionStage<List<PastEvent>> events(long after, int limit) {
    return CompletableFuture.completedFuture(
        LongStream.rangeClosed(after + 1, EVENTS)
            .limit(limit)
            .mapToObj(
                number ->
                    new PastEvent(
                        number,
                        BEGINNING.plusSeconds(number),
                        "AWARDED",
                        "li@s1",
                        Map.of("lines", List.of(Map.of("sku", "sku-1", "quantity", number)))))
            .toList());
  }

  @Override
  public CompletionStage<List<PastEvent>> requestEvents(RequestId id, long after, int limit) {
    return events(after, limit);
  }

  @Override
  public CompletionStage<List<PastEvent>> orderEvents(OrderId id, long after, int limit) {
    return events(after, limit);
  }

  @Override
  public CompletionStage<Answer<RequestView>> requestAt(RequestId id, Instant time) {
    return at(market.requests.get(id), time);
  }

  @Override
  public CompletionStage<Answer<OrderView>> orderAt(OrderId id, Instant time) {
    return at(market.orders.get(id), time);
  }

  private static <V> CompletionStage<Answer<V>> at(V view, Instant time) {
    return CompletableFuture.completedFuture(
        time.isBefore(BEGINNING)
            ? Answer.refused(Refusal.of(Refusal.Reason.NOT_FOUND))
            : Answer.ok(view));
  }

  @Override
  public CompletionStage<Answer<StockLineView>> lineAt(StoreId store, SkuId sku, Instant time) {
    return market.gateways().stock().line(store, sku);
  }
}
