package io.shelfshare.domain.settlement;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The money law: price on accepted units, freight on shipped units, subsidies and incentive on
 * accepted units, lost units from who is liable. A return takes back price, subsidies and
 * incentive; found units take back the loss; freight stays, for the way was gone.
 */
public final class Dues {
  private Dues() {}

  /** Everything that an order's totals have brought about; nothing that is 0. */
  public static List<Due> of(SettlementTerms terms, OrderTotals totals) {
    List<Due> dues = new ArrayList<>();
    boolean shipped = totals.lines().stream().anyMatch(line -> line.shipped() > 0);
    OwnerId from = terms.supplier();
    OwnerId to = terms.requester();
    if (shipped && !terms.freightPerOrder().isZero()) {
      Due.Key once = new Due.Key(Due.Kind.FREIGHT, Optional.empty(), to, from);
      dues.add(new Due(once, terms.freightPerOrder(), 1, 0));
    }
    Map<SkuId, SettlementTerms.Line> bySku = bySku(terms);
    for (OrderTotals.Line line : totals.lines()) {
      SettlementTerms.Line unit = bySku.get(line.sku());
      if (unit == null) {
        throw new IllegalArgumentException(line.sku() + " is not of this order");
      }
      SkuId sku = line.sku();
      add(dues, Due.Kind.FREIGHT, sku, to, from, terms.freightPerUnit(), line.shipped(), 0);
      onAccepted(dues, terms, line, unit);
      lost(dues, terms, line, unit.price());
    }
    return dues;
  }

  private static void onAccepted(
      List<Due> dues, SettlementTerms terms, OrderTotals.Line line, SettlementTerms.Line unit) {
    OwnerId from = terms.supplier();
    OwnerId to = terms.requester();
    OwnerId chain = terms.chain();
    long units = line.accepted();
    long back = line.returned();
    SkuId sku = line.sku();
    add(dues, Due.Kind.PRICE, sku, to, from, unit.price(), units, back);
    add(
        dues,
        Due.Kind.SUBSIDY_TO_SUPPLIER,
        sku,
        chain,
        from,
        unit.subsidyToSupplier(),
        units,
        back);
    add(
        dues,
        Due.Kind.SUBSIDY_TO_REQUESTER,
        sku,
        chain,
        to,
        unit.subsidyToRequester(),
        units,
        back);
    add(dues, Due.Kind.INCENTIVE, sku, chain, from, unit.incentive(), units, back);
  }

  private static void lost(
      List<Due> dues, SettlementTerms terms, OrderTotals.Line line, Money price) {
    OwnerId from = terms.supplier();
    OrderTotals.Lost lost = line.lost();
    OrderTotals.Lost found = line.found();
    Due.Kind kind = Due.Kind.LOSS;
    SkuId sku = line.sku();
    Map<OwnerId, long[]> byOwner = new LinkedHashMap<>();
    sum(byOwner, from, lost.bySupplier(), found.bySupplier());
    sum(byOwner, terms.requester(), lost.byRequester(), found.byRequester());
    sum(byOwner, terms.chain(), lost.byCarrier(), found.byCarrier());
    byOwner.forEach(
        (liable, units) -> add(dues, kind, sku, liable, from, price, units[0], units[1]));
  }

  /** One owner may be liable in two ways, and its losses are one due. */
  private static void sum(Map<OwnerId, long[]> byOwner, OwnerId liable, long lost, long found) {
    long[] sums = byOwner.computeIfAbsent(liable, owner -> new long[2]);
    sums[0] += lost;
    sums[1] += found;
  }

  private static Map<SkuId, SettlementTerms.Line> bySku(SettlementTerms terms) {
    return terms.lines().stream()
        .collect(Collectors.toMap(SettlementTerms.Line::sku, Function.identity()));
  }

  private static void add(
      List<Due> dues,
      Due.Kind kind,
      SkuId sku,
      OwnerId payer,
      OwnerId payee,
      Money unitAmount,
      long units,
      long reversed) {
    if (units > 0 && !unitAmount.isZero()) {
      Due.Key key = new Due.Key(kind, Optional.of(sku), payer, payee);
      dues.add(new Due(key, unitAmount, units, reversed));
    }
  }

  /** The dues of one pair of owners each. */
  public static Map<OwnerPair, List<Due>> byPair(List<Due> dues) {
    return dues.stream()
        .collect(
            Collectors.groupingBy(
                due -> due.key().pair(), LinkedHashMap::new, Collectors.toList()));
  }
}
