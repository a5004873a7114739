package io.shelfshare.load.market;

import com.google.common.util.concurrent.ListenableFuture;
import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.ConfirmTransferOrderRequest;
import io.shelfshare.market.v1.GrabTransferRequestRequest;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.PackTransferOrderRequest;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.ReleaseReason;
import io.shelfshare.market.v1.ReleaseTransferOrderRequest;
import io.shelfshare.market.v1.RequestLine;
import io.shelfshare.market.v1.ShipTransferOrderRequest;
import io.shelfshare.market.v1.Shipment;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a clerk does for requests of other stores. */
final class Supplying {
  private static final List<ReleaseReason> SHORT_REASONS =
      List.of(
          ReleaseReason.RELEASE_REASON_NOT_FOUND,
          ReleaseReason.RELEASE_REASON_DAMAGED,
          ReleaseReason.RELEASE_REASON_WRONG_ITEM,
          ReleaseReason.RELEASE_REASON_BUSY);

  private static final int LOOKS_MAX = 4;

  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(2);

  private final Shop shop;
  private final Aftermath aftermath;

  Supplying(Shop shop, Aftermath aftermath) {
    this.shop = shop;
    this.aftermath = aftermath;
  }

  /** Speaks of one of the own orders. */
  void talk() {
    shop.supplies.keySet().stream().findAny().ifPresent(aftermath::say);
  }

  /** Runs for one of the newest requests. */
  void grab() {
    Optional<TransferRequest> wanted = shop.board.anyRecent(shop.random);
    for (int look = 0; look < LOOKS_MAX && wanted.filter(this::canBring).isEmpty(); look++) {
      wanted = shop.board.anyRecent(shop.random);
    }
    wanted
        .filter(request -> !request.getStore().equals(shop.store) || shop.chance(0.05))
        .ifPresent(request -> grab(request, quantities(request)));
  }

  private boolean canBring(TransferRequest request) {
    return request.getLinesList().stream().anyMatch(line -> shop.remembered(line.getSku()) > 0);
  }

  /** Runs for a request that is over, which must not be won. */
  void grabTooLate() {
    shop.board.anyEnded(shop.random).ifPresent(request -> grab(request, quantities(request)));
  }

  private void grab(TransferRequest request, List<Quantity> lines) {
    GrabTransferRequestRequest draft =
        GrabTransferRequestRequest.newBuilder()
            .setName(request.getName())
            .setStore(shop.store)
            .addAllLines(lines)
            .build();
    lines.forEach(line -> shop.traded.add(line.getSku()));
    Outcome<GrabTransferRequestResponse> outcome =
        shop.sender.send(
            "grab", request.getName(), draft, shop.client.requestsFuture()::grabTransferRequest);
    if (outcome instanceof Outcome.Done<GrabTransferRequestResponse> done) {
      won(request, lines, done);
    } else if (outcome instanceof Outcome.Refused<GrabTransferRequestResponse> lost) {
      if (lost.reason().equals("NOT_AVAILABLE")) {
        lines.forEach(line -> shop.line(line.getSku()));
      }
      shop.record.took(Operation.GRAB_LOST, lost.tookNanos());
      shop.record.lost(lost.reason());
    }
  }

  private void won(
      TransferRequest request,
      List<Quantity> lines,
      Outcome.Done<GrabTransferRequestResponse> done) {
    GrabTransferRequestResponse answer = done.answer();
    shop.record.took(Operation.GRAB_WON, done.tookNanos());
    shop.record.won(
        new PlayRecord.WonGrab(
            request.getName(),
            shop.store,
            answer.getTransferOrder(),
            answer.getLinesList(),
            Shop.instant(answer.getAwardTime()),
            done.sentAt()));
    if (!List.copyOf(answer.getLinesList()).containsAll(lines)) {
      shop.record.saw(
          new Violation(
              "P1",
              request.getName(),
              "awarded something else than was grabbed: " + answer.getLinesList()));
    }
    shop.supplies.put(answer.getTransferOrder(), TransferOrder.getDefaultInstance());
  }

  private List<Quantity> quantities(TransferRequest request) {
    List<Quantity> lines = new ArrayList<>();
    boolean whole = request.getAllOrNothing() || shop.chance(0.2);
    boolean hopeful = !canBring(request) || shop.chance(0.1);
    for (RequestLine line : request.getLinesList()) {
      long here = shop.remembered(line.getSku());
      if (whole || hopeful || here > 0) {
        long most = hopeful ? line.getQuantity() : Math.min(here, line.getQuantity());
        long units = whole ? line.getQuantity() : 1 + shop.random.nextLong(Math.max(1, most));
        lines.add(
            Quantity.newBuilder()
                .setSku(line.getSku())
                .setQuantity(shop.chance(0.02) ? units + line.getQuantity() : units)
                .build());
      }
    }
    return lines;
  }

