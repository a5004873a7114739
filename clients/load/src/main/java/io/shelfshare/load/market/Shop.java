package io.shelfshare.load.market;

import com.google.protobuf.Timestamp;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.GetStockLineRequest;
import io.shelfshare.market.v1.GetTransferOrderRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** One store as its clerk knows it. Belongs to one thread. */
final class Shop {
  final String store;
  final ShelfshareClient client;
  final Sender sender;
  final PlayRecord record;
  final Board board;
  final Clock clock;
  final LongSupplier nanos;
  final RandomGenerator random;
  final List<String> skus;

  private final Map<String, Long> available = new HashMap<>();

  /** Orders that this store supplies and that have not left yet, as they were last seen. */
  final Map<String, TransferOrder> supplies = new HashMap<>();

  /** SKUs that this store ever posted or grabbed: orders may move them at any time. */
  final Set<String> traded = new HashSet<>();

  Shop(
      String store,
      ShelfshareClient client,
      Sender sender,
      PlayRecord record,
      Board board,
      Clock clock,
      LongSupplier nanos,
      RandomGenerator random,
      List<String> skus) {
    this.store = store;
    this.client = client;
    this.sender = sender;
    this.record = record;
    this.board = board;
    this.clock = clock;
    this.nanos = nanos;
    this.random = random;
    this.skus = List.copyOf(skus);
  }

  String anySku() {
    return skus.get(random.nextInt(skus.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Learns what this store has, so that its clerk runs for what it can bring. */
  void takeStock() {
    client
        .listStockLines(
            ListStockLinesRequest.newBuilder().setParent(store).setPageSize(1000).build())
        .forEach(line -> available.put(line.getSku(), line.getAvailable()));
  }

  /** Units that others could grab here, as far as the clerk remembers. */
  long remembered(String sku) {
    return available.getOrDefault(sku, 0L);
  }

  /** A stock line as the store itself has it. */
  Optional<StockLine> line(String sku) {
    String name = store + "/stockLines/" + sku.substring(sku.indexOf('/') + 1);
    try {
      StockLine line =
          client.call(
              () ->
                  client
                      .stock()
                      .getStockLine(GetStockLineRequest.newBuilder().setName(name).build()));
      Laws.stock(line).ifPresent(record::saw);
      available.put(sku, line.getAvailable());
      return Optional.of(line);
    } catch (ShelfshareException failure) {
      record.refused(Sender.reason(failure));
      return Optional.empty();
    }
  }

  /** An order as it is now; empty while it has not heard of its award yet. */
  Optional<TransferOrder> order(String name) {
    try {
      TransferOrder order =
          client.call(
              () ->
                  client
                      .orders()
                      .getTransferOrder(
                          GetTransferOrderRequest.newBuilder().setName(name).build()));
      return Optional.of(seen(order));
    } catch (ShelfshareException failure) {
      record.refused(Sender.reason(failure));
      return Optional.empty();
    }
  }

  /** Judges every order that is seen at all. */
  TransferOrder seen(TransferOrder order) {
    Laws.quantities(order).forEach(record::saw);
    return order;
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
