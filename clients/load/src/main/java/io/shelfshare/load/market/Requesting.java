package io.shelfshare.load.market;

import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.GeoPoint;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.ReceiptReason;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest;
import io.shelfshare.market.v1.ReceiveTransferOrderRequest.Receipt;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a clerk does for what the own store asked for. */
final class Requesting {
  private static final int LINES_MAX = 3;
  private static final int UNITS_MAX = 4;
  private static final int LOOKED_AT_MAX = 10;
  private static final Duration SHORT = Duration.ofMillis(6_500);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Shop shop;
  private final Aftermath aftermath;
  private final List<TransferRequest> mine = new ArrayList<>();
  private final Map<String, Long> versions = new HashMap<>();

  Requesting(Shop shop, Aftermath aftermath) {
    this.shop = shop;
    this.aftermath = aftermath;
  }

  /**
   * Takes one order of one of the own requests back. Looks at the newest of them, the oldest of
   * these first: its orders are more likely packed, so that the supplier has to agree.
   */
  void cancelOneOrder() {
    for (TransferRequest one :
        mine.subList(Math.max(0, mine.size() - LOOKED_AT_MAX), mine.size())) {
      if (aftermath.cancelOrderOf(one.getName())) {
        return;
      }
    }
  }

  /** Posts a request of one to three lines; some live for seconds only. */
  void post() {
    TransferRequest.Builder request =
        TransferRequest.newBuilder()
            .setMode(TransferRequest.Mode.MODE_FIRST_COME)
            .setExpireTime(
                Shop.timestamp(shop.clock.instant().plus(shop.chance(0.25) ? SHORT : LONG)))
            .setAllOrNothing(shop.chance(0.1))
            .setSplitLimit(shop.chance(0.1) ? 2 : 0);
    if (shop.chance(0.1)) {
      request.setDestination(
          Destination.newBuilder()
              .setCustomerReference("C-" + shop.random.nextInt(Integer.MAX_VALUE)));
    }
    Set<String> skus = new LinkedHashSet<>();
    int lines = 1 + shop.random.nextInt(LINES_MAX);
    for (int i = 0; i < lines; i++) {
      skus.add(shop.anySku());
    }
    skus.forEach(
        sku ->
            request.addLines(
                RequestLine.newBuilder()
                    .setSku(sku)
                    .setQuantity(1 + shop.random.nextInt(UNITS_MAX))));
    shop.traded.addAll(skus);
    CreateTransferRequestRequest draft =
        CreateTransferRequestRequest.newBuilder()
            .setParent(shop.store)
            .setTransferRequest(request)
            .build();
    Outcome<TransferRequest> outcome =
        shop.sender.send(
            "post", shop.store, draft, shop.client.requestsFuture()::createTransferRequest);
    if (outcome instanceof Outcome.Done<TransferRequest> done) {
      shop.record.took(Operation.POST, done.tookNanos());
      shop.record.posted(done.answer());
      shop.board.posted(done.answer());
      mine.add(done.answer());
    }
  }

  /** Posts after the call's own time has passed, which must have no effect. */
  void postTooLate() {
    shop.sender.sendTooLate(
        "post",
        CreateTransferRequestRequest.newBuilder()
            .setParent(shop.store)
            .setTransferRequest(
                TransferRequest.newBuilder()
                    .setMode(TransferRequest.Mode.MODE_FIRST_COME)
                    .setExpireTime(Shop.timestamp(shop.clock.instant().plus(LONG)))
                    .addLines(RequestLine.newBuilder().setSku(shop.anySku()).setQuantity(1)))
            .build(),
        shop.client.requestsFuture()::createTransferRequest);
  }

  /** Takes one of the own requests back. */
  void cancel() {
    if (mine.isEmpty()) {
      return;
    }
    TransferRequest request = mine.remove(shop.random.nextInt(mine.size()));
    CancelTransferRequestRequest draft =
        CancelTransferRequestRequest.newBuilder()
            .setName(request.getName())
            .setReason("the customer left")
            .build();
    Outcome<TransferRequest> outcome =
        shop.sender.send(
            "cancel",
            request.getName(),
            draft,
            shop.client.requestsFuture()::cancelTransferRequest);
    if (outcome instanceof Outcome.Done<TransferRequest> done) {
      Instant here = shop.clock.instant();
      shop.record.took(Operation.CANCEL, done.tookNanos());
      shop.record.cancelled(
          new PlayRecord.Cancelled(
              request.getName(), Shop.instant(done.answer().getUpdateTime()), here));
      shop.board.ended(request);
    }
  }

  /** Looks at one of the own requests: what it says must be lawful, and never older than before. */
  void look() {
    if (mine.isEmpty()) {
      return;
    }
    String name = mine.get(shop.random.nextInt(mine.size())).getName();
    TransferRequest now =
        shop.client.call(
            () ->
                shop.client
                    .requests()
                    .getTransferRequest(
                        GetTransferRequestRequest.newBuilder().setName(name).build()));
    Laws.request(now).forEach(shop.record::saw);
    long before = versions.merge(name, now.getVersion(), Math::max);
    if (now.getVersion() < before) {
      shop.record.saw(
          new Violation(
              "P8",
              name,
              "was seen in version %d, then in %d".formatted(before, now.getVersion())));
    }
  }

