package io.shelfshare.load.pocket;

import com.google.rpc.Code;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStockLinesResponse;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc.StockServiceImplBase;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stock lines in memory; a batch with a known request id is answered and not applied. */
public final class PocketStock extends StockServiceImplBase {
  private static final int MOVEMENTS_MAX = 500;
  private final Map<String, RecordStockMovementsRequest> applied = new ConcurrentHashMap<>();
  private final Map<String, StockLine> lines = new TreeMap<>();
  public final AtomicInteger batches = new AtomicInteger();

  /** A copy of the lines, by resource name. */
  public synchronized Map<String, StockLine> lines() {
    return new TreeMap<>(lines);
  }

  synchronized boolean take(String store, String sku, long units) {
    StockLine line = lines.get(name(store, sku));
    if (line == null || line.getOnHand() - line.getSafety() < units) {
      return false;
    }
    lines.put(line.getName(), line.toBuilder().setOnHand(line.getOnHand() - units).build());
    return true;
  }

  @Override
  public synchronized void recordStockMovements(
      RecordStockMovementsRequest request, StreamObserver<RecordStockMovementsResponse> observer) {
    Answers.requireVersion7(request.getRequestId());
    if (request.getMovementsCount() < 1 || request.getMovementsCount() > MOVEMENTS_MAX) {
      observer.onError(Answers.refusal(Code.INVALID_ARGUMENT, "INVALID_FIELDS"));
      return;
    }
    RecordStockMovementsRequest body = request.toBuilder().clearNotAfter().build();
    String key = request.getParent() + request.getRequestId();
    RecordStockMovementsRequest before = applied.putIfAbsent(key, body);
    if (before != null && !before.equals(body)) {
      observer.onError(Answers.refusal(Code.ABORTED, "REQUEST_ID_REUSED"));
      return;
    }
    if (before == null) {
      batches.incrementAndGet();
      request.getMovementsList().forEach(move -> apply(request.getParent(), move));
    }
    Answers.answer(
        observer,
        RecordStockMovementsResponse.newBuilder()
            .setMovementCount(request.getMovementsCount())
            .build());
  }

  @Override
  public synchronized void listStockLines(
      ListStockLinesRequest request, StreamObserver<ListStockLinesResponse> observer) {
    ListStockLinesResponse.Builder page = ListStockLinesResponse.newBuilder();
    lines.values().stream()
        .filter(line -> line.getName().startsWith(request.getParent() + "/"))
        .forEach(page::addStockLines);
    Answers.answer(observer, page.build());
  }

  @Override
  public synchronized void findStock(
      FindStockRequest request, StreamObserver<FindStockResponse> observer) {
    long total =
        lines.values().stream()
            .filter(line -> line.getSku().equals(request.getSku()))
            .mapToLong(StockLine::getOnHand)
            .sum();
    Answers.answer(observer, FindStockResponse.newBuilder().setTotalAvailable(total).build());
  }

  private void apply(String store, StockMovement move) {
    StockLine line =
        lines.getOrDefault(
            name(store, move.getSku()),
            StockLine.newBuilder()
                .setName(name(store, move.getSku()))
                .setSku(move.getSku())
                .build());
    StockLine.Builder next = line.toBuilder();
    switch (move.getKindCase()) {
      case RECEIPT -> next.setOnHand(line.getOnHand() + move.getReceipt());
      case SALE -> next.setOnHand(Math.max(0, line.getOnHand() - move.getSale()));
      case SAFETY -> next.setSafety(move.getSafety());
      default -> throw new IllegalArgumentException("not used here: " + move.getKindCase());
    }
    lines.put(line.getName(), next.build());
  }

  private static String name(String store, String sku) {
    return store + "/stockLines/" + sku.substring("skus/".length());
  }
}
