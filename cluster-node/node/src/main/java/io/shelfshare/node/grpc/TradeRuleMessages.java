package io.shelfshare.node.grpc;

import static io.shelfshare.node.grpc.Moneys.message;
import static io.shelfshare.node.grpc.Moneys.money;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TransferPriceRule;
import io.shelfshare.market.v1.TradeRules;
import io.shelfshare.market.v1.UnitRate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rule book in the API's words and in the domain's. */
final class TradeRuleMessages {
  private TradeRuleMessages() {}

  static ListPrice price(io.shelfshare.market.v1.ListPrice message) {
    boolean ofSku = message.hasSku();
    return new ListPrice(
        ofSku ? ListPrice.Kind.SKU : ListPrice.Kind.STYLE,
        ofSku ? Names.sku(message.getSku()).value() : message.getStyle(),
        money(message.getRetail()),
        money(message.getCost()));
  }

  static io.shelfshare.market.v1.ListPrice listPrice(ListPrice price) {
    var message =
        io.shelfshare.market.v1.ListPrice.newBuilder()
            .setRetail(Moneys.message(price.retail()))
            .setCost(Moneys.message(price.cost()));
    return price.kind() == ListPrice.Kind.SKU
        ? message.setSku(Names.of(new SkuId(price.id()))).build()
        : message.setStyle(price.id()).build();
  }

  /** Where a page of prices ended, as text. */
  static String position(ListPrice price) {
    return price.kind() + ":" + price.id();
  }

  /** Where a page of prices ended, of its text. */
  static ListPrice.Key priceKey(String text) {
    int colon = Math.max(0, text.indexOf(':'));
    return new ListPrice.Key(
        ListPrice.Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** Every owner that the rules name. */
  static List<OwnerId> owners(TradeRules rules) {
    return Stream.concat(
            Stream.of(rules.getChainOwner()),
            rules.getPricesList().stream()
                .flatMap(rule -> Stream.of(rule.getSupplierOwner(), rule.getRequestingOwner())))
        .filter(name -> !name.isEmpty())
        .map(Names::owner)
        .distinct()
        .toList();
  }

  static io.shelfshare.domain.settlement.TradeRules rules(TradeRules message) {
    String currency = message.getCurrencyCode();
    return new io.shelfshare.domain.settlement.TradeRules(
        currency,
        Names.owner(message.getChainOwner()),
        message.getPricesList().stream().map(TradeRuleMessages::rule).toList(),
        message.getFreightList().stream()
            .map(
                band ->
                    new FreightBand(
                        band.getUptoMetres(),
                        money(band.hasPerOrder(), band.getPerOrder(), currency),
                        money(band.hasPerUnit(), band.getPerUnit(), currency)))
            .toList(),
        message.getBudgetsList().stream()
            .map(one -> new SubsidyRule.Budget(one.getBudgetId(), money(one.getCap())))
            .toList(),
        message.getSubsidiesList().stream()
            .map(
                one ->
                    new SubsidyRule(
                        one.getBudgetId(),
                        text(one.getStyle()),
                        rate(one.getToSupplier(), currency),
                        rate(one.getToRequester(), currency),
                        one.getWithinOwner()))
            .toList(),
        rate(message.getIncentive(), currency));
  }

  private static TransferPriceRule rule(TradeRules.TransferPriceRule message) {
    return new TransferPriceRule(
        text(message.getSupplierOwner()).map(Names::owner),
        text(message.getRequestingOwner()).map(Names::owner),
        text(message.getStyle()),
        switch (message.getFormulaCase()) {
          case SHARE_OF_RETAIL -> new TransferPriceRule.ShareOfRetail(message.getShareOfRetail());
          case COST_PLUS -> new TransferPriceRule.CostPlus(message.getCostPlus());
          case FIXED -> new TransferPriceRule.Fixed(money(message.getFixed()));
          case FORMULA_NOT_SET ->
              throw new IllegalArgumentException("A checked rule has a formula.");
        });
  }

  private static Rate rate(UnitRate message, String currency) {
    Money fixed = money(message.hasFixed(), message.getFixed(), currency);
    return new Rate(message.getBasisPoints(), fixed.minor());
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static TradeRules rulesMessage(io.shelfshare.domain.settlement.TradeRules rules) {
    TradeRules.Builder message =
        TradeRules.newBuilder()
            .setCurrencyCode(rules.currency())
            .setChainOwner(Names.of(rules.chain()))
            .setIncentive(rateMessage(rules.incentive(), rules.currency()));
    rules.prices().forEach(rule -> message.addPrices(ruleMessage(rule)));
    for (FreightBand band : rules.freight()) {
      message
          .addFreightBuilder()
          .setUptoMetres(band.uptoMetres())
          .setPerOrder(message(band.perOrder()))
          .setPerUnit(message(band.perUnit()));
    }
    for (SubsidyRule.Budget budget : rules.budgets()) {
      message.addBudgetsBuilder().setBudgetId(budget.id()).setCap(message(budget.cap()));
    }
    for (SubsidyRule subsidy : rules.subsidies()) {
      message
          .addSubsidiesBuilder()
          .setBudgetId(subsidy.budget())
          .setStyle(subsidy.style().orElse(""))
          .setToSupplier(rateMessage(subsidy.toSupplier(), rules.currency()))
          .setToRequester(rateMessage(subsidy.toRequester(), rules.currency()))
          .setWithinOwner(subsidy.withinOwner());
    }
    return message.build();
  }

  private static TradeRules.TransferPriceRule ruleMessage(TransferPriceRule rule) {
    TradeRules.TransferPriceRule.Builder message =
        TradeRules.TransferPriceRule.newBuilder()
            .setSupplierOwner(rule.supplier().map(Names::of).orElse(""))
            .setRequestingOwner(rule.requester().map(Names::of).orElse(""))
            .setStyle(rule.style().orElse(""));
    if (rule.formula() instanceof TransferPriceRule.ShareOfRetail share) {
      message.setShareOfRetail(share.basisPoints());
    } else if (rule.formula() instanceof TransferPriceRule.CostPlus plus) {
      message.setCostPlus(plus.basisPoints());
    } else if (rule.formula() instanceof TransferPriceRule.Fixed fixed) {
      message.setFixed(message(fixed.price()));
    }
    return message.build();
  }

  private static UnitRate rateMessage(Rate rate, String currency) {
    return UnitRate.newBuilder()
        .setBasisPoints(rate.basisPoints())
        .setFixed(message(new Money(currency, rate.fixedMinor())))
        .build();
  }
}
