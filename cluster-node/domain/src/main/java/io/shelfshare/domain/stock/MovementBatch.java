package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what a batch of movements does, each seeing the effects of those before it, without
 * touching the stock.
 */
final class MovementBatch {
  private record Part(OrderId order, SkuId sku) {}

  private final StoreStock stock;
  private final Map<SkuId, StockLine> lines = new HashMap<>();
  private final Map<Part, Long> taken = new HashMap<>();
  private final List<StockEvent.LineChange> changes = new ArrayList<>();
  private final List<StockEvent.Breach> breaches = new ArrayList<>();

  MovementBatch(StoreStock stock) {
    this.stock = stock;
  }

  List<StockEvent.LineChange> changes() {
    return changes;
  }

  List<StockEvent.Breach> breaches() {
    return breaches;
  }

  /** Adds one movement's outcome; or says why the whole batch is refused. */
  Optional<Refusal> add(Movement movement) {
    StockLine before = line(movement.sku());
    long quantity = movement.quantity();
    return switch (movement.kind()) {
      case RECEIPT -> change(movement, quantity, 0, before.safety());
      case SAFETY -> change(movement, 0, 0, quantity);
      case SALE -> sell(movement);
      case COUNT -> setOnHand(movement, quantity, Refusal.Reason.COUNT_BELOW_CONFIRMED);
      case CORRECTION ->
          setOnHand(
              movement,
              Math.addExact(before.onHand(), quantity),
              Refusal.Reason.CORRECTION_BELOW_ZERO);
    };
  }

  /** A sale is a fact: units that the record does not have were there and are found first. */
  private Optional<Refusal> sell(Movement movement) {
    long free = line(movement.sku()).free();
    long missing = Math.max(0, movement.quantity() - free);
    long unexplained = missing - takeFromHolds(movement.sku(), missing);
    long safety = line(movement.sku()).safety();
    return change(movement, unexplained - movement.quantity(), unexplained, safety);
  }

  private Optional<Refusal> setOnHand(Movement movement, long onHand, Refusal.Reason tooLow) {
    SkuId sku = movement.sku();
    long confirmed = confirmed(sku);
    if (onHand < confirmed) {
      return Optional.of(
          new Refusal(
              tooLow,
              Map.of(
                  "sku", sku.value(),
                  "confirmed", Long.toString(confirmed),
                  "counted", Long.toString(onHand))));
    }
    StockLine before = line(sku);
    takeFromHolds(sku, Math.max(0, before.reserved() - onHand));
    return change(movement, onHand - before.onHand(), 0, before.safety());
  }

  private Optional<Refusal> change(
      Movement movement, long onHandDelta, long unexplained, long safety) {
    SkuId sku = movement.sku();
    int confidence =
        Confidence.moved(line(sku).confidence(), movement.kind(), onHandDelta, unexplained);
    lines.put(sku, line(sku).plusOnHand(onHandDelta).withSafety(safety).trusted(confidence));
    changes.add(
        new StockEvent.LineChange(
            sku, movement.kind(), onHandDelta, unexplained, safety, confidence, movement.reason()));
    return Optional.empty();
  }

  /** Unbound holds go first, then unconfirmed ones, newest first; confirmed ones stay. */
  private long takeFromHolds(SkuId sku, long wanted) {
    if (wanted == 0) {
      return 0;
    }
    List<Hold> newestFirst = new ArrayList<>(stock.holds());
    Collections.reverse(newestFirst);
    long rest = takeFrom(newestFirst.stream().filter(hold -> !hold.bound()).toList(), sku, wanted);
    rest =
        takeFrom(
            newestFirst.stream().filter(hold -> hold.bound() && !hold.confirmed()).toList(),
            sku,
            rest);
    return wanted - rest;
  }

  private long takeFrom(Collection<Hold> holds, SkuId sku, long wanted) {
    long rest = wanted;
    for (Hold hold : holds) {
      Part part = new Part(hold.order(), sku);
      long units = Math.min(rest, hold.held(sku) - taken.getOrDefault(part, 0L));
      if (units > 0) {
        taken.merge(part, units, Long::sum);
        breaches.add(new StockEvent.Breach(hold.order(), new Units(sku, units)));
        lines.put(sku, line(sku).plusReserved(-units));
        rest -= units;
      }
    }
    return rest;
  }

  private long confirmed(SkuId sku) {
    return stock.holds().stream().filter(Hold::confirmed).mapToLong(hold -> hold.held(sku)).sum();
  }

  private StockLine line(SkuId sku) {
    StockLine touched = lines.get(sku);
    return touched != null ? touched : stock.line(sku);
  }
}
