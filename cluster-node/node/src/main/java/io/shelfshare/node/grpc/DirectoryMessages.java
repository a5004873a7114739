package io.shelfshare.node.grpc;

import io.shelfshare.domain.directory.Place;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.util.Optional;

/** Reference data in the API's words and in the domain's. */
final class DirectoryMessages {
  private DirectoryMessages() {}

  static io.shelfshare.domain.directory.Owner owner(Owner message) {
    return new io.shelfshare.domain.directory.Owner(
        Names.owner(message.getName()),
        message.getDisplayName(),
        switch (message.getKind()) {
          case KIND_HEAD_OFFICE -> io.shelfshare.domain.directory.Owner.Kind.HEAD_OFFICE;
          case KIND_DISTRIBUTOR -> io.shelfshare.domain.directory.Owner.Kind.DISTRIBUTOR;
          case KIND_DEALER -> io.shelfshare.domain.directory.Owner.Kind.DEALER;
          case KIND_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("A checked owner has a kind.");
        },
        message.getParentOwner().isEmpty()
            ? Optional.empty()
            : Optional.of(Names.owner(message.getParentOwner())));
  }

  static Owner message(io.shelfshare.domain.directory.Owner owner) {
    return Owner.newBuilder()
        .setName(Names.of(owner.id()))
        .setDisplayName(owner.displayName())
        .setKind(
            switch (owner.kind()) {
              case HEAD_OFFICE -> Owner.Kind.KIND_HEAD_OFFICE;
              case DISTRIBUTOR -> Owner.Kind.KIND_DISTRIBUTOR;
              case DEALER -> Owner.Kind.KIND_DEALER;
            })
        .setParentOwner(owner.parent().map(Names::of).orElse(""))
        .build();
  }

  static io.shelfshare.domain.directory.Store store(Store message) {
    return new io.shelfshare.domain.directory.Store(
        Names.store(message.getName()),
        message.getDisplayName(),
        Names.owner(message.getOwner()),
        new Place(
            message.getPlace().getLatitude(),
            message.getPlace().getLongitude(),
            message.getPlace().getRegion()));
  }

  static Store message(io.shelfshare.domain.directory.Store store) {
    return Store.newBuilder()
        .setName(Names.of(store.id()))
        .setDisplayName(store.displayName())
        .setOwner(Names.of(store.owner()))
        .setPlace(
            io.shelfshare.market.v1.Place.newBuilder()
                .setLatitude(store.place().latitude())
                .setLongitude(store.place().longitude())
                .setRegion(store.place().region()))
        .build();
  }

  static io.shelfshare.domain.directory.Contract contract(Contract message) {
    var parties = Names.parties(message.getName());
    return new io.shelfshare.domain.directory.Contract(
        parties.owner(),
        parties.viewer(),
        switch (message.getVisibility()) {
          case VISIBILITY_QUANTITY -> io.shelfshare.domain.directory.Contract.Visibility.QUANTITY;
          case VISIBILITY_YES_NO -> io.shelfshare.domain.directory.Contract.Visibility.YES_NO;
          case VISIBILITY_HIDDEN -> io.shelfshare.domain.directory.Contract.Visibility.HIDDEN;
          case VISIBILITY_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("A checked contract has a visibility.");
        });
  }

  static Contract message(io.shelfshare.domain.directory.Contract contract) {
    return Contract.newBuilder()
        .setName(Names.of(contract.key()))
        .setVisibility(
            switch (contract.visibility()) {
              case QUANTITY -> Contract.Visibility.VISIBILITY_QUANTITY;
              case YES_NO -> Contract.Visibility.VISIBILITY_YES_NO;
              case HIDDEN -> Contract.Visibility.VISIBILITY_HIDDEN;
            })
        .build();
  }

  static io.shelfshare.domain.directory.Sku sku(Sku message) {
    return new io.shelfshare.domain.directory.Sku(
        Names.sku(message.getName()),
        message.getStyle(),
        message.getColour(),
        message.getSize(),
        message.getGtin(),
        message.getDisplayName());
  }

  static Sku message(io.shelfshare.domain.directory.Sku sku) {
    return Sku.newBuilder()
        .setName(Names.of(sku.id()))
        .setStyle(sku.style())
        .setColour(sku.colour())
        .setSize(sku.size())
        .setGtin(sku.gtin())
        .setDisplayName(sku.displayName())
        .build();
  }
}
