package io.shelfshare.node.journal;

import static io.shelfshare.node.journal.AmountMapping.amount;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.TransferPriceRule;
import io.shelfshare.journal.v1.UnitRate;
import java.util.Optional;

/** Events of the rule book. */
final class RuleBookMapping {
  private RuleBookMapping() {}

  static io.shelfshare.journal.v1.RuleBookEvent toProto(RuleBookEvent event) {
    var proto =
        io.shelfshare.journal.v1.RuleBookEvent.newBuilder()
            .setEpoch(Epoch.FIRST)
            .setAtMillis(event.at().toEpochMilli())
            .setMutation(CommonMapping.mutation(event.mutation(), event.fingerprint()))
            .setCount(event.count());
    for (ListPrice price : event.prices()) {
      proto
          .addPricesBuilder()
          .setOfStyle(price.kind() == ListPrice.Kind.STYLE)
          .setId(price.id())
          .setCurrency(price.retail().currency())
          .setRetailMinor(price.retail().minor())
          .setCostMinor(price.cost().minor());
    }
    event.rules().ifPresent(rules -> proto.setRules(rules(rules)));
    return proto.build();
  }

  private static io.shelfshare.journal.v1.TradeRules rules(TradeRules rules) {
    var proto =
        io.shelfshare.journal.v1.TradeRules.newBuilder()
            .setCurrency(rules.currency())
            .setChain(rules.chain().value())
            .setIncentive(rate(rules.incentive()));
    for (TransferPriceRule rule : rules.prices()) {
      var one =
          proto
              .addPricesBuilder()
              .setSupplier(rule.supplier().map(OwnerId::value).orElse(""))
              .setRequester(rule.requester().map(OwnerId::value).orElse(""))
              .setStyle(rule.style().orElse(""));
      if (rule.formula() instanceof TransferPriceRule.ShareOfRetail share) {
        one.setShareOfRetail(share.basisPoints());
      } else if (rule.formula() instanceof TransferPriceRule.CostPlus plus) {
        one.setCostPlus(plus.basisPoints());
      } else if (rule.formula() instanceof TransferPriceRule.Fixed fixed) {
        one.setFixed(amount(fixed.price()));
      }
    }
    for (FreightBand band : rules.freight()) {
      proto
          .addFreightBuilder()
          .setUptoMetres(band.uptoMetres())
          .setPerOrder(amount(band.perOrder()))
          .setPerUnit(amount(band.perUnit()));
    }
    for (SubsidyRule.Budget budget : rules.budgets()) {
      proto.addBudgetsBuilder().setId(budget.id()).setCap(amount(budget.cap()));
    }
    for (SubsidyRule subsidy : rules.subsidies()) {
      proto
          .addSubsidiesBuilder()
          .setBudget(subsidy.budget())
          .setStyle(subsidy.style().orElse(""))
          .setToSupplier(rate(subsidy.toSupplier()))
          .setToRequester(rate(subsidy.toRequester()))
          .setWithinOwner(subsidy.withinOwner());
    }
    return proto.build();
  }

  static RuleBookEvent fromProto(io.shelfshare.journal.v1.RuleBookEvent proto) {
    return new RuleBookEvent(
        CommonMapping.at(proto.getAtMillis()),
        CommonMapping.mutation(proto.getMutation()),
        proto.getMutation().getFingerprint(),
        proto.getCount(),
        proto.getPricesList().stream().map(RuleBookMapping::price).toList(),
        proto.hasRules() ? Optional.of(rules(proto.getRules())) : Optional.empty());
  }

  private static ListPrice price(io.shelfshare.journal.v1.ListPrice proto) {
    return new ListPrice(
        proto.getOfStyle() ? ListPrice.Kind.STYLE : ListPrice.Kind.SKU,
        proto.getId(),
        new Money(proto.getCurrency(), proto.getRetailMinor()),
        new Money(proto.getCurrency(), proto.getCostMinor()));
  }

  private static TradeRules rules(io.shelfshare.journal.v1.TradeRules proto) {
    return new TradeRules(
        proto.getCurrency(),
        new OwnerId(proto.getChain()),
        proto.getPricesList().stream()
            .map(
                rule ->
                    new TransferPriceRule(
                        text(rule.getSupplier()).map(OwnerId::new),
                        text(rule.getRequester()).map(OwnerId::new),
                        text(rule.getStyle()),
                        formula(rule)))
            .toList(),
        proto.getFreightList().stream()
            .map(
                band ->
                    new FreightBand(
                        band.getUptoMetres(),
                        amount(band.getPerOrder()),
                        amount(band.getPerUnit())))
            .toList(),
        proto.getBudgetsList().stream()
            .map(budget -> new SubsidyRule.Budget(budget.getId(), amount(budget.getCap())))
            .toList(),
        proto.getSubsidiesList().stream()
            .map(
                subsidy ->
                    new SubsidyRule(
                        subsidy.getBudget(),
                        text(subsidy.getStyle()),
                        rate(subsidy.getToSupplier()),
                        rate(subsidy.getToRequester()),
                        subsidy.getWithinOwner()))
            .toList(),
        rate(proto.getIncentive()));
  }

  private static TransferPriceRule.Formula formula(
      io.shelfshare.journal.v1.TradeRules.PriceRule proto) {
    return switch (proto.getFormulaCase()) {
      case SHARE_OF_RETAIL -> new TransferPriceRule.ShareOfRetail(proto.getShareOfRetail());
      case COST_PLUS -> new TransferPriceRule.CostPlus(proto.getCostPlus());
      case FIXED -> new TransferPriceRule.Fixed(amount(proto.getFixed()));
      case FORMULA_NOT_SET -> throw new IllegalStateException("A price rule of a later format");
    };
  }

  private static UnitRate rate(Rate rate) {
    return UnitRate.newBuilder()
        .setBasisPoints(rate.basisPoints())
        .setFixedMinor(rate.fixedMinor())
        .build();
  }

  private static Rate rate(UnitRate proto) {
    return new Rate(proto.getBasisPoints(), proto.getFixedMinor());
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
