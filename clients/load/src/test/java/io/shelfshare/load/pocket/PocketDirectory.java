package io.shelfshare.load.pocket;

import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.DirectoryServiceGrpc.DirectoryServiceImplBase;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportOwnersResponse;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportSkusResponse;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ImportStoresResponse;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListOwnersResponse;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListSkusResponse;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.ListStoresResponse;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Owners, stores and SKUs in memory; a page token is the last name of the page before. */
public final class PocketDirectory extends DirectoryServiceImplBase {
  public final Map<String, Owner> owners = new ConcurrentSkipListMap<>();
  public final Map<String, Store> stores = new ConcurrentSkipListMap<>();
  public final Map<String, Sku> skus = new ConcurrentSkipListMap<>();
  public final AtomicInteger imports = new AtomicInteger();

  @Override
  public void importOwners(
      ImportOwnersRequest request, StreamObserver<ImportOwnersResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    imports.incrementAndGet();
    request.getOwnersList().forEach(owner -> owners.put(owner.getName(), owner));
    Answers.answer(
        observer,
        ImportOwnersResponse.newBuilder().setImportedCount(request.getOwnersCount()).build());
  }

  @Override
  public void importStores(
      ImportStoresRequest request, StreamObserver<ImportStoresResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    imports.incrementAndGet();
    request.getStoresList().forEach(store -> stores.put(store.getName(), store));
    Answers.answer(
        observer,
        ImportStoresResponse.newBuilder().setImportedCount(request.getStoresCount()).build());
  }

  @Override
  public void importSkus(ImportSkusRequest request, StreamObserver<ImportSkusResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    imports.incrementAndGet();
    request.getSkusList().forEach(sku -> skus.put(sku.getName(), sku));
    Answers.answer(
        observer, ImportSkusResponse.newBuilder().setImportedCount(request.getSkusCount()).build());
  }

  @Override
  public void listOwners(ListOwnersRequest request, StreamObserver<ListOwnersResponse> observer) {
    List<Owner> page = page(owners, request.getPageToken(), request.getPageSize());
    boolean more = page.size() == request.getPageSize();
    Answers.answer(
        observer,
        ListOwnersResponse.newBuilder()
            .addAllOwners(page)
            .setNextPageToken(more ? page.get(page.size() - 1).getName() : "")
            .build());
  }

  @Override
  public void listStores(ListStoresRequest request, StreamObserver<ListStoresResponse> observer) {
    List<Store> page = page(stores, request.getPageToken(), request.getPageSize());
    boolean more = page.size() == request.getPageSize();
    Answers.answer(
        observer,
        ListStoresResponse.newBuilder()
            .addAllStores(page)
            .setNextPageToken(more ? page.get(page.size() - 1).getName() : "")
            .build());
  }

  @Override
  public void listSkus(ListSkusRequest request, StreamObserver<ListSkusResponse> observer) {
    List<Sku> page = page(skus, request.getPageToken(), request.getPageSize());
    boolean more = page.size() == request.getPageSize();
    Answers.answer(
        observer,
        ListSkusResponse.newBuilder()
            .addAllSkus(page)
            .setNextPageToken(more ? page.get(page.size() - 1).getName() : "")
            .build());
  }

  private static <M> List<M> page(Map<String, M> all, String after, int size) {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(after) > 0)
        .limit(size)
        .map(Map.Entry::getValue)
        .toList();
  }
}
