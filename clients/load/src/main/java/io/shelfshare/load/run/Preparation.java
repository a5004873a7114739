package io.shelfshare.load.run;

import io.grpc.Status;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is done before a run so that the run itself measures one thing: stock and open requests. */
final class Preparation {
  private static final int IN_FLIGHT = 32;
  private static final int MOVEMENTS_MAX = 500;

  private final ShelfshareClient client;
  private final TradingFloor floor;
  private final BiConsumer<String, Double> progress;

  /**
   * Prepares with a client that sends calls again.
   *
   * @param progress is told what is being done and which share of it is
   */
  Preparation(ShelfshareClient client, TradingFloor floor, BiConsumer<String, Double> progress) {
    this.client = client;
    this.floor = floor;
    this.progress = progress;
  }

  /** Gives every store of the floor units of every SKU of the floor. */
  void restock(int units) {
    int batches = (floor.skus().size() + MOVEMENTS_MAX - 1) / MOVEMENTS_MAX;
    // Made one by one, as millions of movements would not fit into memory at once.
    all(
        "restock",
        floor.stores().size() * batches,
        at ->
            TimedCalls.send(
                client.stockAsync().getChannel(),
                StockServiceGrpc.getRecordStockMovementsMethod(),
                batch(floor.stores().get(at / batches), at % batches, units)));
  }

  private RecordStockMovementsRequest batch(String store, int number, int units) {
    RecordStockMovementsRequest.Builder batch =
        RecordStockMovementsRequest.newBuilder().setParent(store);
    floor.skus().stream()
        .skip((long) number * MOVEMENTS_MAX)
        .limit(MOVEMENTS_MAX)
        .map(sku -> StockMovement.newBuilder().setSku(sku).setReceipt(units))
        .forEach(batch::addMovements);
    return batch.build();
  }

  /**
   * Posts the requests that the mix wants to find. Where the cluster takes no more of them, the run
   * begins with those that it took: a grab that finds none posts its own.
   */
  void post(Cast cast, Market market, Operations operations, RandomGenerator random) {
    try {
      all(
          "post requests ahead",
          cast.prepared(),
          at -> {
            // In turn rather than at random: a store may have only so many requests open.
            String store = floor.stores().get(at % floor.stores().size());
            String sku = floor.sku(random);
            return market
                .post(store, sku, "posted ahead of a load run")
                .thenApply(TransferRequest::getName)
                .thenAccept(name -> operations.prepare(new Operations.Posted(name, store, sku)));
          });
    } catch (ShelfshareException refusal) {
      if (refusal.code() != Status.Code.RESOURCE_EXHAUSTED) {
        throw refusal;
      }
      progress.accept("post requests ahead, as many as the cluster took", 1.0);
    }
  }

  private void all(String what, int count, IntFunction<CompletableFuture<?>> call) {
    Semaphore places = new Semaphore(IN_FLIGHT);
    AtomicReference<@Nullable ShelfshareException> firstFailure = new AtomicReference<>();
    for (int at = 0; at < count && firstFailure.get() == null; at++) {
      places.acquireUninterruptibly();
      CompletableFuture<?> unused =
          call.apply(at)
              .whenComplete(
                  (answer, failure) -> {
                    if (failure != null) {
                      firstFailure.compareAndSet(null, ShelfshareException.of(failure));
                    }
                    places.release();
                  });
      progress.accept(what, (at + 1.0) / count);
    }
    places.acquireUninterruptibly(IN_FLIGHT);
    ShelfshareException failure = firstFailure.get();
    if (failure != null) {
      throw failure;
    }
  }
}
