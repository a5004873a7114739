package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.units;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders of 5 shirts and 1 coat in each part of their life. */
final class Orders {
  static final Instant CONFIRM_BY = T0.plusSeconds(600);
  static final List<Units> ALL = List.of(units(SHIRT, 5), units(COAT, 1));

  static final OrderPins PINS =
      new OrderPins(
          new OwnerId("dealer-b"),
          new OwnerId("dealer-a"),
          new OrderPins.Periods(
              Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(30)),
          Optional.empty());

  private Orders() {}

  static OrderTerms terms() {
    return terms(Optional.empty());
  }

  static OrderTerms terms(Optional<String> customer) {
    return new OrderTerms(order(1), B, A, customer, ALL, T0, CONFIRM_BY);
  }

  static TransferOrder after(TransferOrder order, Decision<OrderEvent, ?> decision) {
    answer(decision);
    TransferOrder next = order;
    for (OrderEvent event : decision.events()) {
      next = next.apply(event);
    }
    return next;
  }

  static TransferOrder unstarted() {
    return TransferOrder.unstarted();
  }

  static TransferOrder awarded() {
    return after(unstarted(), unstarted().start(terms(), PINS, ALL, T0));
  }

  static TransferOrder confirmed() {
    return after(awarded(), awarded().confirm(List.of(), Optional.empty(), mutation(1001), T0));
  }

  static TransferOrder packed() {
    return after(confirmed(), confirmed().pack(mutation(1002), T0));
  }

  static TransferOrder cancelRequested() {
    return after(packed(), packed().cancel(T0));
  }

  static final Shipment BY_CARRIER = new Shipment("SF", "1Z", Optional.empty());

  static TransferOrder shipped() {
    return after(
        confirmed(), confirmed().ship(List.of(), Optional.empty(), BY_CARRIER, mutation(1003), T0));
  }

  static TransferOrder shippedToCustomer() {
    TransferOrder order =
        after(unstarted(), unstarted().start(terms(Optional.of("token")), PINS, ALL, T0));
    order = after(order, order.confirm(List.of(), Optional.empty(), mutation(1001), T0));
    return after(order, order.ship(List.of(), Optional.empty(), BY_CARRIER, mutation(1003), T0));
  }

  static TransferOrder arrived() {
    return after(shipped(), receive(shipped(), new Receipt(SHIRT, 2, 1)));
  }

  static TransferOrder overdue() {
    return after(shipped(), shipped().timeRunsOut(T0.plus(Duration.ofDays(7))));
  }

  static TransferOrder received() {
    return after(arrived(), arrived().receive(List.of(), Optional.empty(), mutation(1005), T0));
  }

  static TransferOrder returning() {
    Receipt refused =
        new Receipt(SHIRT, 3, 0, 2, 0, Optional.of(ReceiptReason.WRONG_ITEM), List.of("photo-1"));
    return after(shipped(), receive(shipped(), refused, new Receipt(COAT, 1, 0)));
  }

  static TransferOrder returned() {
    TransferOrder order = after(shipped(), shipped().recall(B, mutation(1007), T0));
    return after(order, order.receiveReturn(List.of(), mutation(1008), T0));
  }

  static TransferOrder lost() {
    return after(overdue(), overdue().confirmLost(List.of(), Liable.CARRIER, mutation(1009), T0));
  }

  /** Settled, and open for claims. */
  static TransferOrder settled() {
    return taken(lost());
  }

  static TransferOrder closed() {
    return taken(received());
  }

  /** Everybody has taken all that the order told. */
  static TransferOrder taken(TransferOrder order) {
    TransferOrder next = order;
    for (int round = 0; round < 2; round++) {
      for (Receiver receiver : Receiver.values()) {
        next = after(next, next.stepTaken(receiver, next.version(), T0));
      }
    }
    return next;
  }

  static Decision<OrderEvent, OrderView> receive(TransferOrder order, Receipt... receipts) {
    return order.receive(List.of(receipts), Optional.empty(), mutation(1004), T0);
  }

  static TransferOrder released() {
    return after(awarded(), awarded().release(ShortReason.BUSY, mutation(1006), T0));
  }

  static TransferOrder cancelled() {
    return after(awarded(), awarded().cancel(T0));
  }
}
