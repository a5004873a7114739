package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Orders that are over, kept for 24 h so that a copy of a message that was under way for long
 * cannot bring one back to life. What an order tells again, after however long, must not rely on
 * it. Mutable and confined to its stock.
 */
final class EndedOrders {
  private static final Duration KEPT = Duration.ofHours(24);

  private final Map<OrderId, Instant> endedAt = new LinkedHashMap<>();

  boolean contains(OrderId order) {
    return endedAt.containsKey(order);
  }

  void add(OrderId order, Instant at) {
    endedAt.put(order, at);
  }

  void putAll(Map<OrderId, Instant> all) {
    endedAt.putAll(all);
  }

  /** They were added in the order of time, so the oldest come first. */
  void forgetBefore(Instant now) {
    Instant oldest = now.minus(KEPT);
    Iterator<Instant> all = endedAt.values().iterator();
    while (all.hasNext() && all.next().isBefore(oldest)) {
      all.remove();
    }
  }

  Map<OrderId, Instant> all() {
    return endedAt;
  }
}
