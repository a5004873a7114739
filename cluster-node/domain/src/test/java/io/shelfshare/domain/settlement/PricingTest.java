package io.shelfshare.domain.settlement;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.settlement.Trades.CHAIN;
import static io.shelfshare.domain.settlement.Trades.EAST;
import static io.shelfshare.domain.settlement.Trades.RULES;
import static io.shelfshare.domain.settlement.Trades.WEST;
import static io.shelfshare.domain.settlement.Trades.coats;
import static io.shelfshare.domain.settlement.Trades.deal;
import static io.shelfshare.domain.settlement.Trades.rule;
import static io.shelfshare.domain.settlement.Trades.shirts;
import static io.shelfshare.domain.settlement.Trades.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricingTest {
  @Test
  void amountsAreExactAndRoundedHalfToEvenOnceAUnit() {
    assertThat(yuan("0.05").share(5_000)).isEqualTo(yuan("0.02"));
    assertThat(yuan("0.15").share(5_000)).isEqualTo(yuan("0.08"));
    assertThat(yuan("99.90").share(5_500)).isEqualTo(yuan("54.94"));
    assertThat(Money.parse("7", "JPY").minor()).isEqualTo(7);
    assertThatThrownBy(() -> Money.parse("7.5", "JPY")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> yuan("1.00").plus(Money.zero("EUR")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstRuleThatAppliesMakesThePrice() {
    assertThat(unitPrice(deal(WEST, EAST, 0, coats(1)))).isEqualTo(yuan("300.00"));
    assertThat(unitPrice(deal(WEST, EAST, 0, shirts(1)))).isEqualTo(yuan("45.00"));
    assertThat(unitPrice(deal(EAST, WEST, 0, coats(1)))).isEqualTo(yuan("275.00"));
  }

  @Test
  void aSkuWithoutAListPriceIsUnpricedAndCostsNothing() {
    var line =
        Pricing.price(
                RULES, 1, deal(EAST, WEST, 0, new Deal.Line(COAT, "coat", 2, Optional.empty())))
            .lines()
            .get(0);
    assertThat(line.priced()).isFalse();
    assertThat(line.price()).isEqualTo(yuan("0.00"));
    assertThat(line.incentive()).isEqualTo(yuan("0.00"));
  }

  @Test
  void theQuoteNamesWhatEachSideGetsAndPays() {
    Quote quote = Quote.of(Pricing.price(RULES, 1, deal(EAST, WEST, 20_001, shirts(2), coats(1))));
    assertThat(quote.price()).isEqualTo(yuan("384.88"));
    assertThat(quote.freight()).isEqualTo(yuan("19.50"));
    assertThat(quote.subsidyToSupplier()).isEqualTo(yuan("19.25"));
    assertThat(quote.subsidyToRequester()).isEqualTo(yuan("4.50"));
    assertThat(quote.incentive()).isEqualTo(yuan("3.85"));
    assertThat(quote.supplierReceives()).isEqualTo(yuan("427.48"));
    assertThat(quote.requesterPays()).isEqualTo(yuan("399.88"));
  }

  @Test
  void aDistanceFallsIntoTheFirstBandThatReachesIt() {
    assertThat(Quote.of(Pricing.price(RULES, 1, deal(EAST, WEST, 20_000, shirts(1)))).freight())
        .isEqualTo(yuan("6.00"));
    assertThat(Quote.of(Pricing.price(RULES, 1, deal(EAST, WEST, 500_001, shirts(1)))).freight())
        .isEqualTo(yuan("0.00"));
  }

  @Test
  void withinOneOwnerThePriceIsAnInternalValueAndNoSubsidyIsPaid() {
    SettlementTerms terms = Pricing.price(RULES, 1, deal(EAST, EAST, 0, shirts(3)));
    assertThat(terms.isInternal()).isTrue();
    assertThat(terms.budget()).isEmpty();
    assertThat(terms.subsidyMax()).isEqualTo(yuan("0.00"));
    assertThat(terms.lines().get(0).price()).isEqualTo(yuan("54.94"));
  }

  @Test
  void rulesThatContradictThemselvesAreNamedFieldByField() {
    TradeRules wrong =
        new TradeRules(
            "CNY",
            CHAIN,
            List.of(
                rule(null, null, null, new TransferPriceRule.ShareOfRetail(1)),
                rule(null, null, null, new TransferPriceRule.Fixed(Money.parse("1", "EUR")))),
            List.of(
                new FreightBand(10, yuan("1.00"), yuan("1.00")),
                new FreightBand(10, yuan("1.00"), Money.parse("1", "EUR"))),
            List.of(
                new SubsidyRule.Budget("spring", yuan("1.00")),
                new SubsidyRule.Budget("spring", Money.parse("1", "EUR"))),
            List.of(new SubsidyRule("autumn", Optional.empty(), Rate.NOTHING, Rate.NOTHING, true)),
            Rate.NOTHING);
    assertThat(RuleFaults.of(wrong))
        .extracting(RuleFaults.Fault::field)
        .containsExactlyInAnyOrder(
            "prices[1]",
            "prices[1].fixed",
            "freight[1].upto_metres",
            "freight[1].per_unit",
            "budgets[1].budget_id",
            "budgets[1].cap",
            "subsidies[0].budget_id");
    assertThat(RuleFaults.of(RULES)).isEmpty();
  }

  private static Money unitPrice(Deal deal) {
    return Pricing.price(RULES, 1, deal).lines().get(0).price();
  }
}
