package io.shelfshare.domain.settlement;

import java.util.List;
import java.util.Optional;

/** Prices a deal by the rules; the same deal and the same rules give the same terms. */
public final class Pricing {
  private Pricing() {}

  /**
   * The terms of a deal, in sub-ledger 0.
   *
   * @param version of the rule book
   */
  public static SettlementTerms price(TradeRules rules, long version, Deal deal) {
    Optional<SubsidyRule> subsidy =
        rules.subsidies().stream().filter(rule -> applies(rule, deal)).findFirst();
    List<SettlementTerms.Line> lines =
        deal.lines().stream().map(line -> line(rules, deal, line, subsidy)).toList();
    Money zero = Money.zero(rules.currency());
    Optional<FreightBand> band = rules.freight(deal.metres());
    SettlementTerms terms =
        new SettlementTerms(
            version,
            0,
            deal.supplier(),
            deal.requester(),
            rules.chain(),
            band.map(FreightBand::perOrder).orElse(zero),
            band.map(FreightBand::perUnit).orElse(zero),
            lines,
            subsidy.map(SubsidyRule::budget));
    return terms.subsidyMax().isZero() ? terms.unsubsidized() : terms;
  }

  private static boolean applies(SubsidyRule rule, Deal deal) {
    return (rule.withinOwner() || !deal.supplier().equals(deal.requester()))
        && rule.style()
            .map(style -> deal.lines().stream().allMatch(line -> line.style().equals(style)))
            .orElse(true);
  }

  private static SettlementTerms.Line line(
      TradeRules rules, Deal deal, Deal.Line line, Optional<SubsidyRule> subsidy) {
    Optional<ListPrice> list =
        line.list().filter(price -> price.retail().currency().equals(rules.currency()));
    Optional<Money> price =
        rules.prices().stream()
            .filter(rule -> rule.applies(deal.supplier(), deal.requester(), line.style()))
            .findFirst()
            .flatMap(rule -> rule.price(list));
    Money zero = Money.zero(rules.currency());
    if (price.isEmpty()) {
      return new SettlementTerms.Line(line.sku(), line.units(), false, zero, zero, zero, zero);
    }
    return new SettlementTerms.Line(
        line.sku(),
        line.units(),
        true,
        price.get(),
        subsidy.map(rule -> rule.toSupplier().of(price.get())).orElse(zero),
        subsidy.map(rule -> rule.toRequester().of(price.get())).orElse(zero),
        rules.incentive().of(price.get()));
  }
}
