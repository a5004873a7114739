package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.market.v1.OrderSide;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryFiguresResponse;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.QueryUnmetDemandResponse;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.Figures;
import io.shelfshare.node.grpc.gateway.ReportGateway;
import io.shelfshare.node.grpc.gateway.ReportQuery;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import io.shelfshare.node.grpc.gateway.UnmetDemand;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Caller;
import io.shelfshare.node.security.Permissions;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reports about some days: the four figures, and what nobody could supply. Asynchronous. */
final class PeriodReports {
  private static final int GROUPS_DEFAULT = 1_000;

  private final ReportGateway reports;
  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;
  private final Clock clock;

  PeriodReports(Gateways gateways, Shared shared) {
    this.reports = gateways.reports();
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.clock = shared.clock();
  }

  /** Which groups a page shows, in the order of their keys. */
  private record GroupPage(Message request, Optional<List<String>> after, int size) {
    static GroupPage of(Message request, String token, int size) {
      return new GroupPage(
          request,
          PageTokens.position(request, token, ReportGroups::position),
          Pages.size(size, GROUPS_DEFAULT));
    }

    List<List<String>> shown(Grouped<?> found) {
      return Pages.shown(found.keys(after, size + 1L), size);
    }

    String next(Grouped<?> found) {
      return Pages.next(request, found.keys(after, size + 1L), size, ReportGroups::position);
    }
  }

  CompletionStage<QueryFiguresResponse> figures(QueryFiguresRequest request, Call call) {
    GroupPage groups = GroupPage.of(request, request.getPageToken(), request.getPageSize());
    Days days = days(request, "");
    return figuresByGroup(request, call, "")
        .thenApply(
            found -> {
              var page = QueryFiguresResponse.newBuilder();
              groups
                  .shown(found)
                  .forEach(
                      key ->
                          page.addGroupsBuilder()
                              .addAllKey(found.groups().shown(key))
                              .setFigures(ReportMessages.figures(found.of(key))));
              return page.setNextPageToken(groups.next(found))
                  .setTotal(ReportMessages.figures(found.total()))
                  .setFirstDay(days.first().toString())
                  .setLastDay(days.last().toString())
                  .build();
            });
  }

  /**
   * The figures of all groups.
   *
   * @param prefix of the request's fields in the call
   */
  CompletionStage<Grouped<Figures>> figuresByGroup(
      QueryFiguresRequest request, Call call, String prefix) {
    Days days = days(request, prefix);
    ReportGroups groups =
        ReportGroups.of(
            request.getGroupByList(), request.getRegion(), request.getRegionDepth(), directory);
    ReportQuery query =
        new ReportQuery(
            days.first(),
            days.last(),
            stores(request.getStore(), request.getRegion(), request.getOwner(), call.caller()),
            request.getSide() == OrderSide.ORDER_SIDE_SUPPLIER
                ? ReportQuery.Side.SUPPLIER
                : ReportQuery.Side.REQUESTER,
            groups.grouping());
    return references
        .namedIfAny(request.getStore(), request.getOwner(), "")
        .thenCompose(known -> reports.figures(query))
        .thenApply(
            sums -> Grouped.of(groups, sums, Figures::plus, Figures.NONE, prefix + "group_by"));
  }

  private Days days(QueryFiguresRequest request, String prefix) {
    return Days.of(request.getFirstDay(), request.getLastDay(), prefix, clock.instant());
  }

  CompletionStage<QueryUnmetDemandResponse> unmetDemand(
      QueryUnmetDemandRequest request, Call call) {
    GroupPage groups = GroupPage.of(request, request.getPageToken(), request.getPageSize());
    Days days = days(request, "");
    return unmetByGroup(request, call, "")
        .thenApply(
            found -> {
              var page = QueryUnmetDemandResponse.newBuilder();
              groups
                  .shown(found)
                  .forEach(
                      key ->
                          page.addGroupsBuilder()
                              .addAllKey(found.groups().shown(key))
                              .setDemand(ReportMessages.unmet(found.of(key))));
              return page.setNextPageToken(groups.next(found))
                  .setTotal(ReportMessages.unmet(found.total()))
                  .setFirstDay(days.first().toString())
                  .setLastDay(days.last().toString())
                  .build();
            });
  }

  /** What nobody could supply, of all groups; as {@link #figuresByGroup}. */
  CompletionStage<Grouped<UnmetDemand>> unmetByGroup(
      QueryUnmetDemandRequest request, Call call, String prefix) {
    Days days = days(request, prefix);
    ReportGroups groups =
        ReportGroups.of(
            request.getGroupByList(), request.getRegion(), request.getRegionDepth(), directory);
    ReportQuery query =
        new ReportQuery(
            days.first(),
            days.last(),
            stores(request.getStore(), request.getRegion(), request.getOwner(), call.caller()),
            ReportQuery.Side.REQUESTER,
            groups.grouping());
    return references
        .namedIfAny(request.getStore(), request.getOwner(), request.getSku())
        .thenCompose(known -> reports.unmetDemand(query, skus(request)))
        .thenApply(
            sums ->
                Grouped.of(groups, sums, UnmetDemand::plus, UnmetDemand.NONE, prefix + "group_by"));
  }

  private Days days(QueryUnmetDemandRequest request, String prefix) {
    return Days.of(request.getFirstDay(), request.getLastDay(), prefix, clock.instant());
  }

  private Optional<Collection<SkuId>> skus(QueryUnmetDemandRequest request) {
    if (request.getSku().isEmpty() && request.getStyle().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> style =
        request.getStyle().isEmpty() ? Optional.empty() : Optional.of(request.getStyle());
    List<Sku> found =
        request.getSku().isEmpty()
            ? directory.skus(style, Optional.empty(), Optional.empty(), Integer.MAX_VALUE)
            : directory.sku(Names.sku(request.getSku())).stream()
                .filter(sku -> style.isEmpty() || sku.style().equals(style.get()))
                .toList();
    return Optional.of(found.stream().map(Sku::id).toList());
  }

  /** What a caller may see of what was asked for: an owner its stores, a store itself (P7). */
  private StoreFilter stores(String store, String region, String owner, Caller caller) {
    Checks.allowed(permissions.mayFindStock(caller));
    Optional<StoreId> one = store.isEmpty() ? Optional.empty() : Optional.of(Names.store(store));
    Optional<OwnerId> of = owner.isEmpty() ? Optional.empty() : Optional.of(Names.owner(owner));
    if (caller.ofChain()) {
      return new StoreFilter(one, region, of);
    }
    one.ifPresent(asked -> Checks.allowed(permissions.mayActFor(caller, asked)));
    if (caller.owner().isPresent() && caller.store().isEmpty()) {
      of.ifPresent(asked -> Checks.allowed(caller.owner().equals(Optional.of(asked))));
      return new StoreFilter(one, region, caller.owner());
    }
    return new StoreFilter(caller.store(), region, of);
  }
}
