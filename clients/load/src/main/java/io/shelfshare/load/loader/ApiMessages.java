package io.shelfshare.load.loader;

import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.Store;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Says the chain's records in the words of the API. */
final class ApiMessages {
  /** The most movements that the API takes in one batch. */
  static final int MOVEMENTS_MAX = 500;

  private ApiMessages() {}

  static Owner owner(io.shelfshare.load.chain.Owner owner) {
    return Owner.newBuilder()
        .setName(ownerName(owner.id()))
        .setDisplayName(owner.name() + " · " + owner.nameZh())
        .setKind(
            switch (owner.kind()) {
              case HEAD_OFFICE -> Owner.Kind.KIND_HEAD_OFFICE;
              case DISTRIBUTOR -> Owner.Kind.KIND_DISTRIBUTOR;
              case DEALER -> Owner.Kind.KIND_DEALER;
            })
        .setParentOwner(owner.parent().map(ApiMessages::ownerName).orElse(""))
        .build();
  }

  static Store store(io.shelfshare.load.chain.Store store) {
    return Store.newBuilder()
        .setName(storeName(store))
        .setDisplayName(store.name() + " · " + store.nameZh())
        .setOwner(ownerName(store.ownerId()))
        .setPlace(
            Place.newBuilder()
                .setLatitude(store.place().latitude())
                .setLongitude(store.place().longitude())
                .setRegion(store.regionPath()))
        .build();
  }

  static Sku sku(io.shelfshare.load.chain.Sku sku) {
    return Sku.newBuilder()
        .setName(skuName(sku))
        .setStyle(sku.style())
        .setColour(sku.colour())
        .setSize(sku.size())
        .setGtin(sku.gtin())
        .setDisplayName(sku.name())
        .build();
  }

  /** The opening stock of a store in batches; SKUs that it does not have are left out. */
  static List<RecordStockMovementsRequest> openingStock(
      io.shelfshare.load.chain.Store store,
      List<io.shelfshare.load.chain.Sku> skus,
      Iterator<io.shelfshare.load.chain.StockLine> lines) {
    List<RecordStockMovementsRequest> batches = new ArrayList<>();
    RecordStockMovementsRequest.Builder batch = emptyBatch(store);
    while (lines.hasNext()) {
      io.shelfshare.load.chain.StockLine line = lines.next();
      if (line.quantity() == 0) {
        continue;
      }
      // Both movements of a line stay in one batch, so that a batch is there whole or not at all.
      if (batch.getMovementsCount() + 2 > MOVEMENTS_MAX) {
        batches.add(batch.build());
        batch = emptyBatch(store);
      }
      String sku = skuName(skus.get(line.skuIndex()));
      batch.addMovements(StockMovement.newBuilder().setSku(sku).setReceipt(line.quantity()));
      if (line.safety() > 0) {
        batch.addMovements(StockMovement.newBuilder().setSku(sku).setSafety(line.safety()));
      }
    }
    if (batch.getMovementsCount() > 0) {
      batches.add(batch.build());
    }
    return batches;
  }

  static String storeName(io.shelfshare.load.chain.Store store) {
    return "stores/" + store.id();
  }

  private static RecordStockMovementsRequest.Builder emptyBatch(
      io.shelfshare.load.chain.Store store) {
    return RecordStockMovementsRequest.newBuilder().setParent(storeName(store));
  }

  private static String ownerName(String id) {
    return "owners/" + id;
  }

  private static String skuName(io.shelfshare.load.chain.Sku sku) {
    return "skus/" + sku.id();
  }
}
