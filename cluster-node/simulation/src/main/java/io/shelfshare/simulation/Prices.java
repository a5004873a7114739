package io.shelfshare.simulation;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.settlement.Deal;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.Pricing;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.TransferPriceRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What units are worth in the simulated chain, and how long its orders may last. */
final class Prices {
  /** Little enough for some orders to go without subsidies. */
  static final Money CAP = new Money("CNY", 4_000);

  private static final OwnerId CHAIN = new OwnerId("chain");
  private static final String BUDGET = "launch";
  private static final TradeRules RULES =
      new TradeRules(
          "CNY",
          CHAIN,
          List.of(
              new TransferPriceRule(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  new TransferPriceRule.Fixed(new Money("CNY", 5_500)))),
          List.of(new FreightBand(50_000, new Money("CNY", 600), new Money("CNY", 100))),
          List.of(new SubsidyRule.Budget(BUDGET, CAP)),
          List.of(
              new SubsidyRule(BUDGET, Optional.empty(), new Rate(500, 0), new Rate(0, 200), false)),
          new Rate(100, 0));

  private final OrderPins.Periods periods;

  Prices(int claimSeconds) {
    periods =
        new OrderPins.Periods(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(claimSeconds));
  }

  /** What an order fixes when it starts, if the budget grants its subsidies. */
  OrderPins pins(World world, OrderTerms terms) {
    OwnerId supplier = world.store(terms.supplier()).owner;
    OwnerId requester = world.store(terms.requester()).owner;
    List<Deal.Line> lines =
        terms.lines().stream()
            .map(one -> new Deal.Line(one.sku(), "style", one.quantity(), Optional.empty()))
            .toList();
    Deal deal = new Deal(supplier, requester, 30_000, lines);
    return new OrderPins(supplier, requester, periods, Optional.of(Pricing.price(RULES, 1, deal)));
  }
}
