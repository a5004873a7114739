package io.shelfshare.node.settlement;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.TradeRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * This node's copy of the rule book. Filled by {@link RuleReplica} alone; read by any thread, at
 * once.
 */
public final class RuleCopy {
  private final Map<ListPrice.Key, ListPrice> prices = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, TradeRules> rulesSince = new ConcurrentSkipListMap<>();
  private volatile long version;
  private volatile boolean complete;

  /**
   * Rules, and the version of the book that they were read from.
   *
   * @param rules empty where none were set
   */
  public record Current(Optional<TradeRules> rules, long version) {}

  void take(RuleBookEvent change) {
    change.prices().forEach(price -> prices.put(price.key(), price));
    long next = version + 1;
    change.rules().ifPresent(rules -> rulesSince.put(next, rules));
    version = next;
  }

  void caughtUp() {
    complete = true;
  }

  /** True once all that there was had been read. */
  public boolean isComplete() {
    return complete;
  }

  /** The rules as they are now. */
  public Current current() {
    return at(version);
  }

  /** The rules as they were at a version. */
  Current at(long asOf) {
    return new Current(
        Optional.ofNullable(rulesSince.floorEntry(asOf)).map(Map.Entry::getValue), asOf);
  }

  long version() {
    return version;
  }

  int priceCount() {
    return prices.size();
  }

  /** List prices, SKUs before styles, by their ids, from the first after {@code after}. */
  List<ListPrice> prices(Optional<ListPrice.Key> after, int limit) {
    Comparator<ListPrice.Key> order =
        Comparator.comparing(ListPrice.Key::kind).thenComparing(ListPrice.Key::id);
    return prices.values().stream()
        .filter(price -> after.isEmpty() || order.compare(price.key(), after.get()) > 0)
        .sorted(Comparator.comparing(ListPrice::key, order))
        .limit(limit)
        .toList();
  }

  /** A SKU's list price, or its style's. */
  public Optional<ListPrice> price(SkuId sku, String style) {
    return Optional.ofNullable(prices.get(new ListPrice.Key(ListPrice.Kind.SKU, sku.value())))
        .or(() -> Optional.ofNullable(prices.get(new ListPrice.Key(ListPrice.Kind.STYLE, style))));
  }
}
