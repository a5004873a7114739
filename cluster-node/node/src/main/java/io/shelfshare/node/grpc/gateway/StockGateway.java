package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.Movement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What stores have. The edge has checked the caller, the fields, and that store and SKUs exist. */
public interface StockGateway {
  /** Records facts at {@code store}, all or none, in order. */
  CompletionStage<Answer<MovementsAnswer>> record(
      StoreId store, Mutation mutation, List<Movement> movements);

  /** One line from the store itself; zeros where the store never had the SKU. */
  CompletionStage<Answer<StockLineView>> line(StoreId store, SkuId sku);

  /**
   * At most {@code limit} lines in the order of their SKU ids, from the first after {@code after}.
   *
   * @param skuPrefix only SKUs whose id starts with this; empty for all
   */
  CompletionStage<Answer<List<StockLineView>>> lines(
      StoreId store, String skuPrefix, Optional<SkuId> after, int limit);

  /** Lines that should be counted, in the order of SKUs. */
  CompletionStage<Answer<List<StockLineView>>> linesToCount(
      StoreId store, Optional<SkuId> after, int limit);

  /** Asks the index of available stock, which is some milliseconds behind the stores. */
  CompletionStage<Answer<SuppliesView>> find(SupplyQuery query);
}
