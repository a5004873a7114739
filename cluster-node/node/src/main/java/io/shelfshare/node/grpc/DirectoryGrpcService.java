package io.shelfshare.node.grpc;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.GetSkuRequest;
import io.shelfshare.market.v1.GetStoreRequest;
import io.shelfshare.market.v1.ImportContractsRequest;
import io.shelfshare.market.v1.ImportContractsResponse;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportOwnersResponse;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportSkusResponse;
import io.shelfshare.market.v1.ImportStaffRequest;
import io.shelfshare.market.v1.ImportStaffResponse;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ImportStoresResponse;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.ListContractsResponse;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListOwnersResponse;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListSkusResponse;
import io.shelfshare.market.v1.ListStaffRequest;
import io.shelfshare.market.v1.ListStaffResponse;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.ListStoresResponse;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.node.grpc.References.NamedOwner;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.validation.PageTokens;
import io.shelfshare.node.security.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reference data. Asynchronous: nothing here blocks. */
final class DirectoryGrpcService extends DirectoryServiceGrpc.DirectoryServiceImplBase {
  private static final int PAGE_DEFAULT = 100;

  private final DirectoryGateway directory;
  private final References references;
  private final Permissions permissions;
  private final Mutations mutations;
  private final Replies replies;
  private final StaffImport staff;

  DirectoryGrpcService(Gateways gateways, Shared shared) {
    this.directory = gateways.directory();
    this.references = shared.references();
    this.permissions = shared.permissions();
    this.mutations = shared.mutations();
    this.replies = shared.replies();
    this.staff = new StaffImport(gateways, shared);
  }

