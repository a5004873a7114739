package io.shelfshare.domain.settlement;

import java.util.function.Function;

/**
 * What an order is worth if all of its units are accepted; shown before a store grabs.
 *
 * @param subsidyToSupplier as long as the budget lasts
 * @param supplierReceives price, freight, subsidy and incentive
 * @param requesterPays price and freight, less its subsidy
 */
public record Quote(
    SettlementTerms terms,
    Money price,
    Money freight,
    Money subsidyToSupplier,
    Money subsidyToRequester,
    Money incentive,
    Money supplierReceives,
    Money requesterPays) {
  /** The quote of terms. */
  public static Quote of(SettlementTerms terms) {
    long units = terms.lines().stream().mapToLong(SettlementTerms.Line::units).sum();
    Money price = sum(terms, SettlementTerms.Line::price);
    Money freight = terms.freightPerOrder().plus(terms.freightPerUnit().times(units));
    Money toSupplier = sum(terms, SettlementTerms.Line::subsidyToSupplier);
    Money toRequester = sum(terms, SettlementTerms.Line::subsidyToRequester);
    Money incentive = sum(terms, SettlementTerms.Line::incentive);
    return new Quote(
        terms,
        price,
        freight,
        toSupplier,
        toRequester,
        incentive,
        price.plus(freight).plus(toSupplier).plus(incentive),
        price.plus(freight).minus(toRequester));
  }

  private static Money sum(SettlementTerms terms, Function<SettlementTerms.Line, Money> ofUnit) {
    return terms.lines().stream()
        .map(line -> ofUnit.apply(line).times(line.units()))
        .reduce(Money.zero(terms.currency()), Money::plus);
  }
}
