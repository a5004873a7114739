package io.shelfshare.peer;

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
import java.util.function.Function;

/** Imports and lists the directory; a page's token is the last name of the page before. */
final class PeerDirectoryService extends DirectoryServiceImplBase {
  private static final int PAGE_DEFAULT = 100;

  private final Directory directory;

  PeerDirectoryService(Directory directory) {
    this.directory = directory;
  }

  @Override
  public void importOwners(
      ImportOwnersRequest request, StreamObserver<ImportOwnersResponse> observer) {
    Refused.answer(
        observer,
        () -> {
          request.getOwnersList().forEach(directory::put);
          return ImportOwnersResponse.newBuilder()
              .setImportedCount(request.getOwnersCount())
              .build();
        });
  }

  @Override
  public void importStores(
      ImportStoresRequest request, StreamObserver<ImportStoresResponse> observer) {
    Refused.answer(
        observer,
        () -> {
          request.getStoresList().forEach(directory::put);
          return ImportStoresResponse.newBuilder()
              .setImportedCount(request.getStoresCount())
              .build();
        });
  }

  @Override
  public void importSkus(ImportSkusRequest request, StreamObserver<ImportSkusResponse> observer) {
    Refused.answer(
        observer,
        () -> {
          request.getSkusList().forEach(directory::put);
          return ImportSkusResponse.newBuilder().setImportedCount(request.getSkusCount()).build();
        });
  }

  @Override
  public void listOwners(ListOwnersRequest request, StreamObserver<ListOwnersResponse> observer) {
    int size = size(request.getPageSize());
    List<Owner> page = directory.owners(request.getPageToken(), size);
    Refused.answer(
        observer,
        () ->
            ListOwnersResponse.newBuilder()
                .addAllOwners(page)
                .setNextPageToken(next(page, size, Owner::getName))
                .build());
  }

  @Override
  public void listStores(ListStoresRequest request, StreamObserver<ListStoresResponse> observer) {
    int size = size(request.getPageSize());
    List<Store> page = directory.stores(request.getPageToken(), size);
    Refused.answer(
        observer,
        () ->
            ListStoresResponse.newBuilder()
                .addAllStores(page)
                .setNextPageToken(next(page, size, Store::getName))
                .build());
  }

  @Override
  public void listSkus(ListSkusRequest request, StreamObserver<ListSkusResponse> observer) {
    int size = size(request.getPageSize());
    List<Sku> page = directory.skus(request.getPageToken(), size);
    Refused.answer(
        observer,
        () ->
            ListSkusResponse.newBuilder()
                .addAllSkus(page)
                .setNextPageToken(next(page, size, Sku::getName))
                .build());
  }

  private static int size(int asked) {
    return asked == 0 ? PAGE_DEFAULT : asked;
  }

  private static <M> String next(List<M> page, int size, Function<M, String> name) {
    return page.size() < size ? "" : name.apply(page.get(page.size() - 1));
  }
}
