package io.shelfshare.node.grpc;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.StockFigures;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stock of many stores, as of now: line by line, or summed up. Asynchronous. */
final class StockReports {
  private static final int PAGE_DEFAULT = 100;
  private static final int GROUPS_DEFAULT = 1_000;

  /** At first one SKU is asked for, then more and more of them at once while a page is not full. */
  private static final int SKUS_AT_ONCE_MAX = 64;

  private static final int LINES_MAX = 50_000;
  private static final String SEPARATOR = "/";

  private final ReportGateway reports;
  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;

  StockReports(Gateways gateways, Shared shared) {
    this.reports = gateways.reports();
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
  }

  /** Where a page of lines ended. */
  private record Position(SkuId sku, StoreId store) {
    static Position of(String text) {
      int at = text.indexOf(SEPARATOR);
      return new Position(
          new SkuId(text.substring(0, Math.max(0, at))), new StoreId(text.substring(at + 1)));
    }

    static String text(QueryStockResponse.Line line) {
      return Names.sku(line.getSku()).value() + SEPARATOR + Names.store(line.getStore()).value();
    }
  }

  CompletionStage<QueryStockResponse> query(QueryStockRequest request, Call call) {
    StockFilter filter = filter(request.getFilter(), call);
    Optional<Position> after = PageTokens.position(request, request.getPageToken(), Position::of);
    int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
    return known(request.getFilter())
        .thenCompose(
            known -> {
              List<SkuId> skus =
                  skus(request.getFilter(), after.map(Position::sku)).orElseGet(List::of);
              CompletionStage<List<QueryStockResponse.Line>> lines =
                  new Walk(skus, filter, after, size + 1).from(0, 1);
              return after.isPresent()
                  ? lines.thenApply(found -> page(request, found, size).build())
                  : lines.thenCombine(
                      total(request.getFilter(), filter),
                      (found, total) -> page(request, found, size).setTotal(total).build());
            });
  }

  /**
   * All lines that match, and their total.
   *
   * @param field of the call that says which
   * @throws io.shelfshare.node.grpc.error.CallFailed through the stage where there are too many
   */
  CompletionStage<QueryStockResponse> lines(QueryStockRequest request, Call call, String field) {
    StockFilter filter = filter(request.getFilter(), call);
    return known(request.getFilter())
        .thenCompose(
            known ->
                new Walk(
                        skus(request.getFilter(), Optional.empty()).orElseGet(List::of),
                        filter,
                        Optional.empty(),
                        LINES_MAX + 1)
                    .from(0, 1))
        .thenCombine(
            total(request.getFilter(), filter),
            (found, total) -> {
              if (found.size() > LINES_MAX) {
                throw Checks.wrong(field, "", Expected.of("lines_max", "max", LINES_MAX));
              }
              return QueryStockResponse.newBuilder().addAllLines(found).setTotal(total).build();
            });
  }

  private static QueryStockResponse.Builder page(
      QueryStockRequest request, List<QueryStockResponse.Line> lines, int size) {
    return QueryStockResponse.newBuilder()
        .addAllLines(Pages.shown(lines, size))
        .setNextPageToken(Pages.next(request, lines, size, Position::text));
  }

  private CompletionStage<StockFigures> total(
      io.shelfshare.market.v1.StockFilter asked, StockFilter filter) {
    return sums(asked, filter, new Grouping(List.of(), 0))
        .thenApply(sums -> ReportMessages.stock(total(sums.orElseGet(Map::of).values())));
  }

  CompletionStage<AggregateStockResponse> aggregate(AggregateStockRequest request, Call call) {
    Optional<List<String>> after =
        PageTokens.position(request, request.getPageToken(), ReportGroups::position);
    int size = Pages.size(request.getPageSize(), GROUPS_DEFAULT);
    return grouped(request, call, "group_by")
        .thenApply(
            found -> {
              var page = AggregateStockResponse.newBuilder();
              List<List<String>> keys = found.keys(after, size + 1L);
              Pages.shown(keys, size)
                  .forEach(
                      key ->
                          page.addGroupsBuilder()
                              .addAllKey(found.groups().shown(key))
                              .setFigures(ReportMessages.stock(found.of(key))));
              return page.setNextPageToken(Pages.next(request, keys, size, ReportGroups::position))
                  .setTotal(ReportMessages.stock(found.total()))
                  .build();
            });
  }

  /**
   * All groups of an aggregation.
   *
   * @param field what the call calls the dimensions
   */
  CompletionStage<Grouped<StockSums>> grouped(
      AggregateStockRequest request, Call call, String field) {
    StockFilter filter = filter(request.getFilter(), call);
    ReportGroups groups =
        ReportGroups.of(
            request.getGroupByList(),
            request.getFilter().getRegion(),
            request.getRegionDepth(),
            directory);
    return known(request.getFilter())
        .thenCompose(known -> sums(request.getFilter(), filter, groups.grouping()))
        .thenApply(sums -> Grouped.of(groups, sums, StockSums::plus, StockSums.NONE, field));
  }

