package io.shelfshare.load.loader;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Store;
import io.shelfshare.load.loader.LoadProgress.Phase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads a chain through the public API: owners, stores, SKUs, prices and trade rules, then the
 * opening stock of many stores side by side, one call in flight a thread.
 *
 * <p>Can be run again at any time. It looks first and sends only what is missing, and a batch keeps
 * its {@code request_id} for the day, so that a load which was cut off goes on where it stopped and
 * a load which was complete changes nothing. What is UNAVAILABLE for a while, the client sends
 * again with the same id.
 */
public final class ChainLoader {
  private final ShelfshareClient client;
  private final int inFlight;
  private final Clock clock;
  private final LongSupplier nanos;

  /**
   * A loader with a number of calls in flight.
   *
   * @param client a connection with a token of headquarters
   * @param inFlight how many stores are stocked side by side, at least 1
   * @param clock gives the day that request ids are made for
   * @param nanos an elapsed-time source in nanoseconds, for the rates in progress reports
   */
  public ChainLoader(ShelfshareClient client, int inFlight, Clock clock, LongSupplier nanos) {
    if (inFlight < 1) {
      throw new IllegalArgumentException("inFlight: " + inFlight + "; expected at least 1");
    }
    this.client = client;
    this.inFlight = inFlight;
    this.clock = clock;
    this.nanos = nanos;
  }

  /**
   * Loads the chain and returns once the cluster has acknowledged all of it.
   *
   * @throws io.shelfshare.client.ShelfshareException as the cluster refused a call, or could not be
   *     reached for as long as the client tries; what was acknowledged until then stays
   */
  public LoadSummary load(DemoChain chain, LoadProgress.Listener listener) {
    ProgressReports reports = new ProgressReports(listener, nanos);
    DailyRequestId ids = new DailyRequestId(clock);
    LoadSummary directory = directory(chain, reports, ids);
    MoneyLoad money = new MoneyLoad(client, ids, reports);
    money.prices(chain);
    money.rules(chain);
    reports.begin(Phase.STOCK_LINES, chain.stockLines());
    StockLoad stock = new StockLoad(client, ids, reports);
    stockAll(chain, stock);
    return new LoadSummary(
        directory.ownersImported(),
        directory.storesImported(),
        directory.skusImported(),
        stock.stocked(),
        stock.alreadyStocked(),
        stock.units());
  }

  /** Loads owners, stores and SKUs alone: no prices, no rules, no stock. */
  public LoadSummary loadDirectory(DemoChain chain, LoadProgress.Listener listener) {
    return directory(chain, new ProgressReports(listener, nanos), new DailyRequestId(clock));
  }

  private LoadSummary directory(DemoChain chain, ProgressReports reports, DailyRequestId ids) {
    DirectoryLoad directory = new DirectoryLoad(client, ids, reports);
    int owners = directory.owners(chain);
    int stores = directory.stores(chain);
    int skus = directory.skus(chain);
    return new LoadSummary(owners, stores, skus, 0, 0, 0);
  }

  private void stockAll(DemoChain chain, StockLoad stock) {
    Iterator<Store> remaining = chain.stores().iterator();
    AtomicReference<@Nullable RuntimeException> firstFailure = new AtomicReference<>();
    ExecutorService threads = Executors.newFixedThreadPool(inFlight, ChainLoader::thread);
    try {
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (int worker = 0; worker < inFlight; worker++) {
        Runnable work = () -> stockSome(chain, stock, remaining, firstFailure);
        workers.add(CompletableFuture.runAsync(work, threads));
      }
      CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdownNow();
    }
    RuntimeException failure = firstFailure.get();
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes store after store until none is left or a worker has failed. */
  private static void stockSome(
      DemoChain chain,
      StockLoad stock,
      Iterator<Store> remaining,
      AtomicReference<@Nullable RuntimeException> firstFailure) {
    while (firstFailure.get() == null) {
      Store store;
      synchronized (remaining) {
        if (!remaining.hasNext()) {
          return;
        }
        store = remaining.next();
      }
      try {
        stock.stock(chain, store);
      } catch (RuntimeException failure) {
        firstFailure.compareAndSet(null, failure);
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "chain-loader");
    thread.setDaemon(true);
    return thread;
  }
}
