package io.shelfshare.node.grpc.validation;

import com.google.protobuf.Message;
import com.google.type.Money;
import io.shelfshare.market.v1.ImportPricesRequest;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.Quantity;
import io.shelfshare.market.v1.QuoteGrabRequest;
import io.shelfshare.market.v1.QuoteTransferRequest;
import io.shelfshare.market.v1.SetTradeRulesRequest;
import io.shelfshare.market.v1.TradeRules;
import io.shelfshare.market.v1.UnitRate;
import io.shelfshare.node.grpc.error.Expected;
import io.shelfshare.node.grpc.error.FieldFault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rules of the protos cannot say of money. */
final class MoneyRules {
  /** Sums of many orders still fit into 64 bits. */
  private static final long UNITS_MAX = 1_000_000_000;

  private static final int NANO_DIGITS = 9;
  private static final String RULES = "trade_rules.";

  private MoneyRules() {}

  static void check(Message request, List<FieldFault> faults) {
    if (request instanceof ImportPricesRequest prices) {
      prices(prices, faults);
    } else if (request instanceof SetTradeRulesRequest set && set.hasTradeRules()) {
      rules(set.getTradeRules(), faults);
    } else if (request instanceof QuoteGrabRequest quote) {
      lines(quote.getLinesList(), faults);
    } else if (request instanceof QuoteTransferRequest quote) {
      lines(quote.getLinesList(), faults);
    }
  }

  private static void lines(List<Quantity> lines, List<FieldFault> faults) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      once(seen, lines.get(i).getSku(), "lines[" + i + "].sku", "once", faults);
    }
  }

  private static void prices(ImportPricesRequest request, List<FieldFault> faults) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getPricesCount(); i++) {
      ListPrice price = request.getPrices(i);
      String field = "prices[" + i + "].";
      boolean ofSku = price.hasSku();
      String name = ofSku ? price.getSku() : price.getStyle();
      once(seen, ofSku + name, field + (ofSku ? "sku" : "style"), "each_once", faults);
      if (price.hasRetail() && currency(price.getRetail(), field + "retail", faults)) {
        String currency = price.getRetail().getCurrencyCode();
        amount(price.getRetail(), currency, field + "retail", faults);
        if (price.hasCost()) {
          amount(price.getCost(), currency, field + "cost", faults);
        }
      }
    }
  }

  private static void once(
      Set<String> seen, String key, String field, String expected, List<FieldFault> faults) {
    if (!seen.add(key)) {
      faults.add(
          new FieldFault(field, key.replaceFirst("^(true|false)", ""), Expected.of(expected)));
    }
  }

  private static void rules(TradeRules rules, List<FieldFault> faults) {
    String currency = rules.getCurrencyCode();
    if (!io.shelfshare.domain.settlement.Money.isCurrency(currency)) {
      faults.add(new FieldFault(RULES + "currency_code", currency, Expected.of("currency")));
      return;
    }
    for (int i = 0; i < rules.getPricesCount(); i++) {
      TradeRules.TransferPriceRule rule = rules.getPrices(i);
      if (rule.hasFixed()) {
        amount(rule.getFixed(), currency, RULES + "prices[" + i + "].fixed", faults);
      }
    }
    for (int i = 0; i < rules.getFreightCount(); i++) {
      TradeRules.FreightBand band = rules.getFreight(i);
      String field = RULES + "freight[" + i + "].";
      if (band.hasPerOrder()) {
        amount(band.getPerOrder(), currency, field + "per_order", faults);
      }
      if (band.hasPerUnit()) {
        amount(band.getPerUnit(), currency, field + "per_unit", faults);
      }
    }
    for (int i = 0; i < rules.getBudgetsCount(); i++) {
      if (rules.getBudgets(i).hasCap()) {
        amount(rules.getBudgets(i).getCap(), currency, RULES + "budgets[" + i + "].cap", faults);
      }
    }
    for (int i = 0; i < rules.getSubsidiesCount(); i++) {
      String field = RULES + "subsidies[" + i + "].";
      rate(rules.getSubsidies(i).getToSupplier(), currency, field + "to_supplier", faults);
      rate(rules.getSubsidies(i).getToRequester(), currency, field + "to_requester", faults);
    }
    rate(rules.getIncentive(), currency, RULES + "incentive", faults);
  }

  private static void rate(UnitRate rate, String currency, String field, List<FieldFault> faults) {
    if (rate.hasFixed()) {
      amount(rate.getFixed(), currency, field + ".fixed", faults);
    }
  }

  private static boolean currency(Money money, String field, List<FieldFault> faults) {
    String code = money.getCurrencyCode();
    boolean known = io.shelfshare.domain.settlement.Money.isCurrency(code);
    if (!known) {
      faults.add(new FieldFault(field + ".currency_code", code, Expected.of("currency")));
    }
    return known;
  }

  /** Not negative, not too much, in the currency, and of no more digits than it has. */
  private static void amount(Money money, String currency, String field, List<FieldFault> faults) {
    if (!money.getCurrencyCode().equals(currency)) {
      faults.add(
          new FieldFault(
              field + ".currency_code",
              money.getCurrencyCode(),
              Expected.of("currency_of_rules", "currency", currency)));
      return;
    }
    int digits = io.shelfshare.domain.settlement.Money.digits(currency);
    long nanosEach = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      nanosEach *= 10;
    }
    boolean right =
        money.getUnits() >= 0
            && money.getUnits() <= UNITS_MAX
            && money.getNanos() >= 0
            && money.getNanos() <= 999_999_999
            && money.getNanos() % nanosEach == 0;
    if (!right) {
      String value = money.getUnits() + " units and " + money.getNanos() + " nanos";
      faults.add(new FieldFault(field, value, Expected.of("amount", "digits", digits)));
    }
  }
}
