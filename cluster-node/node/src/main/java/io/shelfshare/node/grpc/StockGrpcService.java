package io.shelfshare.node.grpc;

import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.ListCountTasksRequest;
import io.shelfshare.market.v1.ListCountTasksResponse;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStockLinesResponse;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What stores have. Asynchronous: nothing here blocks. */
final class StockGrpcService extends StockServiceGrpc.StockServiceImplBase {
  private static final int PAGE_DEFAULT = 100;
  private static final int RESULTS_DEFAULT = 20;

  /** The index sorts by another formula, so a few more candidates than are shown are asked for. */
  private static final int CANDIDATES_MORE = 20;

  private final StockGateway stock;
  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;

  StockGrpcService(Gateways gateways, Shared shared) {
    this.stock = gateways.stock();
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
  }

  @Override
  public void recordStockMovements(
      RecordStockMovementsRequest request, StreamObserver<RecordStockMovementsResponse> out) {
    replies.unary(out, call -> record(request, call));
  }

  private CompletionStage<RecordStockMovementsResponse> record(
      RecordStockMovementsRequest request, Call call) {
    StoreId store = Names.store(request.getParent());
    Checks.allowed(permissions.mayActFor(call.caller(), store));
    List<Movement> movements =
        request.getMovementsList().stream().map(StockMessages::movement).toList();
    Mutation mutation =
        mutations.of(
            call,
            request.getRequestId(),
            request.hasNotAfter() ? Optional.of(request.getNotAfter()) : Optional.empty(),
            request);
    return references
        .store(store)
        .thenCompose(known -> references.skus(movements.stream().map(Movement::sku).toList()))
        .thenCompose(known -> stock.record(store, mutation, movements))
        .thenApply(answer -> Replies.value(answer, request.getParent()))
        .thenApply(StockMessages::recorded);
  }

  @Override
  public void getStockLine(GetStockLineRequest request, StreamObserver<StockLine> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.storeOfLine(request.getName());
          SkuId sku = Names.skuOfLine(request.getName());
          Checks.allowed(permissions.mayReadStock(call.caller(), store));
          return references
              .store(store)
              .thenCompose(known -> references.skus(List.of(sku)))
              .thenCompose(known -> stock.line(store, sku))
              .thenApply(answer -> Replies.value(answer, request.getName()))
              .thenApply(StockMessages::line);
        });
  }

  @Override
  public void listStockLines(
      ListStockLinesRequest request, StreamObserver<ListStockLinesResponse> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getParent());
          Checks.allowed(permissions.mayReadStock(call.caller(), store));
          Optional<SkuId> after = PageTokens.position(request, request.getPageToken(), SkuId::new);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          return references
              .store(store)
              .thenCompose(known -> stock.lines(store, request.getSkuPrefix(), after, size + 1))
              .thenApply(answer -> Replies.value(answer, request.getParent()))
              .thenApply(lines -> page(request, lines, size));
        });
  }

  private static ListStockLinesResponse page(
      ListStockLinesRequest request, List<StockLineView> lines, int size) {
    ListStockLinesResponse.Builder page = ListStockLinesResponse.newBuilder();
    Pages.shown(lines, size).forEach(line -> page.addStockLines(StockMessages.line(line)));
    return page.setNextPageToken(Pages.next(request, lines, size, line -> line.sku().value()))
        .build();
  }

  @Override
  public void listCountTasks(
      ListCountTasksRequest request, StreamObserver<ListCountTasksResponse> out) {
    replies.unary(
        out,
        call -> {
          StoreId store = Names.store(request.getParent());
          Checks.allowed(permissions.mayReadStock(call.caller(), store));
          Optional<SkuId> after = PageTokens.position(request, request.getPageToken(), SkuId::new);
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          return references
              .store(store)
              .thenCompose(known -> stock.linesToCount(store, after, size + 1))
              .thenApply(answer -> Replies.value(answer, request.getParent()))
              .thenApply(
                  lines -> {
                    var page = ListCountTasksResponse.newBuilder();
                    Pages.shown(lines, size)
                        .forEach(line -> page.addStockLines(StockMessages.line(line)));
                    return page.setNextPageToken(
                            Pages.next(request, lines, size, line -> line.sku().value()))
                        .build();
                  });
        });
  }

  @Override
  public void findStock(FindStockRequest request, StreamObserver<FindStockResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayFindStock(call.caller()));
          Optional<OwnerId> viewer = permissions.viewer(call.caller());
          return references
              .skus(List.of(Names.sku(request.getSku())))
              .thenCompose(known -> near(request, call))
              .thenCompose(near -> find(request, near, viewer));
        });
  }

  private CompletionStage<Near> near(FindStockRequest request, Call call) {
    if (request.hasPlace()) {
      Place place =
          new Place(request.getPlace().getLatitude(), request.getPlace().getLongitude(), "");
      return CompletableFuture.completedFuture(new Near(place, Optional.empty()));
    }
    StoreId store = Checks.storeOrOwn(call, "near", request.getStore(), "near");
    return references
        .store(store)
        .thenApply(known -> new Near(known.place(), Optional.of(known.id())));
  }

  private CompletionStage<FindStockResponse> find(
      FindStockRequest request, Near near, Optional<OwnerId> viewer) {
    int results = request.getMaxResults() == 0 ? RESULTS_DEFAULT : request.getMaxResults();
    double kilometresMax =
        request.getMaxDistanceKm() == 0 ? Double.POSITIVE_INFINITY : request.getMaxDistanceKm();
    SupplyQuery query =
        new SupplyQuery(
            Names.sku(request.getSku()),
            near.place().latitude(),
            near.place().longitude(),
            near.store(),
            viewer,
            Math.max(1, request.getMinQuantity()),
            kilometresMax * Distances.SPHERE_SLACK,
            results + CANDIDATES_MORE);
    return stock
        .find(query)
        .thenApply(answer -> Replies.value(answer, request.getSku()))
        .thenApply(found -> nearest(found, near, kilometresMax, results));
  }

  private FindStockResponse nearest(
      SuppliesView found, Near near, double kilometresMax, int results) {
    FindStockResponse.Builder response =
        FindStockResponse.newBuilder().setTotalAvailable(found.totalAvailable());
    found.supplies().stream()
        .flatMap(
            supply ->
                directory.store(supply.store()).stream()
                    .map(store -> supply(store, supply.available(), near)))
        .filter(supply -> supply.getDistanceKm() <= kilometresMax)
        .sorted(
            Comparator.comparingDouble(FindStockResponse.Supply::getDistanceKm)
                .thenComparing(FindStockResponse.Supply::getStore))
        .limit(results)
        .forEach(response::addSupplies);
    return response.build();
  }

  private static FindStockResponse.Supply supply(Store store, OptionalLong available, Near near) {
    return FindStockResponse.Supply.newBuilder()
        .setStore(Names.of(store.id()))
        .setDisplayName(store.displayName())
        .setRegion(store.place().region())
        .setAvailable(available.orElse(0))
        .setQuantityHidden(available.isEmpty())
        .setDistanceKm(Distances.kilometres(near.place(), store.place()))
        .build();
  }

  /** The point of a search, and the store there that is left out. */
  private record Near(Place place, Optional<StoreId> store) {}
}
