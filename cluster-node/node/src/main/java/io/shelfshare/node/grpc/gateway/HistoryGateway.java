package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the journals say. The edge has checked that the caller may know. */
public interface HistoryGateway {
  /** At most {@code limit} events of a request, oldest first, from the first after a number. */
  CompletionStage<List<PastEvent>> requestEvents(RequestId id, long after, int limit);

  /** At most {@code limit} events of an order, oldest first, from the first after a number. */
  CompletionStage<List<PastEvent>> orderEvents(OrderId id, long after, int limit);

  /** The request after its last event at or before {@code time}; else {@code NOT_FOUND}. */
  CompletionStage<Answer<RequestView>> requestAt(RequestId id, Instant time);

  /** The order after its last event at or before {@code time}; else {@code NOT_FOUND}. */
  CompletionStage<Answer<OrderView>> orderAt(OrderId id, Instant time);

  /** The line after its store's last event at or before {@code time}; zeros where it had none. */
  CompletionStage<Answer<StockLineView>> lineAt(StoreId store, SkuId sku, Instant time);
}
