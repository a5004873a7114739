package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.simulation.fault.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The chain's one budget for subsidies. */
final class BudgetNode extends Node {
  private final List<BudgetEvent> journal = new ArrayList<>();
  private SubsidyBudget budget = new SubsidyBudget();

  BudgetNode(World world) {
    super(world, "budget");
  }

  private <A> Decision<BudgetEvent, A> persist(Decision<BudgetEvent, A> decision) {
    for (BudgetEvent event : world.seam.budget(decision.events())) {
      world.happened(name, event);
      world.judge.happened(event);
      budget.apply(event);
      journal.add(event);
    }
    return decision;
  }

  void reserve(OrderNode order, OrderPins pins) {
    SettlementTerms terms = pins.money().orElseThrow();
    boolean granted =
        terms.budget().isPresent()
            && persist(budget.reserve(order.id, terms.subsidyMax(), Prices.CAP, 1, now(Op.TOLD)))
                instanceof Decision.Done<BudgetEvent, Boolean> done
            && done.answer();
    OrderPins fixed =
        new OrderPins(
            pins.supplierOwner(),
            pins.requesterOwner(),
            pins.periods(),
            Optional.of(granted ? terms : refused(terms)));
    send(order, () -> "granted: " + granted, () -> order.subsidyDecided(fixed));
  }

  /** Where no rule pays, the budget was never asked. */
  private static SettlementTerms refused(SettlementTerms terms) {
    return terms.budget().isPresent() ? terms.refusedByBudget() : terms;
  }

  void settle(OrderNode order, BudgetStep step) {
    persist(budget.settle(step, now(Op.TOLD)));
    send(order, () -> "took step " + step.step(), () -> order.booksTook(name, step.step()));
  }

  /** Orders that have a share of it. */
  Set<OrderId> open() {
    return budget.state().shares().keySet();
  }

  @Override
  void tick() {
    // Nothing is ever due to it.
  }

  @Override
  void crash() {
    int snapshotAt = world.random().nextInt(journal.size() + 1);
    SubsidyBudget again = new SubsidyBudget();
    for (int i = 0; i < journal.size(); i++) {
      if (i == snapshotAt) {
        again = SubsidyBudget.of(again.state());
      }
      again.apply(journal.get(i));
    }
    world.judge.replayed(name, budget.state(), again.state());
    budget = again;
  }
}
