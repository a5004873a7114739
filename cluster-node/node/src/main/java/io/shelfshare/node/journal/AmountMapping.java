package io.shelfshare.node.journal;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.journal.v1.Amount;
import io.shelfshare.journal.v1.ClosedOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the mappings of money share. */
final class AmountMapping {
  private AmountMapping() {}

  static Amount amount(Money money) {
    return Amount.newBuilder().setCurrency(money.currency()).setMinor(money.minor()).build();
  }

  static Money amount(Amount proto) {
    return new Money(proto.getCurrency(), proto.getMinor());
  }

  static List<ClosedOrder> closed(Map<OrderId, Instant> closed) {
    return closed.entrySet().stream()
        .map(
            one ->
                ClosedOrder.newBuilder()
                    .setOrder(one.getKey().value())
                    .setAtMillis(one.getValue().toEpochMilli())
                    .build())
        .toList();
  }

  static Map<OrderId, Instant> closed(List<ClosedOrder> protos) {
    Map<OrderId, Instant> closed = new LinkedHashMap<>();
    protos.forEach(
        one -> closed.put(new OrderId(one.getOrder()), CommonMapping.at(one.getAtMillis())));
    return closed;
  }

  static io.shelfshare.journal.v1.SettlementTerms terms(SettlementTerms terms) {
    var proto =
        io.shelfshare.journal.v1.SettlementTerms.newBuilder()
            .setRulesVersion(terms.rulesVersion())
            .setSubLedger(terms.subLedger())
            .setSupplier(terms.supplier().value())
            .setRequester(terms.requester().value())
            .setChain(terms.chain().value())
            .setCurrency(terms.currency())
            .setFreightPerOrderMinor(terms.freightPerOrder().minor())
            .setFreightPerUnitMinor(terms.freightPerUnit().minor())
            .setBudget(terms.budget().orElse(""));
    for (SettlementTerms.Line line : terms.lines()) {
      proto
          .addLinesBuilder()
          .setSku(line.sku().value())
          .setUnits(line.units())
          .setPriced(line.priced())
          .setPriceMinor(line.price().minor())
          .setToSupplierMinor(line.subsidyToSupplier().minor())
          .setToRequesterMinor(line.subsidyToRequester().minor())
          .setIncentiveMinor(line.incentive().minor());
    }
    return proto.build();
  }

  static SettlementTerms terms(io.shelfshare.journal.v1.SettlementTerms proto) {
    String currency = proto.getCurrency();
    return new SettlementTerms(
        proto.getRulesVersion(),
        proto.getSubLedger(),
        new OwnerId(proto.getSupplier()),
        new OwnerId(proto.getRequester()),
        new OwnerId(proto.getChain()),
        new Money(currency, proto.getFreightPerOrderMinor()),
        new Money(currency, proto.getFreightPerUnitMinor()),
        proto.getLinesList().stream()
            .map(
                line ->
                    new SettlementTerms.Line(
                        new SkuId(line.getSku()),
                        line.getUnits(),
                        line.getPriced(),
                        new Money(currency, line.getPriceMinor()),
                        new Money(currency, line.getToSupplierMinor()),
                        new Money(currency, line.getToRequesterMinor()),
                        new Money(currency, line.getIncentiveMinor())))
            .toList(),
        Optional.of(proto.getBudget()).filter(budget -> !budget.isEmpty()));
  }
}