  /** Lets others know of own requests whose time has run out. */
  void noticeExpired() {
    Instant now = shop.clock.instant();
    mine.removeIf(
        request -> {
          boolean over = Shop.instant(request.getExpireTime()).isBefore(now);
          if (over) {
            shop.board.ended(request);
          }
          return over;
        });
  }

  /** Takes in a parcel: all of it, some of it, or some of it damaged. */
  void receive() {
    Optional<TransferOrder> parcel =
        shop.board
            .nextParcel(shop.store)
            .flatMap(shop::order)
            .filter(
                order ->
                    order.getState() == TransferOrder.State.STATE_SHIPPED
                        || order.getState() == TransferOrder.State.STATE_ARRIVED);
    if (parcel.isEmpty()) {
      return;
    }
    TransferOrder order = parcel.get();
    if (shop.chance(0.08)) {
      if (aftermath.recall(order).isEmpty()) {
        shop.board.shipped(shop.store, order.getName());
      }
      return;
    }
    if (order.getState() == TransferOrder.State.STATE_SHIPPED && shop.chance(0.1)) {
      aftermath.arrive(order);
    }
    boolean toCustomer = order.getDestination().hasCustomerReference();
    ReceiveTransferOrderRequest.Builder draft =
        ReceiveTransferOrderRequest.newBuilder().setName(order.getName());
    if (shop.chance(0.45)) {
      draft.addAllReceipts(someOf(order, toCustomer));
      if (!toCustomer && shop.chance(0.1)) {
        wrongItem(order).ifPresent(draft::addReceipts);
      }
    }
    if (toCustomer) {
      draft.setCustomerPlace(GeoPoint.newBuilder().setLatitude(30.2).setLongitude(120.1));
    }
    Outcome<TransferOrder> outcome =
        shop.sender.send(
            "receive",
            order.getName(),
            draft.build(),
            shop.client.ordersFuture()::receiveTransferOrder);
    if (outcome instanceof Outcome.Unknown) {
      draft.getReceiptsList().forEach(one -> shop.record.units(one.getSku(), 0, one.getSurplus()));
    }
    if (outcome instanceof Outcome.Done<TransferOrder> done) {
      TransferOrder after = shop.seen(done.answer());
      shop.record.took(Operation.RECEIVE, done.tookNanos());
      shop.record.received(arrived(after) - arrived(order));
      // Units that nobody sent on record came from nowhere, as far as the records know.
      draft.getReceiptsList().forEach(one -> shop.record.units(one.getSku(), one.getSurplus()));
      if (arrived(order) > 0) {
        shop.record.path("several_parcels");
      }
      aftermath.wentBack(after);
      boolean has = after.getLinesList().stream().anyMatch(line -> line.getAccepted() > 0);
      if (toCustomer && has && shop.chance(0.4)) {
        aftermath.giveBack(after);
      }
      boolean more = after.getLinesList().stream().anyMatch(line -> line.getInTransit() > 0);
      if (more) {
        shop.board.shipped(shop.store, order.getName());
      }
    }
  }

  private List<Receipt> someOf(TransferOrder order, boolean toCustomer) {
    List<Receipt> receipts = new ArrayList<>();
    for (OrderLine line : order.getLinesList()) {
      if (line.getInTransit() == 0) {
        continue;
      }
      long here = 1 + shop.random.nextLong(line.getInTransit());
      long odd = shop.chance(0.4) ? 1 : 0;
      boolean refuses = toCustomer || shop.chance(0.5);
      Receipt.Builder receipt =
          Receipt.newBuilder()
              .setSku(line.getSku())
              .setAccepted(here - odd)
              .setDamaged(refuses ? 0 : odd)
              .setRefused(refuses ? odd : 0)
              .setSurplus(!toCustomer && shop.chance(0.1) ? 1 : 0);
      if (odd > 0) {
        receipt
            .setReason(
                toCustomer
                    ? ReceiptReason.RECEIPT_REASON_CUSTOMER_REFUSED
                    : ReceiptReason.RECEIPT_REASON_DAMAGED)
            .addPhotos("photos/" + shop.random.nextInt(1000));
      }
      receipts.add(receipt.build());
    }
    return receipts;
  }

  /** Something in the parcel that is not in the order. */
  private Optional<Receipt> wrongItem(TransferOrder order) {
    String sku = shop.anySku();
    boolean known = order.getLinesList().stream().anyMatch(line -> line.getSku().equals(sku));
    if (known) {
      return Optional.empty();
    }
    shop.traded.add(sku);
    return Optional.of(Receipt.newBuilder().setSku(sku).setSurplus(1).build());
  }

  private static long arrived(TransferOrder order) {
    return order.getLinesList().stream()
        .mapToLong(line -> line.getAccepted() + line.getDamaged())
        .sum();
  }
}
