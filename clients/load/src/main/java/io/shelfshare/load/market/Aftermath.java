package io.shelfshare.load.market;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Message;
import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.ArriveTransferOrderRequest;
import io.shelfshare.market.v1.CancelTransferOrderRequest;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.GiveBackTransferOrderRequest;
import io.shelfshare.market.v1.LiableParty;
import io.shelfshare.market.v1.ListCountTasksRequest;
import io.shelfshare.market.v1.ListOrderMessagesRequest;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.PostOrderMessageRequest;
import io.shelfshare.market.v1.RecallTransferOrderRequest;
import io.shelfshare.market.v1.ReceiptReason;
import io.shelfshare.market.v1.ReceiveReturnRequest;
import io.shelfshare.market.v1.ReceiveReturnRequest.ReturnReceipt;
import io.shelfshare.market.v1.ReinstateTransferOrderRequest;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WriteOffTransferOrderRequest;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a clerk does once things went wrong on the way, or after. Belongs to one thread. */
final class Aftermath {
  /** States in which an order can be taken back, from the first to the last. */
  private static final List<TransferOrder.State> BEFORE_SHIPPING =
      List.of(
          TransferOrder.State.STATE_AWARDED,
          TransferOrder.State.STATE_CONFIRMED,
          TransferOrder.State.STATE_PACKED);

  private final Shop shop;

  /** Orders of this store whose units do not arrive, there or back. */
  private final Deque<String> missing = new ArrayDeque<>();

  Aftermath(Shop shop) {
    this.shop = shop;
  }

  /** A parcel is gone; its deadline will show it. */
  void isMissing(String order) {
    missing.add(order);
  }

  /** Writes off what is overdue; some of it is found later. */
  void chase() {
    String name = missing.poll();
    if (name == null) {
      return;
    }
    Optional<TransferOrder> order = shop.order(name);
    if (order.isEmpty()) {
      missing.add(name);
    } else if (order.get().getLossSuspected()) {
      writeOff(order.get());
    } else if (order.get().hasDueTime()) {
      missing.add(name);
    }
  }

  private void writeOff(TransferOrder order) {
    boolean supplies = order.getSupplierStore().equals(shop.store);
    LiableParty liable =
        !supplies
            ? LiableParty.LIABLE_PARTY_REQUESTER
            : shop.chance(0.5)
                ? LiableParty.LIABLE_PARTY_CARRIER
                : LiableParty.LIABLE_PARTY_SUPPLIER;
    boolean back = order.getState() == TransferOrder.State.STATE_RETURNING;
    Optional<TransferOrder> after =
        step(
            back ? "write_off_on_the_way_back" : "write_off",
            order,
            WriteOffTransferOrderRequest.newBuilder()
                .setName(order.getName())
                .setLiable(liable)
                .build(),
            shop.client.ordersFuture()::writeOffTransferOrder);
    if (after.isPresent() && shop.chance(0.6)) {
      reinstate(after.get(), back);
    }
  }

  private void reinstate(TransferOrder order, boolean back) {
    step(
            "reinstate",
            order,
            ReinstateTransferOrderRequest.newBuilder().setName(order.getName()).build(),
            shop.client.ordersFuture()::reinstateTransferOrder)
        .ifPresent(
            found -> {
              if (back) {
                shop.board.sentBack(found.getReturnStore(), found.getName());
              } else {
                shop.board.shipped(found.getRequestingStore(), found.getName());
              }
            });
  }

  /** Says that a parcel is at the door. */
  void arrive(TransferOrder order) {
    step(
        "arrive",
        order,
        ArriveTransferOrderRequest.newBuilder().setName(order.getName()).build(),
        shop.client.ordersFuture()::arriveTransferOrder);
  }

  /** Calls back what is in transit. */
  Optional<TransferOrder> recall(TransferOrder order) {
    Optional<TransferOrder> after =
        step(
            "recall",
            order,
            RecallTransferOrderRequest.newBuilder().setName(order.getName()).build(),
            shop.client.ordersFuture()::recallTransferOrder);
    after.ifPresent(this::wentBack);
    return after;
  }

  /** Lets the store know that units are on their way back to it. */
  void wentBack(TransferOrder order) {
    if (!order.getReturnStore().isEmpty()) {
      shop.board.sentBack(order.getReturnStore(), order.getName());
    }
  }

