package io.shelfshare.domain.stock;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoreStockTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final StoreStock stock = StoreStock.empty();
  private Instant now = T0;
  private int mutations;

  private <A> A happens(Decision<StockEvent, A> decision) {
    A answer = answer(decision);
    decision.events().forEach(stock::apply);
    return answer;
  }

  private StoreStock.Recorded record(Movement... movements) {
    return happens(stock.record(mutation(++mutations), List.of(movements), now));
  }

  private static Movement move(Movement.Kind kind, SkuId sku, long quantity) {
    return new Movement(sku, kind, quantity, "");
  }

  private void receive(long quantity) {
    record(move(Movement.Kind.RECEIPT, SHIRT, quantity));
  }

  private StoreStock.Recorded sell(long quantity) {
    return record(move(Movement.Kind.SALE, SHIRT, quantity));
  }

  private void hold(int order, long quantity) {
    happens(stock.reserve(order(order), shirts(quantity), MINUTE, now));
  }

  private void holdBound(int order, long quantity) {
    hold(order, quantity);
    happens(stock.bind(order(order), now));
  }

  private SupplyStep step(
      int order, long step, boolean ended, long hold, long shipped, long absent, long damaged) {
    return new SupplyStep(
        order(order),
        step,
        true,
        ended,
        List.of(new SupplyStep.Line(SHIRT, hold, shipped, absent, damaged, 0, 0)));
  }

  /** On hand, reserved, safety, inbound and unsellable. */
  private List<Long> quantities() {
    StockLine line = stock.line(SHIRT);
    return List.of(
        line.onHand(), line.reserved(), line.safety(), line.inbound(), line.unsellable());
  }

  private List<Units> held(int order) {
    return stock.holds().stream()
        .filter(hold -> hold.order().equals(order(order)))
        .flatMap(hold -> hold.held().stream())
        .toList();
  }

  @Test
  @DisplayName(
      "P6: the same batch again has no effect and the same answer; another body is refused")
  void aRepeatedBatchIsAppliedOnce() {
    Mutation mutation = mutation(1, "five");
    List<Movement> five = List.of(move(Movement.Kind.RECEIPT, SHIRT, 5));
    StoreStock.Recorded first = happens(stock.record(mutation, five, now));
    Decision<StockEvent, StoreStock.Recorded> again =
        stock.record(mutation, five, now.plusSeconds(7200));

    assertThat(again).isEqualTo(Decision.unchanged(first));
    assertThat(refusal(stock.record(mutation(1, "six"), five, now)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
    assertThat(refusal(stock.record(mutation(2), five, now.plusSeconds(7200))).reason())
        .isEqualTo(Reason.TOO_LATE);
    assertThat(stock.available(SHIRT)).isEqualTo(5);
  }

  @Test
  @DisplayName("P6: an id older than the memory is refused, however late its not_after")
  void anIdOlderThanTheMemoryIsRefused() {
    Mutation old = mutation(1);
    Mutation patient = new Mutation(old.actor(), old.id(), "x", T0.plus(Duration.ofDays(30)));
    List<Movement> five = List.of(move(Movement.Kind.RECEIPT, SHIRT, 5));

    assertThat(refusal(stock.record(patient, five, T0.plus(Duration.ofDays(8)))).reason())
        .isEqualTo(Reason.TOO_LATE);
  }

  private static Mutation madeAt(Instant made) {
    UUID id = new UUID(made.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    return new Mutation("x", id, "x", made.plusSeconds(5));
  }

  private void sellOneWith(Mutation mutation) {
    happens(stock.record(mutation, List.of(move(Movement.Kind.SALE, SHIRT, 1)), now));
  }

  @Test
  @DisplayName("P6: a mutation is remembered until its id, made by a clock ahead, is too old")
  void mutationsAreForgottenOnceTheirIdsAreTooOld() {
    receive(5);
    now = now.plus(Remembered.KEPT).plus(Remembered.AHEAD_MAX);
    sellOneWith(madeAt(now));
    assertThat(stock.state().mutations()).hasSize(2);
    now = now.plusSeconds(1);
    sellOneWith(madeAt(now));
    assertThat(stock.state().mutations()).hasSize(2);
    assertThat(StoreStock.of(stock.state()).state()).isEqualTo(stock.state());
  }

  @Test
  @DisplayName(
      "P6, P10: after a clock stepped far ahead and back, nothing is shut out or forgotten")
  void aClockThatWasFarAheadShutsNothingOut() {
    receive(5);
    now = T0.plus(Duration.ofDays(30));
    hold(1, 1);
    now = T0.plusSeconds(10);
    sellOneWith(madeAt(now));
    assertThat(stock.lastEventAt()).isEqualTo(T0.plus(Duration.ofDays(30)));
    assertThat(stock.record(mutation(1), List.of(), now).events()).isEmpty();
    assertThat(stock.state().mutations()).hasSize(2);
    assertThat(stock.overdue(now)).as("deadlines go by the entity's time").isEmpty();
  }

  @Test
  void aBatchIsAllOrNothingAndEachMovementSeesThoseBefore() {
    Decision<StockEvent, StoreStock.Recorded> refused =
        stock.record(
            mutation(9),
            List.of(
                move(Movement.Kind.RECEIPT, SHIRT, 5), move(Movement.Kind.CORRECTION, COAT, -1)),
            now);
    assertThat(refusal(refused).reason()).isEqualTo(Reason.CORRECTION_BELOW_ZERO);
    assertThat(stock.version()).isZero();

    record(
        move(Movement.Kind.RECEIPT, SHIRT, 5),
        move(Movement.Kind.SALE, SHIRT, 2),
        move(Movement.Kind.SAFETY, SHIRT, 1),
        move(Movement.Kind.CORRECTION, SHIRT, -1));
    assertThat(quantities()).containsExactly(2L, 0L, 1L, 0L, 0L);
    assertThat(stock.available(SHIRT)).isEqualTo(1);
  }

  @Test
  void whatIsNotAvailableIsNotReserved() {
    receive(3);
    record(move(Movement.Kind.SAFETY, SHIRT, 1));
    var refused = refusal(stock.reserve(order(1), shirts(3), MINUTE, now));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_AVAILABLE);
    assertThat(refused.details())
        .isEqualTo(Map.of("sku", SHIRT.value(), "wanted", "3", "available", "2"));
  }

  @Test
  void aRepeatedReserveAnswersTheSameAndHoldsOnce() {
    receive(5);
    var first = happens(stock.reserve(order(1), shirts(3), MINUTE, now));
    assertThat(stock.reserve(order(1), shirts(3), MINUTE, now.plusSeconds(9)))
        .isEqualTo(Decision.unchanged(first));
    assertThat(stock.line(SHIRT).reserved()).isEqualTo(3);
  }

  @Test
  void anUnboundHoldLastsAtLeastThirtySeconds() {
    receive(5);
    var held = happens(stock.reserve(order(1), shirts(1), Duration.ofSeconds(1), now));
    assertThat(held.awardBy()).isEqualTo(now.plusSeconds(30));
    assertThat(stock.nextDue()).contains(held.awardBy());
    assertThat(stock.overdue(now.plusSeconds(29))).isEmpty();
    assertThat(stock.overdue(now.plusSeconds(30))).containsExactly(order(1));
  }

  @Test
  @DisplayName("P2: a till takes free units, unbound holds, then unconfirmed ones, newest first")
  void aSaleTakesWhatItNeedsInOrder() {
    receive(10);
    holdBound(1, 2);
    holdBound(2, 2);
    holdBound(3, 2);
    happens(stock.supply(step(3, 5, false, 2, 0, 0, 0), now));
    hold(4, 2);
    assertThat(sell(2).breachedUnits()).isZero();
    assertThat(sell(5).breachedUnits()).isEqualTo(5);

    assertThat(held(4)).isEmpty();
    assertThat(held(2)).isEmpty();
    assertThat(held(1)).isEqualTo(shirts(1));
    assertThat(held(3)).isEqualTo(shirts(2));
    assertThat(stock.untoldBreaches()).isEqualTo(Map.of(order(1), shirts(1), order(2), shirts(2)));
  }

  @Test
  @DisplayName("P2, P4: a sale beyond the record leaves confirmed holds and is kept as unexplained")
  void aSaleBeyondTheRecordIsFoundFirst() {
    receive(2);
    holdBound(1, 2);
    happens(stock.supply(step(1, 5, false, 2, 0, 0, 0), now));
    Decision<StockEvent, StoreStock.Recorded> sale =
        stock.record(mutation(50), List.of(move(Movement.Kind.SALE, SHIRT, 3)), now);
    var event = (StockEvent.MovementsRecorded) sale.events().get(0);
    assertThat(event.changes().get(0).unexplained()).isEqualTo(3);
    happens(sale);
    assertThat(quantities()).containsExactly(2L, 2L, 0L, 0L, 0L);
  }

  @Test
  void aCountBreachesUnconfirmedHoldsButNotConfirmedOnes() {
    receive(5);
    holdBound(1, 2);
    happens(stock.supply(step(1, 5, false, 2, 0, 0, 0), now));
    hold(2, 2);
    assertThat(record(move(Movement.Kind.COUNT, SHIRT, 3)).breachedUnits()).isEqualTo(1);
    var refused =
        refusal(stock.record(mutation(60), List.of(move(Movement.Kind.COUNT, SHIRT, 1)), now));
    assertThat(refused.reason()).isEqualTo(Reason.COUNT_BELOW_CONFIRMED);
    assertThat(refused.details())
        .isEqualTo(Map.of("sku", SHIRT.value(), "confirmed", "2", "counted", "1"));
  }

  @Test
  @DisplayName("a breach before the order is bound is told by Bind, one after it on its own, once")
  void breachesWaitUntilBound() {
    receive(5);
    hold(1, 5);
    sell(1);
    assertThat(stock.untoldBreaches()).isEmpty();
    assertThat(happens(stock.bind(order(1), now))).isEqualTo(shirts(4));
    sell(2);
    assertThat(stock.untoldBreaches()).isEqualTo(Map.of(order(1), shirts(2)));
    assertThat(answer(stock.bind(order(1), now)))
        .as("a late answer to Bind must not count the breach again")
        .isEqualTo(shirts(4));
    happens(stock.breachTold(order(1), shirts(2), now));
    assertThat(stock.untoldBreaches()).isEmpty();
    assertThat(stock.nextDue()).isEmpty();
    sell(1);
    assertThat(stock.untoldBreaches()).isEqualTo(Map.of(order(1), shirts(3)));
  }

  @Test
  void anUnknownOrderBindsNothing() {
    assertThat(stock.bind(order(1), now)).isEqualTo(Decision.unchanged(List.of()));
  }

  @Test
  void onlyAnUnboundHoldIsDroppedAndItsIdNeverComesBack() {
    receive(5);
    hold(1, 2);
    assertThat(stock.verdict(order(1), Verdict.UNDECIDED, now).events()).isEmpty();
    assertThat(stock.verdict(order(1), Verdict.WON, now).events()).isEmpty();
    happens(stock.verdict(order(1), Verdict.NO, now));
    assertThat(stock.available(SHIRT)).isEqualTo(5);
    var refused = refusal(stock.reserve(order(1), shirts(2), MINUTE, now));
    assertThat(refused.details()).containsEntry("ended", order(1).value());

    holdBound(2, 2);
    assertThat(stock.verdict(order(2), Verdict.ENDED, now).events()).isEmpty();
  }

  @Test
  void endedOrdersAreForgottenAfterADay() {
    receive(5);
    hold(1, 2);
    happens(stock.verdict(order(1), Verdict.NO, now));
    now = now.plus(Duration.ofHours(24)).plusSeconds(1);
    hold(2, 1);
    assertThat(stock.state().endedSupplies()).isEmpty();
  }

  @Test
  @DisplayName(
      "P4: not on the shelf corrects on-hand, damaged becomes unsellable, the rest is freed")
  void aStepDecidesWhatHappensToTheStock() {
    receive(10);
    holdBound(1, 6);
    List<Units> held = happens(stock.supply(step(1, 3, false, 2, 0, 2, 1), now));
    assertThat(held).isEqualTo(shirts(2));
    assertThat(quantities()).containsExactly(7L, 2L, 0L, 0L, 1L);
    assertThat(stock.supply(step(1, 3, true, 0, 9, 9, 9), now).events()).isEmpty();
    happens(stock.supply(step(1, 7, true, 0, 2, 2, 1), now));
    assertThat(quantities()).containsExactly(5L, 0L, 0L, 0L, 1L);
    assertThat(stock.supply(step(1, 8, true, 0, 4, 4, 4), now).events()).isEmpty();
    assertThat(refusal(stock.reserve(order(1), shirts(1), MINUTE, now)).reason())
        .isEqualTo(Reason.ORDER_STATE);
  }

  @Test
  @DisplayName("P4: units missed on the shelf that the till sold, untold yet, leave once")
  void absentUnitsAreExplainedByUntoldBreaches() {
    receive(6);
    holdBound(1, 5);
    sell(3);
    assertThat(quantities()).containsExactly(3L, 3L, 0L, 0L, 0L);
    happens(stock.supply(step(1, 3, false, 3, 0, 2, 0), now));
    assertThat(quantities()).containsExactly(3L, 3L, 0L, 0L, 0L);
    SupplyStep.Line heard = new SupplyStep.Line(SHIRT, 2, 0, 1, 0, 2, 0);
    happens(stock.supply(new SupplyStep(order(1), 5, true, false, List.of(heard)), now));
    assertThat(quantities())
        .as("one more is missing than the till sold")
        .containsExactly(2L, 2L, 0L, 0L, 0L);
    assertThat(StoreStock.of(stock.state()).state()).isEqualTo(stock.state());
  }

  @Test
  @DisplayName("P2: what was shipped though the till had sold it leaves others' holds alone")
  void aShipmentBeyondTheRecordIsUnexplained() {
    receive(4);
    holdBound(2, 1);
    holdBound(1, 3);
    sell(3);
    Decision<StockEvent, List<Units>> shipped = stock.supply(step(1, 4, true, 0, 3, 0, 0), now);
    var event = (StockEvent.SupplyApplied) shipped.events().get(0);
    happens(shipped);
    assertThat(event.outcomes().get(0).unexplained()).isEqualTo(3);
    assertThat(quantities()).containsExactly(1L, 1L, 0L, 0L, 0L);
  }

  @Test
  @DisplayName("P4: steps of an order on its way are taken once, in whatever order they come")
  void inboundStepsAreTotals() {
    happens(stock.inbound(inbound(4, false, 5, 0, 0), now));
    assertThat(stock.line(SHIRT).inbound()).isEqualTo(5);
    happens(stock.inbound(inbound(6, false, 5, 3, 1), now));
    assertThat(quantities()).containsExactly(3L, 0L, 0L, 1L, 1L);
    assertThat(stock.inbound(inbound(5, false, 5, 2, 0), now).events()).isEmpty();
    happens(stock.inbound(inbound(7, true, 5, 4, 1), now));
    assertThat(quantities()).containsExactly(4L, 0L, 0L, 0L, 1L);
    assertThat(stock.inbound(inbound(8, false, 5, 0, 0), now).events()).isEmpty();
  }

  @Test
  @DisplayName("P4: a receipt that is told again after the memory of ended orders counts once")
  void anEndThatIsToldAgainMuchLaterIsOld() {
    happens(stock.inbound(inbound(4, false, 5, 0, 0), now));
    happens(stock.inbound(inbound(7, true, 5, 5, 0), now));
    now = now.plus(Duration.ofHours(25));
    sellOneWith(madeAt(now));
    assertThat(stock.state().endedInbounds()).isEmpty();
    assertThat(stock.inbound(inbound(7, true, 5, 5, 0), now)).isEqualTo(Decision.unchanged(7L));
    assertThat(quantities()).containsExactly(4L, 0L, 0L, 0L, 0L);
  }

  private static InboundStep inbound(
      long step, boolean ended, long shipped, long accepted, long damaged) {
    return new InboundStep(
        order(1),
        step,
        ended,
        List.of(new InboundStep.Line(SHIRT, shipped, accepted, damaged, 0, 0)));
  }

  @Test
  void aClockThatStepsBackDoesNotTurnTimeBack() {
    receive(5);
    now = T0.minusSeconds(60);
    hold(1, 1);
    assertThat(stock.lastEventAt()).isEqualTo(T0);
  }

  @Test
  void pagesThroughLinesInOrder() {
    record(move(Movement.Kind.RECEIPT, SHIRT, 1), move(Movement.Kind.RECEIPT, COAT, 2));
    assertThat(stock.lines(Optional.empty(), 1)).containsOnlyKeys(COAT);
    assertThat(stock.lines(Optional.of(COAT), 9)).containsOnlyKeys(SHIRT);
    assertThat(units(COAT, 2).quantity()).isEqualTo(stock.available(COAT));
  }
}
