package io.shelfshare.node.grpc.validation;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.shelfshare.market.v1.AddOrderPhotoRequest;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportStaffRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.MergeTransferRequestsRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import io.shelfshare.market.v1.ReceiptReason;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.Staff;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import io.shelfshare.node.grpc.gateway.OrderPhoto;
import io.shelfshare.node.grpc.gateway.PhotoKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What the rules of the protos cannot say. */
final class HandRules {
  private HandRules() {}

  static void check(Message request, List<FieldFault> faults) {
    if (request instanceof GrabTransferRequestRequest grab) {
      once("lines", grab.getLinesList(), line -> line.getSku(), "sku", "once", faults);
    } else if (request instanceof RecordStockMovementsRequest record) {
      corrections(record.getMovementsList(), faults);
    } else if (request instanceof CreateTransferRequestRequest create) {
      post(create, faults);
    } else if (request instanceof ConfirmTransferOrderRequest confirm) {
      once("found", confirm.getFoundList(), line -> line.getSku(), "sku", "once", faults);
    } else if (request instanceof ShipTransferOrderRequest ship) {
      once("lines", ship.getLinesList(), line -> line.getSku(), "sku", "once", faults);
      valid("shipment.arrive_by", ship.getShipment().getArriveBy(), faults);
    } else if (request instanceof ReceiveTransferOrderRequest receive) {
      receipts(receive, faults);
    } else if (request instanceof ListTransferRequestsRequest list) {
      if (list.getCanSupply() && list.getParent().equals("stores/-")) {
        faults.add(new FieldFault("can_supply", "true", Expected.of("can_supply")));
      }
    } else if (request instanceof PostOrderMessageRequest post) {
      if (post.getText().isBlank() && post.getPhotosCount() == 0) {
        faults.add(new FieldFault("text", "", Expected.of("text_or_photo")));
      }
    } else if (request instanceof AddOrderPhotoRequest photo) {
      photo(photo.getContent(), faults);
    } else if (request instanceof MergeTransferRequestsRequest merge) {
      sources(merge, faults);
    } else if (request instanceof ListTransferOrdersRequest list) {
      states(list, faults);
    } else if (!CourseRules.check(request, faults)
        && !ReportRules.check(request, faults)
        && !EndpointFields.check(request, faults)) {
      imports(request, faults);
    }
  }

  private static void photo(ByteString content, List<FieldFault> faults) {
    boolean fits = content.size() <= OrderPhoto.BYTES_MAX;
    if (!fits || PhotoKind.of(content.toByteArray()).isEmpty()) {
      faults.add(
          new FieldFault(
              "content",
              content.size() + " bytes",
              Expected.of("photo", "max", OrderPhoto.BYTES_MAX)));
    }
  }

  private static void imports(Message request, List<FieldFault> faults) {
    if (request instanceof ImportOwnersRequest owners) {
      once("owners", owners.getOwnersList(), owner -> owner.getName(), "name", "each_once", faults);
      parents(owners.getOwnersList(), faults);
    } else if (request instanceof ImportStoresRequest stores) {
      once("stores", stores.getStoresList(), store -> store.getName(), "name", "each_once", faults);
    } else if (request instanceof ImportStaffRequest staff) {
      once("staff", staff.getStaffList(), one -> one.getName(), "name", "each_once", faults);
      places(staff.getStaffList(), faults);
    } else if (request instanceof ImportSkusRequest skus) {
      once("skus", skus.getSkusList(), sku -> sku.getName(), "name", "each_once", faults);
    } else {
      MoneyRules.check(request, faults);
    }
  }

  /** A role says whether a person has a store, an owner, or neither. */
  private static void places(List<Staff> staff, List<FieldFault> faults) {
    for (int i = 0; i < staff.size(); i++) {
      Staff one = staff.get(i);
      boolean ofStore =
          one.getRole() == Staff.Role.ROLE_CLERK || one.getRole() == Staff.Role.ROLE_MANAGER;
      boolean ofOwner = one.getRole() == Staff.Role.ROLE_OWNER;
      if (ofStore == one.getStore().isEmpty()) {
        faults.add(
            new FieldFault(
                "staff[" + i + "].store",
                one.getStore(),
                Expected.of(ofStore ? "staff_store" : "nothing_for_role")));
      }
      if (ofOwner == one.getOwner().isEmpty()) {
        faults.add(
            new FieldFault(
                "staff[" + i + "].owner",
                one.getOwner(),
                Expected.of(ofOwner ? "staff_owner" : "nothing_for_role")));
      }
    }
  }

