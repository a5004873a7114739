package io.shelfshare.simulation;

import io.shelfshare.domain.order.LedgerStep;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An order's steps toward money: one counts as taken once all parts of the books have it. */
final class BooksTold {
  private static final String BUDGET = "budget";

  private long step;
  private final Set<String> missing = new LinkedHashSet<>();

  void forget() {
    step = 0;
    missing.clear();
  }

  /** Tells whoever has not taken the step; the step, where nobody is missing. */
  Optional<Long> tell(OrderNode order, LedgerStep told) {
    Map<OwnerPair, PostingStep> postings = told.postings();
    Optional<BudgetStep> budget = told.budgetStep();
    if (told.step() > step) {
      step = told.step();
      missing.clear();
      postings.keySet().forEach(pair -> missing.add(pair.toString()));
      budget.ifPresent(pays -> missing.add(BUDGET));
    }
    postings.forEach(
        (pair, posting) -> {
          if (missing.contains(pair.toString())) {
            BookNode book = order.world.book(pair);
            order.send(book, () -> "step " + posting.step(), () -> book.take(order, posting));
          }
        });
    if (missing.contains(BUDGET)) {
      BudgetNode node = order.world.budget();
      BudgetStep pays = budget.orElseThrow();
      order.send(node, () -> "step " + pays.step(), () -> node.settle(order, pays));
    }
    return missing.isEmpty() ? Optional.of(step) : Optional.empty();
  }

  /** One of them has taken a step; the step, where nobody is missing any more. */
  Optional<Long> took(String part, long taken) {
    if (taken == step) {
      missing.remove(part);
    }
    return missing.isEmpty() && step > 0 ? Optional.of(step) : Optional.empty();
  }
}
