package io.shelfshare.load.loader;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.chain.DemoChain;
import io.shelfshare.load.chain.Store;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockMovement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Records the opening stock of stores. Safe for use by several threads. */
final class StockLoad {
  private static final int PAGE = 1_000;

  private final ShelfshareClient client;
  private final DailyRequestId ids;
  private final ProgressReports reports;
  private final AtomicInteger stocked = new AtomicInteger();
  private final AtomicInteger alreadyStocked = new AtomicInteger();
  private final AtomicLong units = new AtomicLong();

  StockLoad(ShelfshareClient client, DailyRequestId ids, ProgressReports reports) {
    this.client = client;
    this.ids = ids;
    this.reports = reports;
  }

  int stocked() {
    return stocked.get();
  }

  int alreadyStocked() {
    return alreadyStocked.get();
  }

  long units() {
    return units.get();
  }

  /** Sends the batches of one store that are not there yet, one after the other. */
  void stock(DemoChain chain, Store store) {
    List<RecordStockMovementsRequest> batches =
        ApiMessages.openingStock(store, chain.skus(), chain.stock(store).iterator());
    Set<String> known = knownSkus(ApiMessages.storeName(store));
    boolean changed = false;
    for (RecordStockMovementsRequest batch : batches) {
      if (!isThere(batch, known)) {
        RecordStockMovementsRequest call = batch.toBuilder().setRequestId(ids.of(batch)).build();
        client.call(() -> client.stock().recordStockMovements(call));
        units.addAndGet(unitsOf(batch));
        changed = true;
      }
    }
    (changed ? stocked : alreadyStocked).incrementAndGet();
    reports.add(chain.skus().size());
  }

  /**
   * A batch was recorded whole or not at all, so one SKU would tell. Most of them are asked for
   * because trade may since have brought the store a SKU of a batch that never arrived.
   */
  private static boolean isThere(RecordStockMovementsRequest batch, Set<String> known) {
    long present =
        batch.getMovementsList().stream().filter(move -> known.contains(move.getSku())).count();
    return 2 * present > batch.getMovementsCount();
  }

  private Set<String> knownSkus(String store) {
    ListStockLinesRequest all =
        ListStockLinesRequest.newBuilder().setParent(store).setPageSize(PAGE).build();
    return client.listStockLines(all).map(StockLine::getSku).collect(Collectors.toSet());
  }

  private static long unitsOf(RecordStockMovementsRequest batch) {
    return batch.getMovementsList().stream().mapToLong(StockMovement::getReceipt).sum();
  }
}
