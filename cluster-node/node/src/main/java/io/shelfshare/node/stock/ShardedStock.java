package io.shelfshare.node.stock;

import akka.cluster.sharding.typed.javadsl.EntityRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.node.Market;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.MovementsAnswer;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import io.shelfshare.node.readside.SupplyIndex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Stores' stock as the edge reaches it: the store itself, or the index of what is available. */
public final class ShardedStock implements StockGateway {
  private final Market market;
  private final Duration answerWithin;

  public ShardedStock(Market market) {
    this.market = market;
    this.answerWithin = market.settings().answerWithin();
  }

  @Override
  public CompletionStage<Answer<MovementsAnswer>> record(
      StoreId store, Mutation mutation, List<Movement> movements) {
    return market
        .asks()
        .<StoreStockEntity.Command, StoreStockEntity.Recorded>ask(
            market.stock(store),
            replyTo -> new StoreStockEntity.Record(mutation, movements, replyTo),
            answerWithin)
        .thenApply(
            recorded ->
                recorded
                    .answer()
                    .map(a -> Answer.ok(new MovementsAnswer(a.at(), a.count(), a.breachedUnits())))
                    .orElseGet(() -> Answer.refused(recorded.refusal().orElseThrow())));
  }

  @Override
  public CompletionStage<Answer<StockLineView>> line(StoreId store, SkuId sku) {
    return market
        .asks()
        .<StoreStockEntity.Command, StoreStockEntity.Lines>ask(
            market.stock(store),
            replyTo -> new StoreStockEntity.GetLines(List.of(sku), replyTo),
            answerWithin)
        .thenApply(lines -> Answer.ok(lines.lines().get(0)));
  }

  @Override
  public CompletionStage<Answer<List<StockLineView>>> lines(
      StoreId store, String skuPrefix, Optional<SkuId> after, int limit) {
    return market
        .asks()
        .<StoreStockEntity.Command, StoreStockEntity.Lines>ask(
            market.stock(store),
            replyTo -> new StoreStockEntity.ListLines(skuPrefix, after, limit, replyTo),
            answerWithin)
        .thenApply(lines -> Answer.ok(lines.lines()));
  }

  @Override
  public CompletionStage<Answer<List<StockLineView>>> linesToCount(
      StoreId store, Optional<SkuId> after, int limit) {
    return market
        .asks()
        .<StoreStockEntity.Command, StoreStockEntity.Lines>ask(
            market.stock(store),
            replyTo -> new StoreStockEntity.ListCountTasks(after, limit, replyTo),
            answerWithin)
        .thenApply(lines -> Answer.ok(lines.lines()));
  }

  @Override
  public CompletionStage<Answer<SuppliesView>> find(SupplyQuery query) {
    EntityRef<SupplyIndex.Command> index =
        market.sharding().entityRefFor(SupplyIndex.KEY, SupplyIndex.entityId(query.sku()));
    return market
        .asks()
        .<SupplyIndex.Command, SupplyIndex.Found>ask(
            index, replyTo -> new SupplyIndex.Find(query, replyTo), answerWithin)
        .thenApply(found -> Answer.ok(found.supplies()));
  }
}
