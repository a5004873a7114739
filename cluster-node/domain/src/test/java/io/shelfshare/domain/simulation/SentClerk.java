package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.domain.order.TransferOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Does to an order whatever can be done to one that has left, whether it has or not. */
final class SentClerk {
  private final Random random;

  SentClerk(Random random) {
    this.random = random;
  }

  Decision<OrderEvent, ?> act(TransferOrder order, Mutation mutation, Instant now) {
    Optional<StoreId> supplier = order.view().map(view -> view.terms().supplier());
    List<Units> some = random.nextBoolean() ? List.of() : List.of(new Units(sku(), 1));
    return switch (random.nextInt(11)) {
      case 0 -> order.arrive(mutation, now);
      case 1, 2 -> order.receive(List.of(parcel()), supplier, mutation, now);
      case 3 -> order.recall(random.nextBoolean() ? A : supplier.orElse(A), mutation, now);
      case 4, 5 -> order.confirmLost(some, Liable.values()[random.nextInt(3)], mutation, now);
      case 6 -> order.find(some, mutation, now);
      case 7 ->
          order.giveBack(
              new OrderCommand.GiveBack(
                  some, Optional.of(ReceiptReason.CUSTOMER_RETURNED), List.of(), supplier),
              mutation,
              now);
      case 8, 9 -> order.receiveReturn(back(), mutation, now);
      default ->
          random.nextInt(3) == 0
              ? order.withdraw(mutation, now)
              : order.say(OrderMessage.Side.REQUESTER, "well?", List.of(), mutation, now);
    };
  }

  private Receipt parcel() {
    return new Receipt(
        sku(),
        random.nextInt(2),
        random.nextInt(2),
        random.nextInt(2),
        random.nextInt(3) == 0 ? 1 : 0,
        Optional.of(ReceiptReason.OTHER),
        List.of("photo"));
  }

  private List<Return> back() {
    return random.nextBoolean()
        ? List.of()
        : List.of(new Return(sku(), random.nextInt(2), random.nextInt(2), List.of()));
  }

  private SkuId sku() {
    return random.nextInt(3) > 0 ? SHIRT : COAT;
  }
}
