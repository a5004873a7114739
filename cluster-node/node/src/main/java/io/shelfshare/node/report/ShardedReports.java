package io.shelfshare.node.report;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockGrouping;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.readside.SupplyIndex;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reports as the edge reaches them. Safe for use by any thread; nothing here blocks. */
public final class ShardedReports implements ReportGateway {
  /** So many slices of the index look at once; each has some ten thousand lines to look at. */
  private static final int SLICES_AT_ONCE = 16;

  private final ClusterSharding sharding;
  private final Duration answerWithin;

  public ShardedReports(ClusterSharding sharding, Duration answerWithin) {
    this.sharding = sharding;
    this.answerWithin = answerWithin;
  }

  @Override
  public CompletionStage<List<StockAtStore>> stockOf(
      SkuId sku, StockFilter filter, Optional<StoreId> after, int limit) {
    return sharding
        .entityRefFor(SupplyIndex.KEY, SupplyIndex.entityId(sku))
        .<SupplyIndex.LinesListed>ask(
            replyTo -> new SupplyIndex.ListLines(sku, filter, after, limit, replyTo), answerWithin)
        .thenApply(SupplyIndex.LinesListed::lines);
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus, StockFilter filter, StockGrouping grouping) {
    Map<Integer, Set<SkuId>> slices =
        skus.map(SupplyIndex::bySlice).orElseGet(SupplyIndex::allSlices);
    StockFold fold = new StockFold(slices.entrySet().iterator(), filter, grouping);
    CompletableFuture<?>[] lanes = new CompletableFuture<?>[SLICES_AT_ONCE];
    for (int lane = 0; lane < SLICES_AT_ONCE; lane++) {
      lanes[lane] = fold.rest();
    }
    return CompletableFuture.allOf(lanes).thenApply(done -> fold.result());
  }

  /** Adds up what slice after slice answers; several lanes share it. */
  private final class StockFold {
    private final Iterator<Map.Entry<Integer, Set<SkuId>>> slices;
    private final StockFilter filter;
    private final StockGrouping grouping;
    private final Map<List<String>, StockSums> sums = new HashMap<>();
    private boolean tooMany;

    StockFold(
        Iterator<Map.Entry<Integer, Set<SkuId>>> slices,
        StockFilter filter,
        StockGrouping grouping) {
      this.slices = slices;
      this.filter = filter;
      this.grouping = grouping;
    }

    CompletableFuture<Void> rest() {
      Optional<Map.Entry<Integer, Set<SkuId>>> next = next();
      if (next.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      return sharding
          .entityRefFor(SupplyIndex.KEY, Integer.toString(next.get().getKey()))
          .<SupplyIndex.Summed>ask(
              replyTo -> new SupplyIndex.Sum(next.get().getValue(), filter, grouping, replyTo),
              answerWithin)
          .thenCompose(
              summed -> {
                add(summed);
                return rest();
              })
          .toCompletableFuture();
    }

    private synchronized Optional<Map.Entry<Integer, Set<SkuId>>> next() {
      return !tooMany && slices.hasNext() ? Optional.of(slices.next()) : Optional.empty();
    }

    private synchronized void add(SupplyIndex.Summed summed) {
      summed.parts().forEach(part -> sums.merge(part.key(), part.toSums(), StockSums::plus));
      tooMany |= summed.tooMany() || sums.size() > GROUPS_MAX;
    }

    synchronized Optional<Map<List<String>, StockSums>> result() {
      return tooMany ? Optional.empty() : Optional.of(Map.copyOf(sums));
    }
  }
}
