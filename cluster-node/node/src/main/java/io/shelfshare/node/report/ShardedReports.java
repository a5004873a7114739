package io.shelfshare.node.report;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import io.shelfshare.node.grpc.gateway.UnmetDemand;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.readside.ReadSide;
import io.shelfshare.node.readside.SupplyIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Reports as the edge reaches them. Safe for use by any thread; nothing here blocks. */
public final class ShardedReports implements ReportGateway {
  /** So many slices of the index look at once; each has some ten thousand lines to look at. */
  private static final int SLICES_AT_ONCE = 16;

  private final ClusterSharding sharding;
  private final Asks asks;
  private final ReadSide readSide;
  private final DirectoryGateway directory;
  private final Duration answerWithin;
  private final Clock clock;

  /**
   * @param answerWithin how long one slice of the index may take
   */
  public ShardedReports(
      ClusterSharding sharding,
      Asks asks,
      ReadSide readSide,
      DirectoryGateway directory,
      Duration answerWithin,
      Clock clock) {
    this.sharding = sharding;
    this.asks = asks;
    this.readSide = readSide;
    this.directory = directory;
    this.answerWithin = answerWithin;
    this.clock = clock;
  }

  @Override
  public CompletionStage<List<StockAtStore>> stockOf(
      SkuId sku, StockFilter filter, Optional<StoreId> after, int limit) {
    return asks.<SupplyIndex.Command, SupplyIndex.LinesListed>ask(
            sharding.entityRefFor(SupplyIndex.KEY, SupplyIndex.entityId(sku)),
            replyTo -> new SupplyIndex.ListLines(sku, filter, after, limit, replyTo),
            answerWithin)
        .thenApply(SupplyIndex.LinesListed::lines);
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus, StockFilter filter, Grouping grouping) {
    return sumStock(skus, filter, grouping, new GroupSums<>(StockSums::plus));
  }

  private CompletionStage<Optional<Map<List<String>, StockSums>>> sumStock(
      Optional<Collection<SkuId>> skus,
      StockFilter filter,
      Grouping grouping,
      GroupSums<StockSums> sums) {
    Map<Integer, Set<SkuId>> slices =
        skus.map(SupplyIndex::bySlice).orElseGet(SupplyIndex::allSlices);
    StockFold fold = new StockFold(slices.entrySet().iterator(), filter, grouping, sums);
    CompletableFuture<?>[] lanes = new CompletableFuture<?>[SLICES_AT_ONCE];
    for (int lane = 0; lane < SLICES_AT_ONCE; lane++) {
      lanes[lane] = fold.rest();
    }
    return CompletableFuture.allOf(lanes).thenApply(done -> fold.sums.result());
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, Figures>>> figures(ReportQuery query) {
    GroupSums<Figures> sums = new GroupSums<>(Figures::plus);
    OrderFigures orders = new OrderFigures(query, directory::store, sums);
    StockFigures stock = new StockFigures(query, directory::store);
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    var onHandNow =
        sumStock(
            Optional.empty(),
            new StockFilter(query.stores(), Optional.empty(), false),
            new Grouping(List.of(Grouping.By.STORE), 0));
    return readSide
        .reportTables()
        .readOutcomes(query.first(), query.last(), orders::count)
        .thenCompose(counted -> readSide.reportTables().readDays(query.first(), today, stock::take))
        .thenCombine(
            onHandNow,
            (taken, now) -> {
              Map<List<String>, StockSums> byStore = now.orElseGet(Map::of);
              for (Store store : directory.stores("", Optional.empty(), Integer.MAX_VALUE)) {
                if (query.stores().matches(store)) {
                  List<String> key = List.of(store.id().value());
                  stock.add(store, byStore.getOrDefault(key, StockSums.NONE).onHand(), sums);
                }
              }
              return sums.result();
            });
  }

  @Override
  public CompletionStage<Optional<Map<List<String>, UnmetDemand>>> unmetDemand(
      ReportQuery query, Optional<Collection<SkuId>> skus) {
    GroupSums<UnmetDemand> sums = new GroupSums<>(UnmetDemand::plus);
    DemandCount count = new DemandCount(query, skus, directory::store, sums);
    Instant from = query.first().atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant before = query.last().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return readSide
        .postedRequests()
        .readByExpiry(from, before, count::count)
        .thenApply(done -> sums.result());
  }

  @Override
  public CompletionStage<Sellers> sellers(StoreId store, IsoWeek week, int limit) {
    SellerRanking ranking = new SellerRanking(week);
    StoreFilter ofStore = new StoreFilter(Optional.of(store), "", Optional.empty());
    var stock =
        sumStock(
            Optional.empty(),
            new StockFilter(ofStore, Optional.empty(), false),
            new Grouping(List.of(Grouping.By.SKU), 0),
            new GroupSums<>(StockSums::plus, Integer.MAX_VALUE));
    return readSide
        .skuWeeks()
        .read(store, ranking.first(), week, ranking::take)
        .thenCombine(stock, (taken, sums) -> ranking.of(bySku(sums.orElseGet(Map::of)), limit));
  }

  private static Map<SkuId, StockSums> bySku(Map<List<String>, StockSums> sums) {
    return sums.entrySet().stream()
        .collect(Collectors.toMap(one -> new SkuId(one.getKey().get(0)), Map.Entry::getValue));
  }

  /** Adds up what slice after slice answers; several lanes share it. */
  private final class StockFold {
    private final Iterator<Map.Entry<Integer, Set<SkuId>>> slices;
    private final StockFilter filter;
    private final Grouping grouping;
    private final GroupSums<StockSums> sums;

    StockFold(
        Iterator<Map.Entry<Integer, Set<SkuId>>> slices,
        StockFilter filter,
        Grouping grouping,
        GroupSums<StockSums> sums) {
      this.sums = sums;
      this.slices = slices;
      this.filter = filter;
      this.grouping = grouping;
    }

    CompletableFuture<Void> rest() {
      Optional<Map.Entry<Integer, Set<SkuId>>> next = next();
      if (next.isEmpty()) {
        return CompletableFuture.completedFuture(null);
      }
      return asks.<SupplyIndex.Command, SupplyIndex.Summed>ask(
              sharding.entityRefFor(SupplyIndex.KEY, Integer.toString(next.get().getKey())),
              replyTo -> new SupplyIndex.Sum(next.get().getValue(), filter, grouping, replyTo),
              answerWithin)
          .thenCompose(
              summed -> {
                if (summed.tooMany()) {
                  sums.tooMany();
                }
                summed.parts().forEach(part -> sums.add(part.key(), part.toSums()));
                return rest();
              })
          .toCompletableFuture();
    }

    private synchronized Optional<Map.Entry<Integer, Set<SkuId>>> next() {
      return !sums.hasTooMany() && slices.hasNext() ? Optional.of(slices.next()) : Optional.empty();
    }
  }
}