  /** A customer brings back what was delivered. */
  void giveBack(TransferOrder order) {
    step(
            "give_back",
            order,
            GiveBackTransferOrderRequest.newBuilder()
                .setName(order.getName())
                .setReason(ReceiptReason.RECEIPT_REASON_CUSTOMER_RETURNED)
                .addPhotos("photos/back")
                .build(),
            shop.client.ordersFuture()::giveBackTransferOrder)
        .ifPresent(this::wentBack);
  }

  /** Takes in refused units that came back; some never do. */
  void receiveReturn() {
    Optional<TransferOrder> returning =
        shop.board.nextReturn(shop.store).flatMap(shop::order).filter(Aftermath::isReturning);
    if (returning.isEmpty()) {
      return;
    }
    TransferOrder order = returning.get();
    if (order.getState() == TransferOrder.State.STATE_RETURNING && shop.chance(0.35)) {
      isMissing(order.getName());
      return;
    }
    ReceiveReturnRequest.Builder draft = ReceiveReturnRequest.newBuilder().setName(order.getName());
    if (shop.chance(0.4)) {
      for (OrderLine line : order.getLinesList()) {
        if (line.getReturning() > 0) {
          draft.addReceipts(
              ReturnReceipt.newBuilder()
                  .setSku(line.getSku())
                  .setGood(line.getReturning() - 1)
                  .setDamaged(1)
                  .addPhotos("photos/torn"));
        }
      }
    }
    step("receive_return", order, draft.build(), shop.client.ordersFuture()::receiveReturn)
        .filter(Aftermath::isReturning)
        .ifPresent(this::wentBack);
  }

  private static boolean isReturning(TransferOrder order) {
    return order.getLinesList().stream().anyMatch(line -> line.getReturning() > 0);
  }

  /**
   * Takes one order of an own request back, the request goes on; a packed one before others, as
   * that is asked for and has to be agreed.
   *
   * @return whether there was an order that can still be taken back
   */
  boolean cancelOrderOf(String request) {
    TransferRequest now =
        shop.client.call(
            () ->
                shop.client
                    .requests()
                    .getTransferRequest(
                        GetTransferRequestRequest.newBuilder().setName(request).build()));
    Optional<TransferOrder> order =
        now.getAwardsList().stream()
            .map(award -> shop.order(award.getTransferOrder()))
            .flatMap(Optional::stream)
            .filter(one -> BEFORE_SHIPPING.contains(one.getState()) && !one.getCancelRequested())
            .max(Comparator.comparing(one -> BEFORE_SHIPPING.indexOf(one.getState())));
    order.ifPresent(
        one ->
            step(
                "cancel_order",
                one,
                CancelTransferOrderRequest.newBuilder().setName(one.getName()).build(),
                shop.client.ordersFuture()::cancelTransferOrder));
    return order.isPresent();
  }

  /** Says something about an order, and reads that it was said. */
  void say(String order) {
    Outcome<OrderMessage> outcome =
        shop.sender.send(
            "say",
            order,
            PostOrderMessageRequest.newBuilder()
                .setParent(order)
                .setText("where is it?")
                .addPhotos("photos/box")
                .build(),
            shop.client.ordersFuture()::postOrderMessage);
    if (outcome instanceof Outcome.Done<OrderMessage> done) {
      shop.record.path("message");
      boolean there =
          shop.client
                  .listOrderMessages(
                      ListOrderMessagesRequest.newBuilder()
                          .setParent(order)
                          .setPageSize(500)
                          .build())
                  .filter(done.answer()::equals)
                  .count()
              == 1;
      if (!there) {
        shop.record.saw(
            new Violation("P6", order, "a message is not there once: " + done.answer()));
      }
    }
  }

  /** Looks at what should be counted. */
  void lookAtCountTasks() {
    long tasks =
        shop.client
            .listCountTasks(ListCountTasksRequest.newBuilder().setParent(shop.store).build())
            .count();
    if (tasks > 0) {
      shop.record.path("count_task");
    }
  }

  private <Q extends Message> Optional<TransferOrder> step(
      String path,
      TransferOrder before,
      Q draft,
      Function<Q, ListenableFuture<TransferOrder>> call) {
    Outcome<TransferOrder> outcome = shop.sender.send(path, before.getName(), draft, call);
    if (outcome instanceof Outcome.Done<TransferOrder> done) {
      shop.record.path(path);
      return Optional.of(shop.seen(done.answer()));
    }
    return Optional.empty();
  }
}
