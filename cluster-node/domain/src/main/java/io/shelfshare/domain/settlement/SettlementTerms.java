package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.util.List;
import java.util.Optional;

/**
 * What an order was awarded at, for good: owners, and an amount for each unit. Later rules do not
 * change it.
 *
 * @param rulesVersion of the rule book that it was made from
 * @param subLedger in which part of each pair's books it is posted
 * @param freightPerOrder once, with the first unit that is shipped
 * @param budget what was asked to pay the subsidies, whether it can or not; empty where none are
 *     due
 */
public record SettlementTerms(
    long rulesVersion,
    int subLedger,
    OwnerId supplier,
    OwnerId requester,
    OwnerId chain,
    Money freightPerOrder,
    Money freightPerUnit,
    List<Line> lines,
    Optional<String> budget) {
  public SettlementTerms {
    lines = List.copyOf(lines);
  }

  /**
   * Amounts for one unit of a SKU.
   *
   * @param units that were awarded
   * @param priced false where no rule or no list price applies; the price is 0 then
   */
  public record Line(
      SkuId sku,
      long units,
      boolean priced,
      Money price,
      Money subsidyToSupplier,
      Money subsidyToRequester,
      Money incentive) {
    /** What a unit takes from the budget. */
    Money subsidy() {
      return subsidyToSupplier.plus(subsidyToRequester);
    }
  }

  /** What its currency is. */
  public String currency() {
    return freightPerUnit.currency();
  }

  /** Both stores have the same owner: prices are internal values. */
  public boolean isInternal() {
    return supplier.equals(requester);
  }

  /** What the budget has to set apart for it. */
  public Money subsidyMax() {
    return lines.stream()
        .map(line -> line.subsidy().times(line.units()))
        .reduce(Money.zero(currency()), Money::plus);
  }

  /** The same in another part of the books. */
  public SettlementTerms in(int part) {
    return new SettlementTerms(
        rulesVersion,
        part,
        supplier,
        requester,
        chain,
        freightPerOrder,
        freightPerUnit,
        lines,
        budget);
  }

  /** The same where no budget pays. */
  public SettlementTerms unsubsidized() {
    return withoutSubsidies(Optional.empty());
  }

  /**
   * The same where the budget that was asked cannot pay. It hears of the order's end all the same:
   * a late copy of the question may have found money, and set it apart for nobody.
   */
  public SettlementTerms refusedByBudget() {
    return withoutSubsidies(budget);
  }

  private SettlementTerms withoutSubsidies(Optional<String> asked) {
    Money zero = Money.zero(currency());
    return new SettlementTerms(
        rulesVersion,
        subLedger,
        supplier,
        requester,
        chain,
        freightPerOrder,
        freightPerUnit,
        lines.stream()
            .map(
                line ->
                    new Line(
                        line.sku(),
                        line.units(),
                        line.priced(),
                        line.price(),
                        zero,
                        zero,
                        line.incentive()))
            .toList(),
        asked);
  }
}
