package io.shelfshare.domain.settlement;

import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.settlement.Trades.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random orders on a budget, told in any order and any number of times. */
class SubsidyBudgetModelTest {
  private static final Money CAP = yuan("10.00");

  record Act(int order, boolean reserve, long amount, long step, boolean closes) {}

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 600),
            Arbitraries.longs().between(1, 6),
            Arbitraries.of(true, false, false, false))
        .as(Act::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  @Label("P9: a budget never sets apart and spends more than its cap")
  void neverMoreThanItsCap(@ForAll("acts") List<Act> acts) {
    SubsidyBudget budget = new SubsidyBudget();
    List<BudgetEvent> journal = new ArrayList<>();
    Map<Integer, Long> reserved = new HashMap<>();
    for (Act act : acts) {
      List<? extends BudgetEvent> events;
      if (act.reserve()) {
        var decision =
            budget.reserve(order(act.order()), new Money("CNY", act.amount()), CAP, 1, T0);
        events = decision.events();
        if (!events.isEmpty()) {
          reserved.put(act.order(), act.amount());
        }
      } else {
        // An order never spends more than was set apart for it.
        long most = reserved.getOrDefault(act.order(), 0L);
        long settled = Math.min(act.amount(), most);
        long awaited = act.closes() ? 0 : most - settled;
        var step =
            new BudgetStep(
                order(act.order()),
                act.step(),
                new Money("CNY", settled),
                new Money("CNY", awaited),
                act.closes());
        events = budget.settle(step, T0).events();
      }
      events.forEach(budget::apply);
      journal.addAll(events);
      SubsidyBudget.Position position = budget.position(CAP);
      assertThat(position.reserved().plus(position.settled()).minor())
          .isLessThanOrEqualTo(CAP.minor());
      assertThat(position.free().plus(position.reserved()).plus(position.settled())).isEqualTo(CAP);
    }
    SubsidyBudget replayed = new SubsidyBudget();
    journal.forEach(replayed::apply);
    assertThat(replayed.state()).isEqualTo(budget.state());
    assertThat(SubsidyBudget.of(budget.state()).state()).isEqualTo(budget.state());
  }

  @Example
  void anOrderGetsAllThatItWantsOrNothing() {
    SubsidyBudget budget = new SubsidyBudget();
    assertThat(reserve(budget, 1, "6.00")).isTrue();
    assertThat(reserve(budget, 1, "6.00")).isTrue();
    assertThat(reserve(budget, 2, "4.01")).isFalse();
    assertThat(reserve(budget, 3, "4.00")).isTrue();
  }

  @Example
  void unitsThatFallShortFreeTheirSubsidyAtOnce() {
    SubsidyBudget budget = new SubsidyBudget();
    reserve(budget, 1, "10.00");
    settle(budget, 1, 4, "0.00", "5.00", false);
    assertThat(budget.position(CAP).free()).isEqualTo(yuan("5.00"));
    settle(budget, 1, 6, "3.00", "0.00", false);
    settle(budget, 1, 7, "3.00", "0.00", true);
    assertThat(budget.position(CAP).free()).isEqualTo(yuan("7.00"));
    assertThat(budget.position(CAP).settled()).isEqualTo(yuan("3.00"));
  }

  @Example
  void aLoweredCapEndsNewGrantsAndTakesNothingBack() {
    SubsidyBudget budget = new SubsidyBudget();
    reserve(budget, 1, "6.00");
    budget.reserve(order(2), yuan("1.00"), yuan("5.00"), 2, T0).events().forEach(budget::apply);
    assertThat(budget.state().shares()).containsOnlyKeys(order(1));
    assertThat(budget.position(yuan("5.00")).free()).isEqualTo(yuan("0.00"));
  }

  /** Found by the simulator: seed 63, of which the budget remembered an order for ever. */
  @Example
  void aLateCopyOfARefusedQuestionKeepsNoMoneyBeyondTheOrdersEnd() {
    SubsidyBudget budget = new SubsidyBudget();
    reserve(budget, 1, "8.00");
    assertThat(reserve(budget, 2, "4.00")).isFalse();
    settle(budget, 1, 4, "0.00", "0.00", true);
    assertThat(reserve(budget, 2, "4.00")).as("a copy, when there is money again").isTrue();
    settle(budget, 2, 3, "0.00", "0.00", true);
    assertThat(budget.position(CAP).free()).isEqualTo(CAP);
    settle(budget, 3, 3, "0.00", "0.00", true);
    assertThat(reserve(budget, 3, "4.00")).as("a copy after the end").isFalse();
  }

  private static boolean reserve(SubsidyBudget budget, int order, String amount) {
    var decision = budget.reserve(order(order), yuan(amount), CAP, 1, T0);
    decision.events().forEach(budget::apply);
    return answer(decision);
  }

  private static void settle(
      SubsidyBudget budget, int order, long step, String settled, String awaited, boolean closes) {
    budget
        .settle(new BudgetStep(order(order), step, yuan(settled), yuan(awaited), closes), T0)
        .events()
        .forEach(budget::apply);
  }
}
