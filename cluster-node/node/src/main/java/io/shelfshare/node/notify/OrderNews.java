package io.shelfshare.node.notify;

import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is new about an order, for the other store: one-to-one. It is told from the order's state,
 * so that what came and went between two states is not told. Safe for use by any thread.
 */
final class OrderNews {
  private static final Duration NEW_FOR = Duration.ofDays(1);

  /** A message that is to wait longer is told by a later state. */
  private static final Duration AHEAD_MAX = Duration.ofDays(7);

  private final EndpointCopy endpoints;
  private final Wording wording;
  private final Duration remindBefore;

  OrderNews(EndpointCopy endpoints, Wording wording, Duration remindBefore) {
    this.endpoints = endpoints;
    this.wording = wording;
    this.remindBefore = remindBefore;
  }

  /** What tells this state from one that was told already. */
  String mark(OrderView order) {
    return order.status() + " " + order.dueBy().map(Instant::toEpochMilli).orElse(0L);
  }

  List<Letter> of(OrderView order, Instant now) {
    StoreId supplier = order.terms().supplier();
    StoreId requester = order.terms().requester();
    boolean isNew = order.changedAt().isAfter(now.minus(NEW_FOR));
    if (endpoints.isEmpty() || !isNew) {
      return List.of();
    }
    List<Letter> letters = new ArrayList<>();
    switch (order.status()) {
      case AWARDED -> {
        tell(letters, order, Topic.ORDER_AWARDED, supplier, "supplier", order.dueBy());
        tell(letters, order, Topic.ORDER_AWARDED, requester, "requester", Optional.empty());
        remind(letters, order, "find", now);
      }
      case CONFIRMED, PACKED -> {
        tell(letters, order, Topic.ORDER_CONFIRMED, requester, "", Optional.empty());
        remind(letters, order, "ship", now);
      }
      case SHIPPED -> tell(letters, order, Topic.ORDER_SHIPPED, requester, "", Optional.empty());
      case ARRIVED -> tell(letters, order, Topic.ORDER_ARRIVED, requester, "", Optional.empty());
      case RECEIVED, SETTLED, CLOSED -> {
        if (order.receivedAt().filter(at -> at.isAfter(now.minus(NEW_FOR))).isPresent()) {
          tell(letters, order, Topic.ORDER_RECEIVED, supplier, "", Optional.empty());
        }
      }
      case RELEASED, CANCELLED -> {
        tell(letters, order, Topic.ORDER_ENDED, supplier, "", Optional.empty());
        tell(letters, order, Topic.ORDER_ENDED, requester, "", Optional.empty());
      }
      case RETURNING, RETURNED, LOST -> {}
    }
    return letters;
  }

  private void tell(
      List<Letter> letters,
      OrderView order,
      Topic topic,
      StoreId reader,
      String side,
      Optional<Instant> until) {
    String what = topic.name().substring("ORDER_".length()).toLowerCase(java.util.Locale.ROOT);
    News news =
        new News(
            what + "-" + order.terms().order().value() + (side.isEmpty() ? "" : "-" + side),
            topic,
            order.changedAt(),
            Optional.empty(),
            until,
            "transferOrders/" + order.terms().order().value(),
            details(order, reader, side));
    endpoints.of(reader, topic).forEach(to -> letters.add(new Letter(to.id(), news)));
  }

  /** Waits with the supplier's courier, who asks the order whether it still counts. */
  private void remind(List<Letter> letters, OrderView order, String side, Instant now) {
    StoreId supplier = order.terms().supplier();
    Optional<Instant> due = order.dueBy().filter(at -> at.isBefore(now.plus(AHEAD_MAX)));
    if (due.isEmpty() || endpoints.of(supplier, Topic.ORDER_DUE).isEmpty()) {
      return;
    }
    Duration tenth = Duration.between(order.changedAt(), due.get()).dividedBy(10);
    Duration before = tenth.compareTo(remindBefore) > 0 ? tenth : remindBefore;
    Instant at = due.get().minus(before);
    // Where there is so little time, the first message says so already.
    if (!at.isAfter(order.changedAt())) {
      return;
    }
    News news =
        new News(
            "due-" + order.terms().order().value() + "-" + due.get().toEpochMilli(),
            Topic.ORDER_DUE,
            order.changedAt(),
            Optional.of(at),
            due,
            "transferOrders/" + order.terms().order().value(),
            details(order, supplier, side));
    endpoints.of(supplier, Topic.ORDER_DUE).forEach(to -> letters.add(new Letter(to.id(), news)));
  }

  private Map<String, String> details(OrderView order, StoreId reader, String side) {
    OrderTerms terms = order.terms();
    StoreId other = reader.equals(terms.supplier()) ? terms.requester() : terms.supplier();
    Map<String, String> details = new HashMap<>();
    details.put("store", wording.store(other));
    details.put("store_name", "stores/" + other.value());
    details.put("to_store", "stores/" + reader.value());
    details.put(
        "units",
        wording.units(
            terms.lines().stream().map(one -> new Units(one.sku(), one.quantity())).toList()));
    details.put("state", order.status().name());
    details.put("carrier", order.carrier());
    details.put("tracking", order.trackingNumber());
    details.put("side", side);
    return details;
  }
}
