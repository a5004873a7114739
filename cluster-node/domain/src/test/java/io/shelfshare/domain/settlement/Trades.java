package io.shelfshare.domain.settlement;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.util.List;
import java.util.Optional;

/** Owners, rules and deals that the tests of money are made of. */
final class Trades {
  static final OwnerId CHAIN = new OwnerId("chain");
  static final OwnerId EAST = new OwnerId("dealer-east");
  static final OwnerId WEST = new OwnerId("dealer-west");
  static final ListPrice SHIRT_PRICE = price(ListPrice.Kind.SKU, SHIRT.value(), "99.90", "40.00");
  static final ListPrice COAT_PRICE = price(ListPrice.Kind.STYLE, "coat", "500.00", "210.00");

  static final TradeRules RULES =
      new TradeRules(
          "CNY",
          CHAIN,
          List.of(
              rule(WEST, EAST, "coat", new TransferPriceRule.Fixed(yuan("300.00"))),
              rule(WEST, null, null, new TransferPriceRule.CostPlus(1_250)),
              rule(null, null, null, new TransferPriceRule.ShareOfRetail(5_500))),
          List.of(
              new FreightBand(20_000, yuan("5.00"), yuan("1.00")),
              new FreightBand(500_000, yuan("12.00"), yuan("2.50"))),
          List.of(new SubsidyRule.Budget("spring", yuan("100.00"))),
          List.of(
              new SubsidyRule(
                  "spring", Optional.empty(), new Rate(500, 0), new Rate(0, 150), false)),
          new Rate(100, 0));

  private Trades() {}

  static Money yuan(String amount) {
    return Money.parse(amount, "CNY");
  }

  static ListPrice price(ListPrice.Kind kind, String id, String retail, String cost) {
    return new ListPrice(kind, id, yuan(retail), yuan(cost));
  }

  @SuppressWarnings("NullAway")
  static TransferPriceRule rule(
      OwnerId from, OwnerId to, String style, TransferPriceRule.Formula formula) {
    return new TransferPriceRule(
        Optional.ofNullable(from), Optional.ofNullable(to), Optional.ofNullable(style), formula);
  }

  static Deal deal(OwnerId from, OwnerId to, long metres, Deal.Line... lines) {
    return new Deal(from, to, metres, List.of(lines));
  }

  static Deal.Line shirts(long units) {
    return new Deal.Line(SHIRT, "shirt", units, Optional.of(SHIRT_PRICE));
  }

  static Deal.Line coats(long units) {
    return new Deal.Line(COAT, "coat", units, Optional.of(COAT_PRICE));
  }

  static SettlementTerms terms(long shirts) {
    return Pricing.price(RULES, 7, deal(EAST, WEST, 15_000, shirts(shirts)));
  }

  static OrderTotals.Line line(SkuId sku, long awaited, long shipped, long accepted, long back) {
    return new OrderTotals.Line(
        sku, awaited, shipped, accepted, back, OrderTotals.Lost.NOTHING, OrderTotals.Lost.NOTHING);
  }
}
