package io.shelfshare.load.run;

import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.Step;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Plays single operations. The first call of each counts from when the operation was meant to
 * begin; each later one from when the one before it was answered. Safe for use by several threads.
 */
final class Operations {
  private final TradingFloor floor;
  private final Cast cast;
  private final Market market;
  private final Watchers watchers;
  private final Grabs grabs;
  private final TimedCalls calls;
  private final Measurements measurements;
  private final LongSupplier nanos;
  private final Queue<Posted> prepared = new ConcurrentLinkedQueue<>();

  /** A request that was posted and waits to be grabbed. */
  record Posted(String request, String store, String sku) {}

  Operations(
      TradingFloor floor,
      Cast cast,
      Market market,
      Watchers watchers,
      Grabs grabs,
      Measurements measurements,
      LongSupplier nanos) {
    this.floor = floor;
    this.cast = cast;
    this.market = market;
    this.watchers = watchers;
    this.grabs = grabs;
    this.calls = new TimedCalls(measurements);
    this.measurements = measurements;
    this.nanos = nanos;
  }

  /** Adds a request for {@link Operation#GRAB} to take. */
  void prepare(Posted posted) {
    prepared.add(posted);
  }

  /** Begins an operation now; the future ends when its last call has, failed where one failed. */
  CompletableFuture<?> begin(Operation operation, RandomGenerator random, long intendedNanos) {
    String store = floor.store(random);
    String sku = floor.sku(random);
    return switch (operation) {
      case POST -> post(store, sku, intendedNanos);
      case GRAB -> grabPrepared(store, sku, random, intendedNanos);
      case RACE -> race(store, sku, random, intendedNanos);
      case LIFE -> life(store, sku, random, intendedNanos);
      case FIND_STOCK -> calls.timed(Step.FIND_STOCK, intendedNanos, market.findStock(store, sku));
      case RECORD_SALE -> calls.timed(Step.RECORD_SALE, intendedNanos, market.sell(store, sku));
      case LIST -> calls.timed(Step.LIST, intendedNanos, market.list(store));
      case WATCH -> watchers.visit(store, intendedNanos);
    };
  }

  private CompletableFuture<Posted> post(String store, String sku, long intendedNanos) {
    String note = watchers.noteFor(intendedNanos);
    return calls
        .timed(Step.POST, intendedNanos, market.post(store, sku, note))
        .thenApply(TransferRequest::getName)
        .thenApply(request -> new Posted(request, store, sku));
  }

  private CompletableFuture<?> grabPrepared(
      String store, String sku, RandomGenerator random, long intendedNanos) {
    Posted waiting = prepared.poll();
    if (waiting != null) {
      return grab(waiting, random, intendedNanos);
    }
    return post(store, sku, intendedNanos)
        .thenCompose(posted -> grab(posted, random, nanos.getAsLong()));
  }

  private CompletableFuture<Optional<String>> grab(
      Posted posted, RandomGenerator random, long intendedNanos) {
    String supplier = floor.storeOtherThan(posted.store(), random);
    return grabs.grab(posted.request(), supplier, posted.sku(), false, intendedNanos);
  }

  private CompletableFuture<?> race(
      String store, String sku, RandomGenerator random, long intendedNanos) {
    List<String> racers = floor.storesOtherThan(store, cast.racers(), random);
    return post(store, sku, intendedNanos)
        .thenCompose(
            posted -> {
              long start = nanos.getAsLong();
              return CompletableFuture.allOf(
                  racers.stream()
                      .map(racer -> grabs.grab(posted.request(), racer, sku, true, start))
                      .toArray(CompletableFuture[]::new));
            });
  }

  private CompletableFuture<?> life(
      String store, String sku, RandomGenerator random, long intendedNanos) {
    return post(store, sku, intendedNanos)
        .thenCompose(posted -> grab(posted, random, nanos.getAsLong()))
        .thenApply(Optional::orElseThrow)
        .thenCompose(order -> step(Step.CONFIRM, order))
        .thenCompose(order -> step(Step.SHIP, order))
        .thenCompose(order -> step(Step.RECEIVE, order))
        .thenAccept(order -> measurements.done(Step.LIFE, intendedNanos));
  }

  private CompletableFuture<String> step(Step step, String order) {
    long start = nanos.getAsLong();
    var call =
        switch (step) {
          case CONFIRM -> market.confirm(order);
          case SHIP -> market.ship(order);
          case RECEIVE -> market.receive(order);
          default -> throw new IllegalArgumentException(step + " is no step of an order");
        };
    return calls.timed(step, start, call).thenApply(TransferOrder::getName);
  }
}
