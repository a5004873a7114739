package io.shelfshare.node.history;

import akka.actor.typed.ActorSystem;
import akka.persistence.typed.PersistenceId;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.HistoryGateway;
import io.shelfshare.node.grpc.gateway.PastEvent;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.order.TransferOrderEntity;
import io.shelfshare.node.request.RequestViews;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.stock.StockLineViews;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Journals as the edge reads them, from this node, whichever node the entity lives on. */
public final class ShardedHistory implements HistoryGateway {
  private final Journals journals;

  public ShardedHistory(ActorSystem<?> system) {
    this.journals = new Journals(system);
  }

  private static PersistenceId of(RequestId id) {
    return PersistenceId.of(TransferRequestEntity.KEY.name(), id.toString());
  }

  private static PersistenceId of(OrderId id) {
    return PersistenceId.of(TransferOrderEntity.KEY.name(), id.value());
  }

  private static PersistenceId of(StoreId id) {
    return PersistenceId.of(StoreStockEntity.KEY.name(), id.value());
  }

  @Override
  public CompletionStage<List<PastEvent>> requestEvents(RequestId id, long after, int limit) {
    return journals
        .page(of(id), RequestEvent.class, after, limit)
        .thenApply(
            page ->
                page.stream()
                    .map(each -> Recorded.requestEvent(each.number(), each.event()))
                    .toList());
  }

  @Override
  public CompletionStage<List<PastEvent>> orderEvents(OrderId id, long after, int limit) {
    return journals
        .page(of(id), OrderEvent.class, after, limit)
        .thenApply(
            page ->
                page.stream()
                    .map(
                        each ->
                            Recorded.event(each.number(), (Record) each.event(), each.event().at()))
                    .toList());
  }

  @Override
  public CompletionStage<Answer<RequestView>> requestAt(RequestId id, Instant time) {
    return journals
        .fold(
            of(id),
            RequestEvent.class,
            event -> !event.at().isAfter(time),
            TransferRequest.unposted(),
            TransferRequest::apply)
        .thenApply(request -> found(request.view().map(view -> RequestViews.of(id, view))));
  }

  @Override
  public CompletionStage<Answer<OrderView>> orderAt(OrderId id, Instant time) {
    return journals
        .fold(
            of(id),
            OrderEvent.class,
            event -> !event.at().isAfter(time),
            TransferOrder.unstarted(),
            TransferOrder::apply)
        .thenApply(order -> found(order.view()));
  }

  @Override
  public CompletionStage<Answer<StockLineView>> lineAt(StoreId store, SkuId sku, Instant time) {
    return journals
        .fold(
            of(store),
            StockEvent.class,
            event -> !event.at().isAfter(time),
            StoreStock.empty(),
            (stock, event) -> {
              stock.apply(event);
              return stock;
            })
        .thenApply(
            stock -> Answer.ok(StockLineViews.of(store, sku, stock.line(sku), stock.version())));
  }

  private static <V> Answer<V> found(Optional<V> view) {
    return view.map(Answer::ok)
        .orElseGet(() -> Answer.refused(Refusal.of(Refusal.Reason.NOT_FOUND)));
  }
}
