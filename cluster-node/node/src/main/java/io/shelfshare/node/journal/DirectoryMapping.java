package io.shelfshare.node.journal;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.DirectoryEvent;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Reference;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.journal.v1.OwnerKind;
import io.shelfshare.journal.v1.StockVisibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events of the directory. */
final class DirectoryMapping {
  private DirectoryMapping() {}

  static io.shelfshare.journal.v1.DirectoryEvent toProto(DirectoryEvent event) {
    var proto =
        io.shelfshare.journal.v1.DirectoryEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli());
    if (event instanceof DirectoryEvent.Imported e) {
      proto.setMutation(CommonMapping.mutation(e.mutation(), e.fingerprint())).setCount(e.count());
      e.records().forEach(record -> add(record, proto));
    }
    return proto.build();
  }

  private static void add(Reference record, io.shelfshare.journal.v1.DirectoryEvent.Builder proto) {
    if (record instanceof Owner owner) {
      proto
          .addOwnersBuilder()
          .setId(owner.id().value())
          .setDisplayName(owner.displayName())
          .setKind(
              switch (owner.kind()) {
                case HEAD_OFFICE -> OwnerKind.OWNER_KIND_HEAD_OFFICE;
                case DISTRIBUTOR -> OwnerKind.OWNER_KIND_DISTRIBUTOR;
                case DEALER -> OwnerKind.OWNER_KIND_DEALER;
              })
          .setParent(owner.parent().map(OwnerId::value).orElse(""));
    } else if (record instanceof Store store) {
      proto
          .addStoresBuilder()
          .setId(store.id().value())
          .setDisplayName(store.displayName())
          .setOwner(store.owner().value())
          .setLatitude(store.place().latitude())
          .setLongitude(store.place().longitude())
          .setRegion(store.place().region());
    } else if (record instanceof Sku sku) {
      proto
          .addSkusBuilder()
          .setId(sku.id().value())
          .setStyle(sku.style())
          .setColour(sku.colour())
          .setSize(sku.size())
          .setGtin(sku.gtin())
          .setDisplayName(sku.displayName());
    } else if (record instanceof Staff staff) {
      proto
          .addStaffBuilder()
          .setId(staff.id())
          .setDisplayName(staff.displayName())
          .setRole(staff.role().name())
          .setStore(staff.store().map(StoreId::value).orElse(""))
          .setOwner(staff.owner().map(OwnerId::value).orElse(""))
          .setRemoved(staff.removed());
    } else if (record instanceof Contract contract) {
      proto
          .addContractsBuilder()
          .setOwner(contract.owner().value())
          .setViewer(contract.viewer().map(OwnerId::value).orElse(""))
          .setVisibility(
              switch (contract.visibility()) {
                case QUANTITY -> StockVisibility.STOCK_VISIBILITY_QUANTITY;
                case YES_NO -> StockVisibility.STOCK_VISIBILITY_YES_NO;
                case HIDDEN -> StockVisibility.STOCK_VISIBILITY_HIDDEN;
              });
    }
  }

  static DirectoryEvent fromProto(io.shelfshare.journal.v1.DirectoryEvent proto) {
    return new DirectoryEvent.Imported(
        CommonMapping.at(proto.getAtMillis()),
        CommonMapping.mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        proto.getCount(),
        records(proto));
  }

  private static List<Reference> records(io.shelfshare.journal.v1.DirectoryEvent proto) {
    List<Reference> records = new ArrayList<>();
    proto.getOwnersList().forEach(owner -> records.add(owner(owner)));
    proto.getStoresList().forEach(store -> records.add(store(store)));
    proto.getSkusList().forEach(sku -> records.add(sku(sku)));
    proto.getContractsList().forEach(contract -> records.add(contract(contract)));
    proto.getStaffList().forEach(staff -> records.add(staff(staff)));
    return records;
  }

  private static Staff staff(io.shelfshare.journal.v1.DirectoryEvent.Staff s) {
    return new Staff(
        s.getId(),
        s.getDisplayName(),
        Staff.Role.valueOf(s.getRole()),
        Optional.of(s.getStore()).filter(id -> !id.isEmpty()).map(StoreId::new),
        Optional.of(s.getOwner()).filter(id -> !id.isEmpty()).map(OwnerId::new),
        s.getRemoved());
  }

  private static Contract contract(io.shelfshare.journal.v1.DirectoryEvent.Contract c) {
    return new Contract(
        new OwnerId(c.getOwner()),
        Optional.of(c.getViewer()).filter(viewer -> !viewer.isEmpty()).map(OwnerId::new),
        switch (c.getVisibility()) {
          case STOCK_VISIBILITY_QUANTITY -> Contract.Visibility.QUANTITY;
          case STOCK_VISIBILITY_YES_NO -> Contract.Visibility.YES_NO;
          case STOCK_VISIBILITY_HIDDEN -> Contract.Visibility.HIDDEN;
          case STOCK_VISIBILITY_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalStateException("A contract of a later format: " + c.getVisibility());
        });
  }

  private static Owner owner(io.shelfshare.journal.v1.DirectoryEvent.Owner o) {
    return new Owner(
        new OwnerId(o.getId()),
        o.getDisplayName(),
        switch (o.getKind()) {
          case OWNER_KIND_HEAD_OFFICE -> Owner.Kind.HEAD_OFFICE;
          case OWNER_KIND_DISTRIBUTOR -> Owner.Kind.DISTRIBUTOR;
          case OWNER_KIND_DEALER -> Owner.Kind.DEALER;
          case OWNER_KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalStateException("An owner of a later format: " + o.getKind());
        },
        Optional.of(o.getParent()).filter(parent -> !parent.isEmpty()).map(OwnerId::new));
  }

  private static Store store(io.shelfshare.journal.v1.DirectoryEvent.Store s) {
    return new Store(
        new StoreId(s.getId()),
        s.getDisplayName(),
        new OwnerId(s.getOwner()),
        new Place(s.getLatitude(), s.getLongitude(), s.getRegion()));
  }

  private static Sku sku(io.shelfshare.journal.v1.DirectoryEvent.Sku s) {
    return new Sku(
        new SkuId(s.getId()),
        s.getStyle(),
        s.getColour(),
        s.getSize(),
        s.getGtin(),
        s.getDisplayName());
  }
}