  /** Takes one of the own orders a step further, or gives it up. */
  void advance() {
    if (shop.supplies.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(shop.supplies.keySet());
    String name = names.get(shop.random.nextInt(names.size()));
    Optional<TransferOrder> now = shop.order(name);
    if (now.isEmpty()) {
      return;
    }
    shop.supplies.put(name, now.get());
    switch (now.get().getState()) {
      case STATE_AWARDED -> atTheShelf(now.get());
      case STATE_CONFIRMED -> confirmed(now.get());
      case STATE_PACKED -> packed(now.get());
      case STATE_SHIPPED,
          STATE_ARRIVED,
          STATE_RECEIVED,
          STATE_SETTLED,
          STATE_CLOSED,
          STATE_RETURNING,
          STATE_RETURNED,
          STATE_LOST,
          STATE_RELEASED,
          STATE_CANCELLED ->
          shop.supplies.remove(name);
      default ->
          shop.record.saw(
              new Violation("P3", name, "an impossible state: " + now.get().getState()));
    }
  }

  private void atTheShelf(TransferOrder order) {
    double luck = shop.random.nextDouble();
    if (luck < 0.75) {
      confirm(order, List.of(), ReleaseReason.RELEASE_REASON_UNSPECIFIED);
    } else if (luck < 0.87) {
      confirm(order, fewer(order), anyReason());
    } else if (luck < 0.95) {
      release(order, anyReason());
    }
  }

  private void confirmed(TransferOrder order) {
    double luck = shop.random.nextDouble();
    if (luck < 0.04) {
      // Forgotten on the counter: its time to be shipped runs out.
      shop.supplies.remove(order.getName());
    } else if (luck < 0.65) {
      step(
          Operation.PACK,
          order,
          PackTransferOrderRequest.newBuilder().setName(order.getName()).build(),
          shop.client.ordersFuture()::packTransferOrder,
          ReleaseReason.RELEASE_REASON_UNSPECIFIED);
    } else if (luck < 0.95) {
      ship(order);
    } else {
      release(order, anyReason());
    }
  }

  private void packed(TransferOrder order) {
    if (order.getCancelRequested() && shop.chance(0.7)) {
      release(order, ReleaseReason.RELEASE_REASON_CANCEL_AGREED);
    } else if (shop.chance(0.4)) {
      // Else the courier comes later, and the asking store may not want it any more by then.
      ship(order);
    }
  }

  private void confirm(TransferOrder order, List<Quantity> found, ReleaseReason reason) {
    step(
        Operation.CONFIRM,
        order,
        ConfirmTransferOrderRequest.newBuilder()
            .setName(order.getName())
            .addAllFound(found)
            .setShortReason(reason)
            .build(),
        shop.client.ordersFuture()::confirmTransferOrder,
        reason);
  }

  private void ship(TransferOrder order) {
    boolean fewer = shop.chance(0.1);
    List<Quantity> lines = fewer ? fewer(order) : List.of();
    boolean getsLost = shop.chance(0.12);
    Shipment.Builder shipment =
        Shipment.newBuilder().setCarrier("SF").setTrackingNumber("SF" + shop.random.nextInt(9999));
    if (getsLost) {
      shipment.setArriveBy(Shop.timestamp(shop.clock.instant().plus(ARRIVES_WITHIN)));
    }
    ReleaseReason reason = lines.isEmpty() ? ReleaseReason.RELEASE_REASON_UNSPECIFIED : anyReason();
    Optional<TransferOrder> after =
        step(
            Operation.SHIP,
            order,
            ShipTransferOrderRequest.newBuilder()
                .setName(order.getName())
                .addAllLines(lines)
                .setShortReason(reason)
                .setShipment(shipment)
                .build(),
            shop.client.ordersFuture()::shipTransferOrder,
            reason);
    after.ifPresent(
        sent -> {
          shop.supplies.remove(sent.getName());
          if (getsLost) {
            aftermath.isMissing(sent.getName());
          } else {
            shop.board.shipped(sent.getRequestingStore(), sent.getName());
          }
        });
  }

  private void release(TransferOrder order, ReleaseReason reason) {
    step(
        Operation.RELEASE,
        order,
        ReleaseTransferOrderRequest.newBuilder().setName(order.getName()).setReason(reason).build(),
        shop.client.ordersFuture()::releaseTransferOrder,
        reason);
  }

  private <Q extends com.google.protobuf.Message> Optional<TransferOrder> step(
      Operation operation,
      TransferOrder before,
      Q draft,
      Function<Q, ListenableFuture<TransferOrder>> call,
      ReleaseReason reason) {
    Outcome<TransferOrder> outcome =
        shop.sender.send(operation.key(), before.getName(), draft, call);
    boolean notFound = reason == ReleaseReason.RELEASE_REASON_NOT_FOUND;
    if (outcome instanceof Outcome.Done<TransferOrder> done) {
      TransferOrder after = shop.seen(done.answer());
      shop.record.took(operation, done.tookNanos());
      shop.supplies.put(after.getName(), after);
      if (notFound) {
        // Units that are not on the shelf are taken off the record: they left the chain.
        after
            .getLinesList()
            .forEach(
                line ->
                    shop.record.units(
                        line.getSku(), shorted(before, line.getSku()) - line.getShorted()));
      }
      return Optional.of(after);
    }
    if (outcome instanceof Outcome.Unknown && notFound) {
      before
          .getLinesList()
          .forEach(line -> shop.record.units(line.getSku(), -line.getPending(), 0));
    }
    return Optional.empty();
  }

  private static long shorted(TransferOrder order, String sku) {
    return order.getLinesList().stream()
        .filter(line -> line.getSku().equals(sku))
        .mapToLong(OrderLine::getShorted)
        .sum();
  }

  private ReleaseReason anyReason() {
    return SHORT_REASONS.get(shop.random.nextInt(SHORT_REASONS.size()));
  }

  /** Some of what is pending, but not all of it; empty where that cannot be said. */
  private List<Quantity> fewer(TransferOrder order) {
    List<Quantity> lines = new ArrayList<>();
    for (OrderLine line : order.getLinesList()) {
      long units = line.getPending() == 0 ? 0 : shop.random.nextLong(line.getPending());
      if (units > 0) {
        lines.add(Quantity.newBuilder().setSku(line.getSku()).setQuantity(units).build());
      }
    }
    return lines;
  }
}
