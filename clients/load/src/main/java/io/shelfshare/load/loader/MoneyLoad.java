package io.shelfshare.load.loader;

import com.google.type.Money;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Sku;
import io.shelfshare.load.loader.LoadProgress.Phase;
import io.shelfshare.market.v1.GetTradeRulesRequest;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.TradeRules;
import io.shelfshare.market.v1.UnitRate;
import java.util.List;

/**
 * Imports the catalogue's prices and sets trade rules, so that the chain settles real money. What
 * is there already like this changes nothing.
 */
final class MoneyLoad {
  private static final int BATCH = 500;
  private static final String CURRENCY = "CNY";
  private static final int NANOS_PER_FEN = 10_000_000;

  private final ShelfshareClient client;
  private final DailyRequestId ids;
  private final ProgressReports reports;

  MoneyLoad(ShelfshareClient client, DailyRequestId ids, ProgressReports reports) {
    this.client = client;
    this.ids = ids;
    this.reports = reports;
  }

  void prices(DemoChain chain) {
    List<ListPrice> prices = chain.skus().stream().map(MoneyLoad::price).toList();
    reports.begin(Phase.PRICES, prices.size());
    for (int from = 0; from < prices.size(); from += BATCH) {
      List<ListPrice> batch = prices.subList(from, Math.min(from + BATCH, prices.size()));
      ImportPricesRequest body = ImportPricesRequest.newBuilder().addAllPrices(batch).build();
      ImportPricesRequest call = body.toBuilder().setRequestId(ids.of(body)).build();
      client.call(() -> client.settlement().importPrices(call));
      reports.add(batch.size());
    }
  }

  private static ListPrice price(Sku sku) {
    return ListPrice.newBuilder()
        .setSku("skus/" + sku.id())
        .setRetail(fen(sku.priceFen()))
        .setCost(fen(sku.costFen()))
        .build();
  }

  /** Sets rules where there are none; what headquarters has set since stays. */
  void rules(DemoChain chain) {
    if (hasRules()) {
      return;
    }
    SetTradeRulesRequest body =
        SetTradeRulesRequest.newBuilder().setTradeRules(rulesOf(chain)).build();
    SetTradeRulesRequest call = body.toBuilder().setRequestId(ids.of(body)).build();
    client.call(() -> client.settlement().setTradeRules(call));
  }

  private boolean hasRules() {
    try {
      client.call(
          () -> client.settlement().getTradeRules(GetTradeRulesRequest.getDefaultInstance()));
      return true;
    } catch (ShelfshareException none) {
      if (none.reason().equals("NOT_FOUND")) {
        return false;
      }
      throw none;
    }
  }

  /** Units change hands at 55 % of their shop price; the way costs more the longer it is. */
  private static TradeRules rulesOf(DemoChain chain) {
    return TradeRules.newBuilder()
        .setCurrencyCode(CURRENCY)
        .setChainOwner("owners/" + chain.owners().get(0).id())
        .addPrices(TradeRules.TransferPriceRule.newBuilder().setShareOfRetail(5_500))
        .addFreight(band(50_000, 600, 100))
        .addFreight(band(500_000, 1_200, 200))
        .addFreight(band(40_000_000, 1_800, 400))
        .addBudgets(TradeRules.Budget.newBuilder().setBudgetId("sharing").setCap(fen(500_000_000)))
        .addSubsidies(
            TradeRules.SubsidyRule.newBuilder()
                .setBudgetId("sharing")
                .setToSupplier(UnitRate.newBuilder().setBasisPoints(300))
                .setToRequester(UnitRate.newBuilder().setFixed(fen(200))))
        .setIncentive(UnitRate.newBuilder().setBasisPoints(100))
        .build();
  }

  private static TradeRules.FreightBand band(long metres, long perOrderFen, long perUnitFen) {
    return TradeRules.FreightBand.newBuilder()
        .setUptoMetres(metres)
        .setPerOrder(fen(perOrderFen))
        .setPerUnit(fen(perUnitFen))
        .build();
  }

  private static Money fen(long fen) {
    return Money.newBuilder()
        .setCurrencyCode(CURRENCY)
        .setUnits(fen / 100)
        .setNanos((int) (fen % 100) * NANOS_PER_FEN)
        .build();
  }
}
