package io.shelfshare.load.market;

import io.shelfshare.load.market.Sender.Outcome;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.TransferOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens in a store besides transfers: sales, receipts, counts, corrections.
 *
 * <p>A till may sell what the record does not have, and the record then says that the units were
 * found: nobody outside could tell that from units that came from nowhere. So this till never sells
 * more than the record has, and the audit can be exact.
 */
final class Till {
  private static final int RECEIPT_MAX = 6;
  private static final int AGREEMENTS = 2;
  private static final long NEWS_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  private final Shop shop;

  Till(Shop shop) {
    this.shop = shop;
  }

  /** Sells a unit or two that nobody holds. */
  void sell() {
    String sku = shop.anySku();
    Optional<StockLine> line = shop.line(sku);
    long free = line.map(l -> l.getOnHand() - l.getReserved()).orElse(0L);
    if (free > 0) {
      long units = Math.min(free, 1 + shop.random.nextInt(2));
      record(movement(sku).setSale(units).build(), -units);
    }
  }

  /** Sells units that are held for another store: the sale has happened, and the hold gives way. */
  void sellWhatIsHeld() {
    Map<String, Set<String>> ordersBySku = new TreeMap<>();
    Set<String> busy = new HashSet<>();
    for (String name : List.copyOf(shop.supplies.keySet())) {
      Optional<TransferOrder> now = shop.order(name);
      if (now.isEmpty()) {
        // It has not heard of its award yet, so that nobody knows what it will move.
        return;
      }
      shop.supplies.put(name, now.get());
      for (OrderLine line : now.get().getLinesList()) {
        ordersBySku.computeIfAbsent(line.getSku(), s -> new TreeSet<>()).add(name);
        if (now.get().getState() != TransferOrder.State.STATE_AWARDED) {
          busy.add(line.getSku());
        }
      }
    }
    for (Map.Entry<String, Set<String>> held : ordersBySku.entrySet()) {
      if (!busy.contains(held.getKey()) && pending(held.getValue(), held.getKey()) > 0) {
        breach(held.getKey(), held.getValue());
        return;
      }
    }
  }

  /** A step that the stock has not heard of yet must not meet a sale of the same units. */
  private void breach(String sku, Set<String> orders) {
    Optional<StockLine> line = shop.line(sku);
    if (line.isEmpty() || line.get().getReserved() != pending(orders, sku)) {
      return;
    }
    long units = line.get().getOnHand() - line.get().getReserved() + 1;
    Optional<RecordStockMovementsResponse> sold =
        record(movement(sku).setSale(units).build(), -units);
    long breached = sold.map(RecordStockMovementsResponse::getBreachedUnits).orElse(0L);
    if (breached > 0) {
      shop.record.breached(breached);
      awaitTheNews(sku, orders);
    }
  }

  /** Nobody takes units of these orders off the shelf before the orders know what is gone. */
  private void awaitTheNews(String sku, Set<String> orders) {
    int agreements = 0;
    long end = shop.nanos.getAsLong() + NEWS_NANOS;
    while (agreements < AGREEMENTS && !Thread.currentThread().isInterrupted()) {
      if (shop.nanos.getAsLong() > end) {
        shop.record.saw(
            new Violation(
                "P2", orders.toString(), "were not told in 20 s that the till sold their units"));
        orders.forEach(shop.supplies::remove);
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      orders.forEach(name -> shop.order(name).ifPresent(now -> shop.supplies.put(name, now)));
      long pending = pending(orders, sku);
      boolean agree = shop.line(sku).filter(line -> line.getReserved() == pending).isPresent();
      agreements = agree ? agreements + 1 : 0;
    }
  }

  /** Units of these orders that are still at this store, as far as it has seen. */
  private long pending(Set<String> orders, String sku) {
    long units = 0;
    for (String name : orders) {
      TransferOrder known = shop.supplies.get(name);
      if (known != null) {
        units +=
            known.getLinesList().stream()
                .filter(line -> line.getSku().equals(sku))
                .mapToLong(OrderLine::getPending)
                .sum();
      }
    }
    return units;
  }

  /** Takes in goods from outside the market. */
  void restock() {
    String sku = shop.anySku();
    long units = 1L + shop.random.nextInt(RECEIPT_MAX);
    record(movement(sku).setReceipt(units).build(), units);
  }

  /** Corrects the record by a unit. */
  void correct() {
    String sku = shop.anySku();
    Optional<StockLine> line = shop.line(sku);
    boolean less = line.filter(l -> l.getOnHand() > l.getReserved()).isPresent();
    long units = less && shop.chance(0.5) ? -1 : 1;
    record(movement(sku).setCorrection(units).setReason("found at the back").build(), units);
  }

  /** Counts a line that no order can move meanwhile. */
  void count() {
    String sku = shop.anySku();
    Optional<StockLine> line = shop.line(sku);
    if (shop.traded.contains(sku) || line.isEmpty()) {
      return;
    }
    long counted = Math.max(0, line.get().getOnHand() + shop.random.nextInt(3) - 1);
    record(movement(sku).setCount(counted).build(), counted - line.get().getOnHand());
  }

  /** Records a receipt after the call's own time has passed, which must have no effect. */
  void recordTooLate() {
    shop.sender.sendTooLate(
        "record",
        batch(movement(shop.anySku()).setReceipt(5).build()),
        shop.client.stockFuture()::recordStockMovements);
  }

  /** Records something else under the request id of a batch that had its effect. */
  void reuseAnId() {
    RecordStockMovementsRequest first = batch(movement(shop.anySku()).setReceipt(1).build());
    Outcome<RecordStockMovementsResponse> outcome =
        shop.sender.send(
            "record", shop.store, first, shop.client.stockFuture()::recordStockMovements);
    note(first.getMovements(0).getSku(), 1, outcome);
    if (outcome instanceof Outcome.Done<RecordStockMovementsResponse> done) {
      shop.sender.reuse(
          "record",
          shop.sender.lastRequestId(),
          batch(movement(first.getMovements(0).getSku()).setReceipt(7).build()),
          shop.client.stockFuture()::recordStockMovements);
      shop.record.took(Operation.RECORD, done.tookNanos());
    }
  }

  private Optional<RecordStockMovementsResponse> record(StockMovement movement, long change) {
    Outcome<RecordStockMovementsResponse> outcome =
        shop.sender.send(
            "record", shop.store, batch(movement), shop.client.stockFuture()::recordStockMovements);
    note(movement.getSku(), change, outcome);
    if (outcome instanceof Outcome.Done<RecordStockMovementsResponse> done) {
      shop.record.took(Operation.RECORD, done.tookNanos());
      return Optional.of(done.answer());
    }
    return Optional.empty();
  }

  private void note(String sku, long change, Outcome<RecordStockMovementsResponse> outcome) {
    if (outcome instanceof Outcome.Done) {
      shop.record.units(sku, change);
    } else if (outcome instanceof Outcome.Unknown) {
      shop.record.units(sku, Math.min(change, 0), Math.max(change, 0));
    }
  }

  private RecordStockMovementsRequest batch(StockMovement movement) {
    return RecordStockMovementsRequest.newBuilder()
        .setParent(shop.store)
        .addMovements(movement)
        .build();
  }

  private static StockMovement.Builder movement(String sku) {
    return StockMovement.newBuilder().setSku(sku);
  }
}
