package io.shelfshare.node.order;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ReceiptReason;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.node.journal.RowMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an order hears and answers comes out as it went in, on the wire and in the read table. */
class OrderWireTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "wire",
          ConfigFactory.parseString(
                  "akka.actor.provider = local, akka.coordinated-shutdown.exit-jvm = off")
              .withFallback(ConfigFactory.load()));
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");
  private static final SkuId SKU = new SkuId("coat-red-m");
  private static final List<Units> SOME = List.of(new Units(SKU, 2));
  private static final StoreId SUPPLIER = new StoreId("s2");
  private static final Mutation MUTATION =
      new Mutation("clerk@s2", new UUID(0x7000, 5), "f00d", AT.plusSeconds(60));
  private static final OrderEvent.Answered BY =
      new OrderEvent.Answered(MUTATION.key(), MUTATION.fingerprint());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static List<OrderCommand> commands() {
    Optional<ReceiptReason> reason = Optional.of(ReceiptReason.DEFECTIVE);
    List<String> photos = List.of("photos/1");
    return List.of(
        new OrderCommand.Confirm(SOME, Optional.of(ShortReason.NOT_FOUND)),
        new OrderCommand.Pack(),
        new OrderCommand.Ship(
            SOME, Optional.empty(), new OrderEvent.Shipment("SF", "1", Optional.of(AT))),
        new OrderCommand.Arrive(),
        new OrderCommand.Receive(
            List.of(new OrderEvent.Receipt(SKU, 1, 0, 1, 1, reason, photos)),
            Optional.of(SUPPLIER)),
        new OrderCommand.Recall(SUPPLIER),
        new OrderCommand.ConfirmLost(SOME, Liable.CARRIER),
        new OrderCommand.Find(SOME),
        new OrderCommand.GiveBack(SOME, reason, photos, Optional.empty()),
        new OrderCommand.ReceiveReturn(List.of(new OrderEvent.Return(SKU, 1, 1, photos))),
        new OrderCommand.Release(ShortReason.BUSY),
        new OrderCommand.Withdraw());
  }

  /** Refused in part, written off in part, with a surplus, a remark of each, and a message. */
  private static OrderView view() {
    OrderTerms terms =
        new OrderTerms(
            new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3d"),
            SUPPLIER,
            new StoreId("s1"),
            Optional.of("token"),
            List.of(new Units(SKU, 5)),
            AT,
            AT.plusSeconds(60));
    Duration day = Duration.ofDays(1);
    OrderPins pins =
        new OrderPins(
            new OwnerId("dealer-2"),
            new OwnerId("dealer-1"),
            new OrderPins.Periods(day, day, day, day),
            Optional.empty());
    Optional<ReceiptReason> reason = Optional.of(ReceiptReason.OTHER);
    TransferOrder order = TransferOrder.unstarted();
    for (OrderEvent event :
        List.of(
            new OrderEvent.Started(AT, terms, pins, terms.lines()),
            new OrderEvent.Confirmed(
                AT, BY, List.of(new Units(SKU, 4)), Optional.of(ShortReason.WRONG_ITEM)),
            new OrderEvent.Shipped(
                AT,
                BY,
                List.of(new Units(SKU, 4)),
                Optional.empty(),
                new OrderEvent.Shipment("SF", "1", Optional.empty())),
            new OrderEvent.Received(
                AT,
                BY,
                List.of(new OrderEvent.Receipt(SKU, 1, 0, 1, 1, reason, List.of("photos/1"))),
                Optional.of(SUPPLIER)),
            new OrderEvent.MessagePosted(AT, BY, OrderMessage.Side.SUPPLIER, "well?", List.of()),
            new OrderEvent.LossSuspected(AT),
            new OrderEvent.LossConfirmed(AT, BY, List.of(new Units(SKU, 1)), Liable.CARRIER))) {
      order = order.apply(event);
    }
    return order.view().orElseThrow();
  }

  @Test
  void everyCommandCrossesTheWire() {
    var replyTo = KIT.<TransferOrderEntity.Viewed>createTestProbe().ref();
    for (OrderCommand command : commands()) {
      KIT.serializationTestKit()
          .verifySerialization(new TransferOrderEntity.Act(command, MUTATION, replyTo), true);
    }
    Set<Class<?>> tried = commands().stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(tried).contains(OrderCommand.class.getPermittedSubclasses());
  }

  @Test
  void anOrderCrossesTheWireAndStandsInItsRow() {
    KIT.serializationTestKit().verifySerialization(TransferOrderEntity.Viewed.of(view()), true);
    assertThat(RowMapping.order(RowMapping.toRow(view()))).isEqualTo(view());
  }
}
