package io.shelfshare.domain.order;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static io.shelfshare.domain.order.Orders.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderView.EndReason;
import io.shelfshare.domain.order.OrderView.Status;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.SupplyStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferOrderTest {
  private static OrderLine line(TransferOrder order, SkuId sku) {
    return order.view().orElseThrow().lines().stream()
        .filter(line -> line.sku().equals(sku))
        .findFirst()
        .orElseThrow();
  }

  private static OrderView view(TransferOrder order) {
    return order.view().orElseThrow();
  }

  private static TransferOrder awarded() {
    return Orders.awarded();
  }

  @Test
  void anOrderThatStartsWholeTellsNobodyAndWaitsToBeConfirmed() {
    assertThat(awarded().supplyStep()).isEmpty();
    assertThat(awarded().report()).isEmpty();
    assertThat(awarded().nextDue()).contains(Orders.CONFIRM_BY);
  }

  @Test
  @DisplayName("P3: what the till took before the order was bound is shorted and opens again")
  void startsWithWhatIsStillHeld() {
    TransferOrder order =
        after(
            Orders.unstarted(),
            Orders.unstarted().start(Orders.terms(), Orders.PINS, List.of(units(SHIRT, 3)), T0));
    assertThat(line(order, SHIRT).shorted().breached()).isEqualTo(2);
    assertThat(order.report().orElseThrow().lines())
        .containsExactly(new OrderReport.Line(SHIRT, 2, 0), new OrderReport.Line(COAT, 1, 0));
  }

  @Test
  void anOrderThatStartsWithNothingIsOverAtOnce() {
    TransferOrder order =
        after(
            Orders.unstarted(),
            Orders.unstarted().start(Orders.terms(), Orders.PINS, List.of(), T0));
    assertThat(view(order).status()).isEqualTo(Status.RELEASED);
    assertThat(view(order).endReason()).contains(EndReason.SOLD_AT_TILL);
    assertThat(order.supplyStep().orElseThrow().ended()).isTrue();
    assertThat(order.report().orElseThrow().excludesSupplier()).isFalse();
    assertThat(order.isOver()).isFalse();
    order = after(order, order.stepTaken(Receiver.SUPPLIER, 1, T0));
    order = after(order, order.stepTaken(Receiver.REQUEST, 1, T0));
    order = after(order, order.stepTaken(Receiver.LEDGER, 1, T0));
    assertThat(order.isOver()).isTrue();
  }

  @Test
  @DisplayName("P3: the reason for a short confirm decides the stock effect")
  void confirmsWhatIsFound() {
    assertThat(refusal(awarded().confirm(shirts(3), Optional.empty(), mutation(1), T0)).reason())
        .isEqualTo(Reason.SHORT_REASON_MISSING);
    assertThat(refusal(awarded().confirm(shirts(6), Optional.empty(), mutation(1), T0)).reason())
        .isEqualTo(Reason.EXCEEDS_PENDING);
    TransferOrder order =
        after(
            awarded(),
            awarded().confirm(shirts(3), Optional.of(ShortReason.NOT_FOUND), mutation(1), T0));
    SupplyStep step = order.supplyStep().orElseThrow();
    assertThat(step.confirmed()).isTrue();
    assertThat(step.ended()).isFalse();
    assertThat(step.lines())
        .containsExactly(
            new SupplyStep.Line(SHIRT, 3, 0, 2, 0, 0, 0),
            new SupplyStep.Line(COAT, 0, 0, 1, 0, 0, 0));
    assertThat(order.report().orElseThrow().excludesSupplier()).isFalse();
  }

  @Test
  void anOrderOfWhichNothingIsFoundIsReleased() {
    TransferOrder order =
        after(
            awarded(),
            awarded().confirm(shirts(0), Optional.of(ShortReason.DAMAGED), mutation(1), T0));
    assertThat(view(order).status()).isEqualTo(Status.RELEASED);
    assertThat(order.supplyStep().orElseThrow().lines())
        .containsExactly(
            new SupplyStep.Line(SHIRT, 0, 0, 0, 5, 0, 0),
            new SupplyStep.Line(COAT, 0, 0, 0, 1, 0, 0));
    assertThat(order.report().orElseThrow().excludesSupplier()).isTrue();
  }

  @Test
  void aHoldThatRunsOutReleasesAndLeavesTheSupplierOut() {
    assertThat(awarded().timeRunsOut(Orders.CONFIRM_BY.minusMillis(1)).events()).isEmpty();
    TransferOrder order = after(awarded(), awarded().timeRunsOut(Orders.CONFIRM_BY));
    assertThat(view(order).endReason()).contains(EndReason.HOLD_RAN_OUT);
    OrderReport report = order.report().orElseThrow();
    assertThat(report.excludesSupplier()).isTrue();
    assertThat(report.ended()).isTrue();
    assertThat(report.lines()).contains(new OrderReport.Line(SHIRT, 5, 0));
    assertThat(order.supplyStep().orElseThrow().lines())
        .contains(new SupplyStep.Line(SHIRT, 0, 0, 0, 0, 0, 0));
  }

  @Test
  @DisplayName("P3: breaches are totals: told twice they shorten once, and never what is gone")
  void breachesShortenOnce() {
    TransferOrder order = after(awarded(), awarded().breached(shirts(2), T0));
    assertThat(order.breached(shirts(2), T0).events()).isEmpty();
    assertThat(line(order, SHIRT).pending()).isEqualTo(3);
    order = after(order, order.breached(shirts(4), T0));
    assertThat(line(order, SHIRT).shorted()).isEqualTo(new OrderLine.Shorted(0, 0, 0, 4, 0));
    order = after(order, order.breached(List.of(units(SHIRT, 9), units(COAT, 1)), T0));
    assertThat(view(order).status()).isEqualTo(Status.RELEASED);
    assertThat(view(order).endReason()).contains(EndReason.SOLD_AT_TILL);
    assertThat(line(order, SHIRT).shorted()).isEqualTo(new OrderLine.Shorted(0, 0, 0, 5, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 2, 3, 0, 0, 2, 0",
    "NOT_FOUND, 1, 3, 1, 0, 1, 0",
    "NOT_FOUND, 3, 2, 0, 0, 3, 0",
    "BUSY, 2, 3, 0, 0, 2, 0",
    "DAMAGED, 1, 2, 0, 2, 1, 0"
  })
  @DisplayName("P3: a breach told after a short confirm shorts only what the clerk did not miss")
  void aBreachExplainsWhatWasNotFound(
      ShortReason reason,
      long sold,
      long pending,
      long notFound,
      long damaged,
      long breached,
      long other) {
    TransferOrder order =
        after(
            awarded(),
            awarded()
                .confirm(
                    List.of(units(SHIRT, 3), units(COAT, 1)),
                    Optional.of(reason),
                    mutation(1),
                    T0));
    order = after(order, order.breached(shirts(sold), T0));
    assertThat(line(order, SHIRT).pending()).isEqualTo(pending);
    assertThat(line(order, SHIRT).shorted())
        .isEqualTo(new OrderLine.Shorted(notFound, damaged, 0, breached, other));
    assertThat(order.supplyStep().orElseThrow().lines())
        .contains(new SupplyStep.Line(SHIRT, pending, 0, notFound, damaged, sold, 0));
  }

  @Test
  @DisplayName("P3: receipts only rise, never above shipped; the rest stays in transit")
  void receivesInSeveralParcels() {
    TransferOrder order = Orders.arrived();
    assertThat(line(order, SHIRT).inTransit()).isEqualTo(2);
    assertThat(
            refusal(
                    order.receive(
                        List.of(new Receipt(SHIRT, 2, 1)), Optional.empty(), mutation(1), T0))
                .reason())
        .isEqualTo(Reason.RECEIPT_EXCEEDS_SHIPPED);
    assertThat(
            refusal(
                    order.receive(
                        List.of(new Receipt(new SkuId("hat"), 1, 0)),
                        Optional.empty(),
                        mutation(1),
                        T0))
                .reason())
        .isEqualTo(Reason.RECEIPT_EXCEEDS_SHIPPED);
    assertThat(order.inboundStep().orElseThrow().lines())
        .containsExactly(
            new InboundStep.Line(SHIRT, 5, 2, 1, 0, 0), new InboundStep.Line(COAT, 1, 0, 0, 0, 0));
    TransferOrder received =
        after(order, order.receive(List.of(), Optional.empty(), mutation(2), T0));
    assertThat(view(received).status()).isEqualTo(Status.RECEIVED);
    assertThat(line(received, SHIRT).accepted()).isEqualTo(4);
    assertThat(received.report().orElseThrow().ended()).isTrue();
  }

  @Test
  @DisplayName("P4: an order ends at its destination once it knows that a step was taken there")
  void theEndIsToldToADestinationThatTookAStep() {
    TransferOrder order = Orders.received();
    InboundStep all = order.inboundStep().orElseThrow();
    assertThat(all.ended()).as("no step is known to be taken").isFalse();
    order = after(order, order.stepTaken(Receiver.DESTINATION, all.step(), T0));
    InboundStep end = order.inboundStep().orElseThrow();
    assertThat(end.ended()).isTrue();
    assertThat(end.step()).isGreaterThan(all.step());
    assertThat(end.lines()).isEqualTo(all.lines());
    order = after(order, order.stepTaken(Receiver.DESTINATION, end.step(), T0));
    assertThat(order.inboundStep()).isEmpty();
  }

  @Test
  @DisplayName("P4: where the destination knows of the shipment, the receipt ends it at once")
  void theEndCostsNoStepOfItsOwnAsARule() {
    TransferOrder order = Orders.shipped();
    long shipped = order.inboundStep().orElseThrow().step();
    order = after(order, order.stepTaken(Receiver.DESTINATION, shipped, T0));
    order = after(order, order.receive(List.of(), Optional.empty(), mutation(1), T0));
    InboundStep end = order.inboundStep().orElseThrow();
    assertThat(end.ended()).isTrue();
    order = after(order, order.stepTaken(Receiver.DESTINATION, end.step(), T0));
    assertThat(order.inboundStep()).isEmpty();
  }

  @Test
  void shippingFewerShortsTheRest() {
    TransferOrder order = Orders.packed();
    order =
        after(
            order,
            order.ship(
                shirts(4),
                Optional.of(ShortReason.WRONG_ITEM),
                Orders.BY_CARRIER,
                mutation(1),
                T0));
    assertThat(line(order, SHIRT).reopened()).isEqualTo(1);
    assertThat(line(order, COAT).reopened()).isEqualTo(1);
    assertThat(order.supplyStep().orElseThrow().ended()).isTrue();
    assertThat(view(order).carrier()).isEqualTo("SF");
  }

  @Test
  void whatGoesToACustomerIsInboundNowhere() {
    OrderTerms terms = Orders.terms(Optional.of("token"));
    TransferOrder order =
        after(Orders.unstarted(), Orders.unstarted().start(terms, Orders.PINS, Orders.ALL, T0));
    order = after(order, order.confirm(List.of(), Optional.empty(), mutation(1), T0));
    order =
        after(order, order.ship(List.of(), Optional.empty(), Orders.BY_CARRIER, mutation(2), T0));
    assertThat(order.inboundStep()).isEmpty();
    assertThat(order.supplyStep()).isPresent();
  }

  @Test
  void aPackedOrderIsCancelledOnlyWithTheSuppliersConsent() {
    assertThat(
            refusal(Orders.packed().release(ShortReason.CANCEL_AGREED, mutation(1), T0)).reason())
        .isEqualTo(Reason.ORDER_STATE);
    TransferOrder asked = Orders.cancelRequested();
    assertThat(view(asked).cancelRequested()).isTrue();
    TransferOrder agreed = after(asked, asked.release(ShortReason.CANCEL_AGREED, mutation(1), T0));
    assertThat(view(agreed).status()).isEqualTo(Status.CANCELLED);
    assertThat(line(agreed, SHIRT).cancelled()).isEqualTo(5);
    assertThat(agreed.report().orElseThrow().excludesSupplier()).isFalse();
  }

  @Test
  @DisplayName("P6: the same mutation again answers with the order as it was then")
  void aRepeatedMutationHasItsFirstAnswer() {
    Decision<OrderEvent, OrderView> first =
        awarded().confirm(List.of(), Optional.empty(), mutation(1), T0);
    TransferOrder order = after(awarded(), first);
    order = after(order, order.pack(mutation(2), T0));
    assertThat(order.confirm(List.of(), Optional.empty(), mutation(1), T0))
        .isEqualTo(Decision.unchanged(answer(first)));
    assertThat(refusal(order.pack(mutation(1, "other"), T0)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  @DisplayName("P6: an event that came too early does not shut out mutations that come in time")
  void aClockThatWasFarAheadShutsNothingOut() {
    TransferOrder order = after(awarded(), awarded().breached(shirts(1), T0.plusSeconds(599)));
    Mutation hasty = new Mutation("x", mutation(1).id(), "x", T0.plusSeconds(5));
    order = after(order, order.confirm(List.of(), Optional.empty(), hasty, T0.plusSeconds(2)));
    assertThat(view(order).changedAt()).isEqualTo(T0.plusSeconds(599));
    assertThat(refusal(order.pack(mutation(2), T0.plus(Duration.ofDays(8)))).reason())
        .isEqualTo(Reason.TOO_LATE);
  }

  @Test
  void aStepIsToldUntilItIsTakenAndANewerOneReplacesIt() {
    TransferOrder order = Orders.confirmed();
    long first = order.supplyStep().orElseThrow().step();
    order =
        after(order, order.ship(List.of(), Optional.empty(), Orders.BY_CARRIER, mutation(1), T0));
    long second = order.supplyStep().orElseThrow().step();
    assertThat(second).isGreaterThan(first);
    order = after(order, order.stepTaken(Receiver.SUPPLIER, first, T0));
    assertThat(order.supplyStep()).isPresent();
    order = after(order, order.stepTaken(Receiver.SUPPLIER, second, T0));
    assertThat(order.supplyStep()).isEmpty();
  }
}
