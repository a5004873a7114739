package io.shelfshare.domain.settlement;

import java.util.Optional;

/**
 * What the chain adds on each accepted unit, to either side, out of a budget. Of the rules, the
 * first that applies to a whole order counts.
 *
 * @param budget of {@link TradeRules#budgets}
 * @param style only orders of this style alone; any where it is empty
 * @param withinOwner whether it is also paid where both stores have the same owner
 */
public record SubsidyRule(
    String budget, Optional<String> style, Rate toSupplier, Rate toRequester, boolean withinOwner) {
  /**
   * A sum that is set apart.
   *
   * @param id as owners' ids are spelled
   * @param cap what it pays at most, ever
   */
  public record Budget(String id, Money cap) {}
}
