package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import java.util.List;
import java.util.Optional;

/**
 * What headquarters decides about money, as a whole; a change replaces it.
 *
 * @param currency of every amount in it, and of the list prices that it can be used with
 * @param chain the owner that pays subsidies and incentives and bears what carriers lose
 * @param prices in order of precedence
 * @param freight from near to far
 * @param incentive on each accepted unit, to the owner of the supplier for its clerks
 */
public record TradeRules(
    String currency,
    OwnerId chain,
    List<TransferPriceRule> prices,
    List<FreightBand> freight,
    List<SubsidyRule.Budget> budgets,
    List<SubsidyRule> subsidies,
    Rate incentive) {
  public TradeRules {
    prices = List.copyOf(prices);
    freight = List.copyOf(freight);
    budgets = List.copyOf(budgets);
    subsidies = List.copyOf(subsidies);
  }

  /** The budget of this id. */
  public Optional<SubsidyRule.Budget> budget(String id) {
    return budgets.stream().filter(budget -> budget.id().equals(id)).findFirst();
  }

  /** The band that a way of this length falls into. */
  Optional<FreightBand> freight(long metres) {
    return freight.stream().filter(band -> metres <= band.uptoMetres()).findFirst();
  }
}
