package io.shelfshare.domain.settlement;

import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.settlement.Trades.EAST;
import static io.shelfshare.domain.settlement.Trades.WEST;
import static io.shelfshare.domain.settlement.Trades.line;
import static io.shelfshare.domain.settlement.Trades.terms;
import static io.shelfshare.domain.settlement.Trades.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final OwnerPair PAIR = OwnerPair.of(EAST, WEST);

  private final Ledger ledger = new Ledger(PAIR);
  private Instant now = T0;

  @Test
  @DisplayName("P9: each posting names the order and the step that caused it, and has two sides")
  void eachPostingNamesItsCause() {
    take(4, "SHIPPED", false, 2, 2, 0, 0);
    assertThat(ledger.unread())
        .extracting(Posting::step, Posting::cause, Posting::kind, Posting::payer, Posting::amount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                4L, "SHIPPED", Due.Kind.FREIGHT, WEST, yuan("5.00")),
            org.assertj.core.groups.Tuple.tuple(
                4L, "SHIPPED", Due.Kind.FREIGHT, WEST, yuan("2.00")));
    for (Posting posting : ledger.unread()) {
      assertThat(posting.order()).isEqualTo(order(1));
      assertThat(posting.effectOn(EAST).plus(posting.effectOn(WEST)).isZero()).isTrue();
    }
  }

  @Test
  void aStepThatComesTwiceOrLatePostsNothing() {
    take(4, "SHIPPED", false, 0, 2, 0, 0);
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    long postings = ledger.postings();
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    take(4, "SHIPPED", false, 0, 2, 0, 0);
    assertThat(ledger.postings()).isEqualTo(postings);
  }

  @Test
  void aReturnTakesBackThePriceExactlyAndLeavesTheFreight() {
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    take(8, "RETURNED", false, 0, 2, 2, 2);
    assertThat(balance(EAST)).isEqualTo(yuan("7.00"));
    assertThat(ledger.unread())
        .filteredOn(Posting::reversal)
        .singleElement()
        .satisfies(
            back -> {
              assertThat(back.payer()).isEqualTo(EAST);
              assertThat(back.amount()).isEqualTo(yuan("109.88"));
            });
  }

  @Test
  void anOrderThatClosedStaysClosedForCopiesOfItsSteps() {
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    take(7, "SETTLED", true, 0, 2, 2, 0);
    long postings = ledger.postings();
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    assertThat(ledger.postings()).isEqualTo(postings);
    assertThat(ledger.state().open()).isEmpty();
  }

  @Test
  void anEndOfAnOrderThatIsNotKnownIsAnOldOne() {
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    take(7, "SETTLED", true, 0, 2, 2, 0);
    now = now.plus(Duration.ofHours(25));
    ledger.apply(new LedgerEvent(now, order(2), 1, true, List.of()));
    assertThat(ledger.state().closed()).containsOnlyKeys(order(2));
    long postings = ledger.postings();
    take(7, "SETTLED", true, 0, 2, 2, 0);
    assertThat(ledger.postings()).isEqualTo(postings);
    assertThat(ledger.state().closed()).containsOnlyKeys(order(2));
  }

  @Test
  void lostUnitsAreOwedByWhoIsLiableAndComeBackWhenFound() {
    OrderTotals.Lost two = new OrderTotals.Lost(0, 2, 0);
    lost(two, OrderTotals.Lost.NOTHING, 5);
    assertThat(balance(EAST)).isEqualTo(yuan("116.88"));
    lost(two, two, 6);
    assertThat(balance(EAST)).isEqualTo(yuan("7.00"));
  }

  @Test
  void whatTheReadTablesHaveIsNotKeptForThem() {
    take(6, "RECEIVED", false, 0, 2, 2, 0);
    ledger.readable(2);
    assertThat(ledger.unread()).extracting(Posting::number).containsExactly(3L);
  }

  private void lost(OrderTotals.Lost lost, OrderTotals.Lost found, long step) {
    var totals = new OrderTotals(List.of(new OrderTotals.Line(SHIRT, 0, 2, 0, 0, lost, found)));
    take(new PostingStep(order(1), step, "LOST", false, dues(totals)));
  }

  private void take(
      long step, String cause, boolean closes, long awaited, long shipped, long in, long back) {
    OrderTotals totals = new OrderTotals(List.of(line(SHIRT, awaited, shipped, in, back)));
    take(new PostingStep(order(1), step, cause, closes, dues(totals)));
  }

  private static List<Due> dues(OrderTotals totals) {
    return Dues.byPair(Dues.of(terms(2), totals)).get(PAIR);
  }

  private void take(PostingStep step) {
    var decision = ledger.take(step, now);
    assertThat(answer(decision)).isEqualTo(step.step());
    decision.events().forEach(ledger::apply);
  }

  private Money balance(io.shelfshare.domain.OwnerId owner) {
    return ledger.unread().stream()
        .map(posting -> posting.effectOn(owner))
        .reduce(yuan("0.00"), Money::plus);
  }
}
