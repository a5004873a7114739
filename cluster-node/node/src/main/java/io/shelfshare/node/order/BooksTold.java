package io.shelfshare.node.order;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.order.LedgerStep;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.node.Market;
import io.shelfshare.node.settlement.BudgetEntity;
import io.shelfshare.node.settlement.LedgerEntity;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An order's steps toward money: the books of each pair of its owners, and the budget that pays its
 * subsidies. A step counts as taken once all of them have it. Confined to the order's entity.
 */
final class BooksTold {
  private final Market market;

  /** The newest step that was told. */
  private long step;

  /** Who has not taken it yet, as far as this incarnation heard; the budget is an empty pair. */
  private final Set<Optional<OwnerPair>> missing = new HashSet<>();

  BooksTold(Market market) {
    this.market = market;
  }

  /**
   * Tells whoever has not taken the step.
   *
   * @return the step where nobody is missing, else 0
   */
  long tell(
      LedgerStep told,
      ActorRef<LedgerEntity.Taken> bookTook,
      ActorRef<BudgetEntity.Settled> budgetTook) {
    Map<OwnerPair, PostingStep> postings = told.postings();
    Optional<BudgetStep> budget = told.budgetStep();
    if (told.step() > step) {
      step = told.step();
      missing.clear();
      postings.keySet().forEach(pair -> missing.add(Optional.of(pair)));
      budget.ifPresent(pays -> missing.add(Optional.empty()));
    }
    Optional<SettlementTerms> money = told.pins().money();
    int part = money.map(SettlementTerms::subLedger).orElse(0);
    postings.forEach(
        (pair, posting) -> {
          if (missing.contains(Optional.of(pair))) {
            market.treasury().ledger(pair, part).tell(new LedgerEntity.Take(posting, bookTook));
          }
        });
    if (missing.contains(Optional.<OwnerPair>empty())) {
      String id = money.flatMap(SettlementTerms::budget).orElseThrow();
      market.treasury().budget(id).tell(new BudgetEntity.Settle(budget.orElseThrow(), budgetTook));
    }
    return missing.isEmpty() ? step : 0;
  }

  /**
   * One of them has taken a step.
   *
   * @param pair empty for the budget
   * @return the step where nobody is missing any more, else 0
   */
  long took(Optional<OwnerPair> pair, long taken) {
    if (taken == step) {
      missing.remove(pair);
    }
    return missing.isEmpty() ? step : 0;
  }
}
