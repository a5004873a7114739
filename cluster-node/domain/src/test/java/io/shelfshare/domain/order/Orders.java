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
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders of 5 shirts and 1 coat in each part of their life. */
final class Orders {
  static final Instant CONFIRM_BY = T0.plusSeconds(600);
  static final List<Units> ALL = List.of(units(SHIRT, 5), units(COAT, 1));

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
    return after(unstarted(), unstarted().start(terms(), ALL, T0));
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

  static TransferOrder shipped() {
    return after(
        confirmed(), confirmed().ship(List.of(), Optional.empty(), "SF", "1Z", mutation(1003), T0));
  }

  static TransferOrder arrived() {
    return after(
        shipped(), shipped().receive(List.of(new Receipt(SHIRT, 2, 1)), mutation(1004), T0));
  }

  static TransferOrder received() {
    return after(arrived(), arrived().receive(List.of(), mutation(1005), T0));
  }

  static TransferOrder released() {
    return after(awarded(), awarded().release(ShortReason.BUSY, mutation(1006), T0));
  }

  static TransferOrder cancelled() {
    return after(awarded(), awarded().cancel(T0));
  }
}
