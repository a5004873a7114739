package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.order.Orders.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Return;
import io.shelfshare.domain.order.OrderView.Status;
import io.shelfshare.domain.stock.InboundStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can become of an order whose units have left. */
class SentOrderTest {
  private static OrderView view(TransferOrder order) {
    return order.view().orElseThrow();
  }

  private static OrderLine shirt(TransferOrder order) {
    return view(order).lines().stream()
        .filter(l -> l.sku().equals(SHIRT))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("P3: refused units go back to the supplier and come back good or damaged")
  void refusedUnitsHaveALegOfTheirOwn() {
    TransferOrder order = Orders.returning();
    assertThat(view(order).status()).isEqualTo(Status.RETURNING);
    assertThat(view(order).returnTo()).contains(B);
    assertThat(order.inboundStep().orElseThrow().lines())
        .containsExactly(
            new InboundStep.Line(SHIRT, 5, 3, 0, 2, 0), new InboundStep.Line(COAT, 1, 1, 0, 0, 0));
    assertThat(order.returnStep().orElseThrow().lines())
        .containsExactly(new InboundStep.Line(SHIRT, 2, 0, 0, 0, 0));
    assertThat(
            refusal(
                    order.receiveReturn(
                        List.of(new Return(SHIRT, 2, 1, List.of())), mutation(1), T0))
                .reason())
        .isEqualTo(Reason.EXCEEDS_RETURNING);
    order =
        after(
            order,
            order.receiveReturn(
                List.of(new Return(SHIRT, 1, 1, List.of("torn"))), mutation(1), T0));
    assertThat(view(order).status()).isEqualTo(Status.RECEIVED);
    assertThat(shirt(order).refused().returnedDamaged()).isEqualTo(1);
    assertThat(view(order).remarks())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.REFUSED, Remark.Kind.RETURNED_DAMAGED);
  }