  private static void parents(List<Owner> owners, List<FieldFault> faults) {
    for (int i = 0; i < owners.size(); i++) {
      Owner owner = owners.get(i);
      boolean top = owner.getKind() == Owner.Kind.KIND_HEAD_OFFICE;
      boolean known = owner.getKindValue() != 0 && owner.getKind() != Owner.Kind.UNRECOGNIZED;
      if (known && top != owner.getParentOwner().isEmpty()) {
        faults.add(
            new FieldFault(
                "owners[" + i + "].parent_owner",
                owner.getParentOwner(),
                Expected.of(top ? "head_office" : "parent_owner")));
      }
    }
  }

  private static void corrections(List<StockMovement> movements, List<FieldFault> faults) {
    for (int i = 0; i < movements.size(); i++) {
      StockMovement movement = movements.get(i);
      if (movement.hasCorrection() && movement.getReason().isBlank()) {
        faults.add(new FieldFault("movements[" + i + "].reason", "", Expected.of("reason")));
      }
    }
  }

  private static void post(CreateTransferRequestRequest create, List<FieldFault> faults) {
    TransferRequest request = create.getTransferRequest();
    once(
        "transfer_request.lines",
        request.getLinesList(),
        line -> line.getSku(),
        "sku",
        "once",
        faults);
    Destination destination = request.getDestination();
    if (destination.hasStore() && !destination.getStore().equals(create.getParent())) {
      faults.add(
          new FieldFault(
              "transfer_request.destination.store",
              destination.getStore(),
              Expected.of("parent_store", "store", create.getParent())));
    }
    CourseRules.post(request, faults);
    valid("transfer_request.expire_time", request.getExpireTime(), faults);
    valid("transfer_request.needed_by", request.getNeededBy(), faults);
  }

  static void valid(String field, Timestamp time, List<FieldFault> faults) {
    if (!Timestamps.isValid(time)) {
      faults.add(new FieldFault(field, "", Expected.of("timestamp")));
    }
  }

  private static void receipts(ReceiveTransferOrderRequest receive, List<FieldFault> faults) {
    once("receipts", receive.getReceiptsList(), one -> one.getSku(), "sku", "once", faults);
    for (int i = 0; i < receive.getReceiptsCount(); i++) {
      ReceiveTransferOrderRequest.Receipt one = receive.getReceipts(i);
      boolean notAsItShouldBe = one.getDamaged() + one.getRefused() > 0;
      if (one.getAccepted() == 0 && one.getSurplus() == 0 && !notAsItShouldBe) {
        faults.add(new FieldFault("receipts[" + i + "].accepted", "0", Expected.of("some_units")));
      }
      if (notAsItShouldBe && one.getReasonValue() == 0) {
        faults.add(
            new FieldFault(
                "receipts[" + i + "].reason",
                "",
                Expected.of("one_of", "names", Expectations.names(ReceiptReason.getDescriptor()))));
      }
    }
  }

  private static void sources(MergeTransferRequestsRequest merge, List<FieldFault> faults) {
    Set<String> seen = new HashSet<>(Set.of(merge.getName()));
    for (int i = 0; i < merge.getSourcesCount(); i++) {
      if (!seen.add(merge.getSources(i))) {
        faults.add(
            new FieldFault(
                "sources[" + i + "]", merge.getSources(i), Expected.of("other_request")));
      }
    }
  }

  private static void states(ListTransferOrdersRequest list, List<FieldFault> faults) {
    for (int i = 0; i < list.getStatesCount(); i++) {
      TransferOrder.State state = list.getStates(i);
      if (state == TransferOrder.State.UNRECOGNIZED
          || state == TransferOrder.State.STATE_UNSPECIFIED) {
        faults.add(
            new FieldFault(
                "states[" + i + "]",
                String.valueOf(list.getStatesValue(i)),
                Expected.of(
                    "one_of", "names", Expectations.names(TransferOrder.State.getDescriptor()))));
      }
    }
  }

  static <T> void once(
      String list,
      List<T> items,
      Function<T, String> key,
      String field,
      String expected,
      List<FieldFault> faults) {
    if (items.size() < 2) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String value = key.apply(items.get(i));
      if (!seen.add(value)) {
        faults.add(new FieldFault(list + "[" + i + "]." + field, value, Expected.of(expected)));
      }
    }
  }
}