  @Override
  public void importOwners(ImportOwnersRequest request, StreamObserver<ImportOwnersResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          List<Owner> owners =
              request.getOwnersList().stream().map(DirectoryMessages::owner).toList();
          Mutation mutation = mutation(call, request.getRequestId(), request);
          OwnerTree.checkNoRing(owners, directory::owner);
          return references
              .namedOwners(OwnerTree.parentsOutside(owners))
              .thenCompose(
                  known ->
                      unlessCheckOnly(
                          request.getValidateOnly(),
                          owners.size(),
                          () -> directory.importOwners(owners, mutation)))
              .thenApply(n -> ImportOwnersResponse.newBuilder().setImportedCount(n).build());
        });
  }

  @Override
  public void importStores(ImportStoresRequest request, StreamObserver<ImportStoresResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          List<Store> stores =
              request.getStoresList().stream().map(DirectoryMessages::store).toList();
          Mutation mutation = mutation(call, request.getRequestId(), request);
          return references
              .namedOwners(
                  IntStream.range(0, stores.size())
                      .mapToObj(
                          i -> new NamedOwner("stores[" + i + "].owner", stores.get(i).owner()))
                      .toList())
              .thenCompose(
                  known ->
                      unlessCheckOnly(
                          request.getValidateOnly(),
                          stores.size(),
                          () -> directory.importStores(stores, mutation)))
              .thenApply(n -> ImportStoresResponse.newBuilder().setImportedCount(n).build());
        });
  }

  @Override
  public void importSkus(ImportSkusRequest request, StreamObserver<ImportSkusResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          List<io.shelfshare.domain.directory.Sku> skus =
              request.getSkusList().stream().map(DirectoryMessages::sku).toList();
          Mutation mutation = mutation(call, request.getRequestId(), request);
          return unlessCheckOnly(
                  request.getValidateOnly(),
                  skus.size(),
                  () -> directory.importSkus(skus, mutation))
              .thenApply(n -> ImportSkusResponse.newBuilder().setImportedCount(n).build());
        });
  }

  @Override
  public void importStaff(ImportStaffRequest request, StreamObserver<ImportStaffResponse> out) {
    replies.unary(out, call -> staff.take(request, call));
  }

  @Override
  public void listStaff(ListStaffRequest request, StreamObserver<ListStaffResponse> out) {
    replies.unary(out, call -> staff.list(request, call));
  }

  @Override
  public void importContracts(
      ImportContractsRequest request, StreamObserver<ImportContractsResponse> out) {
    replies.unary(
        out,
        call -> {
          Checks.allowed(permissions.mayImportDirectory(call.caller()));
          List<Contract> contracts =
              request.getContractsList().stream().map(DirectoryMessages::contract).toList();
          Mutation mutation = mutation(call, request.getRequestId(), request);
          return references
              .namedOwners(
                  IntStream.range(0, contracts.size())
                      .boxed()
                      .flatMap(i -> owners(contracts.get(i), "contracts[" + i + "].name"))
                      .toList())
              .thenCompose(
                  known ->
                      unlessCheckOnly(
                          request.getValidateOnly(),
                          contracts.size(),
                          () -> directory.importContracts(contracts, mutation)))
              .thenApply(n -> ImportContractsResponse.newBuilder().setImportedCount(n).build());
        });
  }

  @Override
  public void listContracts(
      ListContractsRequest request, StreamObserver<ListContractsResponse> out) {
    replies.unary(
        out,
        call -> {
          Optional<OwnerId> owner = Names.ownerOrAll(request.getParent());
          Checks.allowed(permissions.mayReadContracts(call.caller(), owner));
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          Optional<Contract.Parties> after =
              PageTokens.position(request, request.getPageToken(), Names::parties);
          List<Contract> found = directory.contracts(owner, after, size + 1);
          ListContractsResponse.Builder page = ListContractsResponse.newBuilder();
          Pages.shown(found, size)
              .forEach(one -> page.addContracts(DirectoryMessages.message(one)));
          String next = Pages.next(request, found, size, one -> Names.of(one.key()));
          return CompletableFuture.completedFuture(page.setNextPageToken(next).build());
        });
  }

  private static Stream<NamedOwner> owners(Contract contract, String field) {
    return Stream.concat(Stream.of(contract.owner()), contract.viewer().stream())
        .map(owner -> new NamedOwner(field, owner));
  }

  private static CompletionStage<Integer> unlessCheckOnly(
      boolean checkOnly, int count, Supplier<CompletionStage<Answer<Integer>>> work) {
    return checkOnly
        ? CompletableFuture.completedFuture(count)
        : work.get().thenApply(answer -> Replies.value(answer, "directory"));
  }

  private Mutation mutation(Call call, String requestId, Message request) {
    return mutations.of(call, requestId, Optional.empty(), request);
  }

  @Override
  public void getStore(GetStoreRequest request, StreamObserver<io.shelfshare.market.v1.Store> out) {
    replies.unary(
        out,
        call ->
            references.store(Names.store(request.getName())).thenApply(DirectoryMessages::message));
  }

  @Override
  public void getSku(GetSkuRequest request, StreamObserver<Sku> out) {
    SkuId id = Names.sku(request.getName());
    replies.unary(
        out,
        call ->
            references
                .skus(List.of(id))
                .thenCompose(
                    known ->
                        directory
                            .sku(id)
                            .<CompletionStage<Optional<io.shelfshare.domain.directory.Sku>>>map(
                                here -> CompletableFuture.completedFuture(Optional.of(here)))
                            .orElseGet(() -> directory.fetchSku(id)))
                .thenApply(
                    found ->
                        found
                            .map(DirectoryMessages::message)
                            .orElseThrow(() -> new CallFailed(Fault.notFound(request.getName())))));
  }

  @Override
  public void listOwners(ListOwnersRequest request, StreamObserver<ListOwnersResponse> out) {
    replies.unary(
        out,
        call -> {
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          Optional<OwnerId> after =
              PageTokens.position(request, request.getPageToken(), OwnerId::new);
          List<Owner> found = directory.owners(after, size + 1);
          ListOwnersResponse.Builder page = ListOwnersResponse.newBuilder();
          Pages.shown(found, size).forEach(one -> page.addOwners(DirectoryMessages.message(one)));
          String next = Pages.next(request, found, size, one -> one.id().value());
          return CompletableFuture.completedFuture(page.setNextPageToken(next).build());
        });
  }

  @Override
  public void listStores(ListStoresRequest request, StreamObserver<ListStoresResponse> out) {
    replies.unary(
        out,
        call -> {
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          Optional<StoreId> after =
              PageTokens.position(request, request.getPageToken(), StoreId::new);
          List<Store> found = directory.stores(request.getRegionPrefix(), after, size + 1);
          ListStoresResponse.Builder page = ListStoresResponse.newBuilder();
          Pages.shown(found, size).forEach(one -> page.addStores(DirectoryMessages.message(one)));
          String next = Pages.next(request, found, size, one -> one.id().value());
          return CompletableFuture.completedFuture(page.setNextPageToken(next).build());
        });
  }

  @Override
  public void listSkus(ListSkusRequest request, StreamObserver<ListSkusResponse> out) {
    replies.unary(
        out,
        call -> {
          int size = Pages.size(request.getPageSize(), PAGE_DEFAULT);
          Optional<SkuId> after = PageTokens.position(request, request.getPageToken(), SkuId::new);
          List<io.shelfshare.domain.directory.Sku> found =
              directory.skus(given(request.getStyle()), given(request.getGtin()), after, size + 1);
          ListSkusResponse.Builder page = ListSkusResponse.newBuilder();
          Pages.shown(found, size).forEach(one -> page.addSkus(DirectoryMessages.message(one)));
          String next = Pages.next(request, found, size, one -> one.id().value());
          return CompletableFuture.completedFuture(page.setNextPageToken(next).build());
        });
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