  @Test
  @DisplayName("P3: what nobody sent on record is a remark of its own and never netted")
  void surplusIsNeverNetted() {
    SkuId hat = new SkuId("hat");
    TransferOrder order = Orders.shipped();
    order =
        after(
            order,
            Orders.receive(
                order,
                new Receipt(SHIRT, 4, 0, 0, 2, Optional.empty(), List.of()),
                new Receipt(hat, 0, 0, 0, 1, Optional.empty(), List.of())));
    assertThat(shirt(order).inTransit()).as("one is still missing").isEqualTo(1);
    assertThat(view(order).remarks())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.OVER_RECEIPT, Remark.Kind.WRONG_SKU);
    assertThat(order.inboundStep().orElseThrow().lines())
        .contains(
            new InboundStep.Line(SHIRT, 5, 4, 0, 0, 2), new InboundStep.Line(hat, 0, 0, 0, 0, 1));
  }

  @Test
  @DisplayName("P3: a loss is suspected by time, confirmed by somebody, and reversed where found")
  void lostAndFound() {
    TransferOrder order = Orders.shipped();
    assertThat(view(order).dueBy()).contains(T0.plus(Duration.ofDays(7)));
    assertThat(refusal(order.confirmLost(List.of(), Liable.CARRIER, mutation(1), T0)).reason())
        .isEqualTo(Reason.LOSS_NOT_SUSPECTED);
    order = after(order, order.timeRunsOut(T0.plus(Duration.ofDays(7))));
    assertThat(view(order).lossSuspected()).isTrue();
    assertThat(order.nextDue()).as("only its steps are due").contains(order.lastEventAt());
    order = after(order, order.confirmLost(shirts(2), Liable.CARRIER, mutation(1), T0));
    assertThat(shirt(order).lost().carrier()).isEqualTo(2);
    order = after(order, order.receive(List.of(), Optional.empty(), mutation(2), T0));
    assertThat(view(order).status()).isEqualTo(Status.RECEIVED);
    order = Orders.taken(order);
    assertThat(view(order).status()).isEqualTo(Status.SETTLED);
    order = after(order, order.find(shirts(1), mutation(3), T0));
    assertThat(view(order).status()).isEqualTo(Status.ARRIVED);
    assertThat(view(order).lossSuspected()).isFalse();
    assertThat(shirt(order).inTransit()).isEqualTo(1);
    assertThat(order.ledgerStep().orElseThrow().lines()).contains(shirt(order));
  }

  @Test
  void aSettledOrderClosesOnceNothingCanBeClaimed() {
    TransferOrder order = Orders.settled();
    assertThat(view(order).status()).isEqualTo(Status.SETTLED);
    assertThat(order.timeRunsOut(order.lastEventAt().plus(Duration.ofDays(29))).events()).isEmpty();
    order = after(order, order.timeRunsOut(order.lastEventAt().plus(Duration.ofDays(30))));
    assertThat(view(order).status()).isEqualTo(Status.CLOSED);
    assertThat(order.ledgerStep().orElseThrow().ended()).isTrue();
    assertThat(refusal(order.find(List.of(), mutation(1), T0)).reason())
        .isEqualTo(Reason.ORDER_STATE);
    assertThat(Orders.taken(order).isOver()).isTrue();
    assertThat(view(Orders.closed()).status()).as("no claims, no delay").isEqualTo(Status.CLOSED);
  }

  @Test
  void anUnshippedOrderIsReleasedInTime() {
    TransferOrder order = Orders.packed();
    order = after(order, order.timeRunsOut(T0.plus(Duration.ofDays(3))));
    assertThat(view(order).status()).isEqualTo(Status.RELEASED);
    assertThat(view(order).endReason()).contains(OrderView.EndReason.SHIP_RAN_OUT);
    assertThat(order.report().orElseThrow().excludesSupplier()).isTrue();
  }

  @Test
  void aRecallGoesToTheSupplierOrFromACustomerToWhoAsked() {
    assertThat(refusal(Orders.shipped().recall(A, mutation(1), T0)).reason())
        .isEqualTo(Reason.RECALL_DESTINATION);
    assertThat(refusal(Orders.shippedToCustomer().recall(C, mutation(1), T0)).reason())
        .isEqualTo(Reason.RECALL_DESTINATION);
    TransferOrder order = Orders.shippedToCustomer();
    order = after(order, order.recall(A, mutation(1), T0));
    assertThat(view(order).status()).isEqualTo(Status.RETURNING);
    order = after(order, order.receiveReturn(List.of(), mutation(2), T0));
    assertThat(view(order).status()).isEqualTo(Status.RETURNED);
    assertThat(order.inboundStep()).as("no store was to have it").isEmpty();
  }

  @Test
  @DisplayName("P3: what a customer refuses or gives back goes to the nearer store")
  void aCustomerGivesBack() {
    TransferOrder order = Orders.shippedToCustomer();
    assertThat(refusal(order.giveBack(back(List.of()), mutation(1), T0)).reason())
        .isEqualTo(Reason.ORDER_STATE);
    order = after(order, order.receive(List.of(), Optional.empty(), mutation(2), T0));
    order = Orders.taken(order);
    assertThat(view(order).status()).as("claims are possible").isEqualTo(Status.SETTLED);
    assertThat(refusal(order.giveBack(back(shirts(6)), mutation(3), T0)).reason())
        .isEqualTo(Reason.EXCEEDS_ACCEPTED);
    order = after(order, order.giveBack(back(shirts(2)), mutation(3), T0));
    assertThat(view(order).returnTo()).contains(B);
    assertThat(shirt(order).accepted()).isEqualTo(3);
    assertThat(shirt(order).refused().givenBack()).isEqualTo(2);
    assertThat(order.report().orElseThrow().lines().get(0).accepted()).isEqualTo(3);
  }

  private static OrderCommand.GiveBack back(List<io.shelfshare.domain.Units> lines) {
    return new OrderCommand.GiveBack(lines, Optional.empty(), List.of(), Optional.of(B));
  }

  @Test
  void theAskingStoreTakesOneOrderBackAndItsUnitsOpenAgain() {
    TransferOrder order = Orders.confirmed();
    order = after(order, order.withdraw(mutation(1), T0));
    assertThat(view(order).endReason()).contains(OrderView.EndReason.ORDER_CANCELLED);
    assertThat(order.report().orElseThrow().lines().get(0).reopened()).isEqualTo(5);
    TransferOrder packed = after(Orders.packed(), Orders.packed().withdraw(mutation(1), T0));
    assertThat(view(packed).cancelRequested()).isTrue();
  }

  @Test
  @DisplayName("P6: a message is said once, and its id serves for nothing else")
  void aMessageIsSaidOnce() {
    TransferOrder order = Orders.shipped();
    Decision<OrderEvent, OrderMessage> first =
        order.say(OrderMessage.Side.SUPPLIER, "well?", List.of("photo"), mutation(1), T0);
    order = after(order, first);
    assertThat(order.say(OrderMessage.Side.SUPPLIER, "well?", List.of("photo"), mutation(1), T0))
        .isEqualTo(Decision.unchanged(answer(first)));
    assertThat(refusal(order.arrive(mutation(1), T0)).reason()).isEqualTo(Reason.REQUEST_ID_REUSED);
    assertThat(view(order).messages()).isEqualTo(1);
    for (int i = 2; i <= OrderMessage.AT_MOST; i++) {
      order = after(order, order.say(OrderMessage.Side.SUPPLIER, "x", List.of(), mutation(i), T0));
    }
    assertThat(
            refusal(order.say(OrderMessage.Side.SUPPLIER, "x", List.of(), mutation(9999), T0))
                .reason())
        .isEqualTo(Reason.ORDER_FULL);
  }

  @Test
  @DisplayName("P4: the return's end is told to a store that took a step of it")
  void theReturnEndsAtItsStore() {
    TransferOrder order = Orders.returned();
    InboundStep back = order.returnStep().orElseThrow();
    assertThat(back.ended()).isFalse();
    order = after(order, order.stepTaken(Receiver.RETURN, back.step(), T0));
    assertThat(order.returnStep().orElseThrow().ended()).isTrue();
  }
}