  private CompletionStage<Optional<Map<List<String>, StockSums>>> sums(
      io.shelfshare.market.v1.StockFilter asked, StockFilter filter, Grouping grouping) {
    boolean allSkus = asked.getSku().isEmpty() && asked.getStyle().isEmpty();
    Optional<Collection<SkuId>> some =
        allSkus ? Optional.empty() : skus(asked, Optional.empty()).map(skus -> skus);
    return reports.sumStock(some, filter, grouping);
  }

  private StockFilter filter(io.shelfshare.market.v1.StockFilter asked, Call call) {
    Checks.allowed(permissions.mayFindStock(call.caller()));
    Optional<OwnerId> viewer = permissions.viewer(call.caller());
    return new StockFilter(
        new StoreFilter(
            asked.getStore().isEmpty()
                ? Optional.empty()
                : Optional.of(Names.store(asked.getStore())),
            asked.getRegion(),
            asked.getOwner().isEmpty()
                ? Optional.empty()
                : Optional.of(Names.owner(asked.getOwner()))),
        viewer,
        asked.getIncludeEmpty());
  }

  private CompletionStage<Void> known(io.shelfshare.market.v1.StockFilter asked) {
    return references.namedIfAny(asked.getStore(), asked.getOwner(), asked.getSku());
  }

  /** The SKUs of a filter in the order of their ids, from {@code from} on. */
  private Optional<List<SkuId>> skus(
      io.shelfshare.market.v1.StockFilter asked, Optional<SkuId> from) {
    Optional<String> style =
        asked.getStyle().isEmpty() ? Optional.empty() : Optional.of(asked.getStyle());
    List<Sku> found =
        asked.getSku().isEmpty()
            ? directory.skus(style, Optional.empty(), Optional.empty(), Integer.MAX_VALUE)
            : directory.sku(Names.sku(asked.getSku())).stream().toList();
    return Optional.of(
        found.stream()
            .filter(sku -> style.isEmpty() || sku.style().equals(style.get()))
            .map(Sku::id)
            .filter(sku -> from.isEmpty() || sku.compareTo(from.get()) >= 0)
            .toList());
  }

  /** Fills one page, SKU by SKU. */
  private final class Walk {
    private final List<SkuId> skus;
    private final StockFilter filter;
    private final Optional<Position> after;
    private final int wanted;
    private final List<QueryStockResponse.Line> found = new ArrayList<>();

    Walk(List<SkuId> skus, StockFilter filter, Optional<Position> after, int wanted) {
      this.skus = skus;
      this.filter = filter;
      this.after = after;
      this.wanted = wanted;
    }

    CompletionStage<List<QueryStockResponse.Line>> from(int first, int atOnce) {
      if (found.size() >= wanted || first >= skus.size()) {
        return CompletableFuture.completedFuture(found);
      }
      int end = Math.min(skus.size(), first + atOnce);
      CompletionStage<List<QueryStockResponse.Line>> all = CompletableFuture.completedFuture(found);
      for (SkuId sku : skus.subList(first, end)) {
        Optional<StoreId> from = after.filter(last -> last.sku().equals(sku)).map(Position::store);
        all =
            all.thenCombine(
                reports.stockOf(sku, filter, from, wanted), (lines, more) -> add(sku, more));
      }
      return all.thenCompose(more -> from(end, Math.min(SKUS_AT_ONCE_MAX, 2 * atOnce)));
    }

    private List<QueryStockResponse.Line> add(SkuId sku, List<StockAtStore> more) {
      more.stream()
          .limit(Math.max(0, wanted - found.size()))
          .forEach(line -> found.add(line(sku, line)));
      return found;
    }
  }

  private QueryStockResponse.Line line(SkuId id, StockAtStore at) {
    var line =
        QueryStockResponse.Line.newBuilder()
            .setStore(Names.of(at.store()))
            .setSku(Names.of(id))
            .setFigures(ReportMessages.stock(at.units()))
            .setConfidence(at.confidence());
    directory
        .store(at.store())
        .ifPresent(
            store -> line.setRegion(store.place().region()).setOwner(Names.of(store.owner())));
    directory
        .sku(id)
        .ifPresent(sku -> line.setStyle(sku.style()).setColour(sku.colour()).setSize(sku.size()));
    return line.build();
  }

  private static StockSums total(Collection<StockSums> sums) {
    return sums.stream().reduce(StockSums.NONE, StockSums::plus);
  }
}
