package io.shelfshare.domain.order;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.Dues;
import io.shelfshare.domain.settlement.OrderTotals;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an order tells the books of its owners, until they have taken it. Totals as they stand, not
 * deltas: the books take the highest step, and post the difference between what it says and what
 * they have posted. The first step is told when units are shipped, or when the order ends without.
 *
 * @param step rises with each of the order's steps
 * @param cause the order's state that brought it about
 * @param ended true with the order's last word, told only once all before it is known to be taken
 * @param returnTo the store that refused units go back to: the supplier's, or the asking store
 *     where a customer had them; empty where none was refused
 * @param lines among others: freight is on {@code shipped}, the price on {@code accepted}, and each
 *     of {@code lost} and {@code refused.lostBack} names who is liable
 */
public record LedgerStep(
    OrderId order,
    long step,
    String cause,
    boolean ended,
    OrderTerms terms,
    OrderPins pins,
    Optional<StoreId> returnTo,
    List<OrderLine> lines) {
  public LedgerStep {
    lines = List.copyOf(lines);
  }

  /** What the books between each pair of owners are told; nothing where nothing is due. */
  public Map<OwnerPair, PostingStep> postings() {
    Map<OwnerPair, PostingStep> byPair = new LinkedHashMap<>();
    pins.money()
        .ifPresent(
            money ->
                Dues.byPair(Dues.of(money, totals()))
                    .forEach(
                        (pair, dues) ->
                            byPair.put(pair, new PostingStep(order, step, cause, ended, dues))));
    return byPair;
  }

  /** What the budget is told that pays the order's subsidies, where one does. */
  public Optional<BudgetStep> budgetStep() {
    return pins.money()
        .filter(money -> money.budget().isPresent())
        .map(money -> BudgetStep.of(order, step, ended, money, totals()));
  }

  private OrderTotals totals() {
    return new OrderTotals(lines.stream().map(this::totals).toList());
  }

  /** What was given back had been accepted; what is lost may be found and then be accepted. */
  private OrderTotals.Line totals(OrderLine line) {
    Losses there = line.lost();
    Losses back = line.refused().lostBack();
    long givenBack = line.refused().givenBack();
    return new OrderTotals.Line(
        line.sku(),
        ended ? 0 : line.pending() + line.inTransit() + there.total(),
        line.shipped(),
        line.accepted() + givenBack,
        givenBack,
        new OrderTotals.Lost(
            written(there.supplier(), there.found().supplier())
                + written(back.supplier(), back.found().supplier()),
            written(there.requester(), there.found().requester())
                + written(back.requester(), back.found().requester()),
            written(there.carrier(), there.found().carrier())
                + written(back.carrier(), back.found().carrier())),
        new OrderTotals.Lost(
            there.found().supplier() + back.found().supplier(),
            there.found().requester() + back.found().requester(),
            there.found().carrier() + back.found().carrier()));
  }

  private static long written(long still, long found) {
    return still + found;
  }
}
