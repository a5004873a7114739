package io.shelfshare.load.loader;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.loader.LoadProgress.Phase;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Imports owners, stores and SKUs: those alone that the directory does not have like this. */
final class DirectoryLoad {
  private static final int PAGE = 1_000;
  private static final int BATCH = 500;

  private final ShelfshareClient client;
  private final DailyRequestId ids;
  private final ProgressReports reports;

  DirectoryLoad(ShelfshareClient client, DailyRequestId ids, ProgressReports reports) {
    this.client = client;
    this.ids = ids;
    this.reports = reports;
  }

  /** Returns how many owners were imported. Parents come before their children, in one order. */
  int owners(DemoChain chain) {
    ListOwnersRequest all = ListOwnersRequest.newBuilder().setPageSize(PAGE).build();
    Set<Owner> known = client.listOwners(all).collect(Collectors.toSet());
    return load(Phase.OWNERS, chain.owners(), ApiMessages::owner, known, this::importOwners);
  }

  /** Returns how many stores were imported. */
  int stores(DemoChain chain) {
    ListStoresRequest all = ListStoresRequest.newBuilder().setPageSize(PAGE).build();
    Set<Store> known = client.listStores(all).collect(Collectors.toSet());
    return load(Phase.STORES, chain.stores(), ApiMessages::store, known, this::importStores);
  }

  /** Returns how many SKUs were imported. */
  int skus(DemoChain chain) {
    ListSkusRequest all = ListSkusRequest.newBuilder().setPageSize(PAGE).build();
    Set<Sku> known = client.listSkus(all).collect(Collectors.toSet());
    return load(Phase.SKUS, chain.skus(), ApiMessages::sku, known, this::importSkus);
  }

  private <R, M> int load(
      Phase phase,
      List<R> records,
      Function<R, M> message,
      Set<M> known,
      Consumer<List<M>> importBatch) {
    reports.begin(phase, records.size());
    List<M> missing = records.stream().map(message).filter(m -> !known.contains(m)).toList();
    reports.add(records.size() - missing.size());
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<M> batch = missing.subList(from, Math.min(from + BATCH, missing.size()));
      importBatch.accept(batch);
      reports.add(batch.size());
    }
    return missing.size();
  }

  private void importOwners(List<Owner> owners) {
    ImportOwnersRequest body = ImportOwnersRequest.newBuilder().addAllOwners(owners).build();
    ImportOwnersRequest call = body.toBuilder().setRequestId(ids.of(body)).build();
    client.call(() -> client.directory().importOwners(call));
  }

  private void importStores(List<Store> stores) {
    ImportStoresRequest body = ImportStoresRequest.newBuilder().addAllStores(stores).build();
    ImportStoresRequest call = body.toBuilder().setRequestId(ids.of(body)).build();
    client.call(() -> client.directory().importStores(call));
  }

  private void importSkus(List<Sku> skus) {
    ImportSkusRequest body = ImportSkusRequest.newBuilder().addAllSkus(skus).build();
    ImportSkusRequest call = body.toBuilder().setRequestId(ids.of(body)).build();
    client.call(() -> client.directory().importSkus(call));
  }
}
