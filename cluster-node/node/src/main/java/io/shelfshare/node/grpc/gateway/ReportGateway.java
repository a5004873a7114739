package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What is asked of the chain as a whole. What a viewer may not know is left out before it comes.
 */
public interface ReportGateway {
  /** The most groups that a sum may have. */
  int GROUPS_MAX = 50_000;

  /**
   * At most {@code limit} lines of a SKU that match, in the order of store ids, from the first
   * after {@code after}.
   */
  CompletionStage<List<StockAtStore>> stockOf(
      SkuId sku, StockFilter filter, Optional<StoreId> after, int limit);

  /**
   * Sums lines by the values of the grouping's dimensions, in its order: a region path, or an id.
   *
   * @param skus which SKUs; empty for all
   * @return empty where there would be more than {@link #GROUPS_MAX} groups
   */
  CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus, StockFilter filter, Grouping grouping);

  /**
   * The figures, by the grouping's dimensions; of an order it is the side's store that counts.
   *
   * @return empty where there would be more than {@link #GROUPS_MAX} groups
   */
  CompletionStage<Optional<Map<List<String>, Figures>>> figures(ReportQuery query);

  /**
   * What nobody could supply, by the grouping's dimensions.
   *
   * @param skus which were asked for; empty for all
   * @return empty where there would be more than {@link #GROUPS_MAX} groups
   */
  CompletionStage<Optional<Map<List<String>, UnmetDemand>>> unmetDemand(
      ReportQuery query, Optional<Collection<SkuId>> skus);

  /**
   * What sold best and worst in a store in a week, with its stock as of now.
   *
   * @param limit lines of each list at most
   */
  CompletionStage<Sellers> sellers(StoreId store, IsoWeek week, int limit);
}
