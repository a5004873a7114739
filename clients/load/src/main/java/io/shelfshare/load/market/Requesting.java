package io.shelfshare.load.market;

import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.CancelTransferRequestRequest;
import io.shelfshare.market.v1.CreateTransferRequestRequest;
import io.shelfshare.market.v1.Destination;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.OrderLine;
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
  private static final Duration SHORT = Duration.ofMillis(6_500);
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Shop shop;
  private final List<TransferRequest> mine = new ArrayList<>();
  private final Map<String, Long> versions = new HashMap<>();

  Requesting(Shop shop) {
    this.shop = shop;
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
    boolean toCustomer = order.getDestination().hasCustomerReference();
    ReceiveTransferOrderRequest.Builder draft =
        ReceiveTransferOrderRequest.newBuilder().setName(order.getName());
    if (shop.chance(0.45)) {
      draft.addAllReceipts(someOf(order, toCustomer));
    }
    Outcome<TransferOrder> outcome =
        shop.sender.send(
            "receive",
            order.getName(),
            draft.build(),
            shop.client.ordersFuture()::receiveTransferOrder);
    if (outcome instanceof Outcome.Done<TransferOrder> done) {
      TransferOrder after = shop.seen(done.answer());
      shop.record.took(Operation.RECEIVE, done.tookNanos());
      shop.record.received(arrived(after) - arrived(order));
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
      long damaged = toCustomer || !shop.chance(0.2) ? 0 : 1;
      receipts.add(
          Receipt.newBuilder()
              .setSku(line.getSku())
              .setAccepted(here - damaged)
              .setDamaged(damaged)
              .build());
    }
    return receipts;
  }

  private static long arrived(TransferOrder order) {
    return order.getLinesList().stream()
        .mapToLong(line -> line.getAccepted() + line.getDamaged())
        .sum();
  }
}
