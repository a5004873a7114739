package io.shelfshare.peer;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.shelfshare.market.v1.FindStockRequest;
import io.shelfshare.market.v1.FindStockResponse;
import io.shelfshare.market.v1.RecordStockMovementsRequest;
import io.shelfshare.market.v1.RecordStockMovementsResponse;
import io.shelfshare.market.v1.StockMovement;
import io.shelfshare.market.v1.StockServiceGrpc.StockServiceImplBase;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;

/** Receipts and sales, a batch a transaction, and who has a SKU nearby. */
final class PeerStockService extends StockServiceImplBase {
  private static final int RESULTS_DEFAULT = 20;
  private static final double EARTH_KILOMETRES = 6_371.0088;

  private static final String MOVE =
      "INSERT INTO inv.stock AS s (store_id, sku, on_hand)"
          + " SELECT ?, sku, units FROM unnest(?::int[], ?::int[]) AS m(sku, units)"
          + " ON CONFLICT (store_id, sku) DO UPDATE SET on_hand = s.on_hand + excluded.on_hand";

  /**
   * A SKU's stores in two arrays; the nearest are found in memory, where the stores' places are.
   * Tried beside it: joining the places and sorting in SQL took more than twice as long, and a row
   * a store as long as this in the database and longer in the driver.
   */
  private static final String FIND =
      "SELECT array_agg(store_id), array_agg(on_hand - reserved)"
          + " FROM inv.stock WHERE sku = ? AND on_hand - reserved > 0";

  private final Database database;
  private final Directory directory;
  private final Clock clock;

  PeerStockService(Database database, Directory directory, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
  }

  private record Found(Integer[] stores, Integer[] available) {
    static Found read(ResultSet row) throws SQLException {
      Array stores = row.getArray(1);
      return stores == null
          ? new Found(new Integer[0], new Integer[0])
          : new Found((Integer[]) stores.getArray(), (Integer[]) row.getArray(2).getArray());
    }
  }

  @Override
  public void recordStockMovements(
      RecordStockMovementsRequest request, StreamObserver<RecordStockMovementsResponse> observer) {
    Refused.answer(observer, () -> record(request));
  }

  private RecordStockMovementsResponse record(RecordStockMovementsRequest request) {
    int store = directory.storeNumber(request.getParent());
    int count = request.getMovementsCount();
    Integer[] skus = new Integer[count];
    Integer[] units = new Integer[count];
    for (int at = 0; at < count; at++) {
      StockMovement movement = request.getMovements(at);
      skus[at] = directory.skuNumber(movement.getSku());
      units[at] =
          switch (movement.getKindCase()) {
            case RECEIPT -> (int) movement.getReceipt();
            case SALE -> (int) -movement.getSale();
            default -> throw new Refused(Status.Code.UNIMPLEMENTED, "NOT_SERVED_BY_THE_PEER");
          };
    }
    database.run(
        MOVE,
        statement -> {
          statement.setInt(1, store);
          statement.setArray(2, statement.getConnection().createArrayOf("int4", skus));
          statement.setArray(3, statement.getConnection().createArrayOf("int4", units));
        });
    Instant now = Instant.now(clock);
    return RecordStockMovementsResponse.newBuilder()
        .setRecordTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
        .setMovementCount(count)
        .build();
  }

  @Override
  public void findStock(FindStockRequest request, StreamObserver<FindStockResponse> observer) {
    Refused.answer(observer, () -> find(request));
  }

  private FindStockResponse find(FindStockRequest request) {
    int sku = directory.skuNumber(request.getSku());
    Directory.Point near =
        Directory.Point.of(
            request.hasPlace()
                ? request.getPlace()
                : directory.store(request.getStore()).getPlace());
    int most = request.getMaxResults() == 0 ? RESULTS_DEFAULT : request.getMaxResults();
    Found found = database.rows(FIND, statement -> statement.setInt(1, sku), Found::read).get(0);
    // The square of the distance in the upper half, the position in the lower one, so that one sort
    // of numbers does it. As none is negative, their bits sort as they do.
    long[] nearest = new long[found.stores().length];
    long total = 0;
    for (int at = 0; at < nearest.length; at++) {
      float square = (float) near.square(directory.located(found.stores()[at]).point());
      nearest[at] = ((long) Float.floatToIntBits(square) << Integer.SIZE) | at;
      total += found.available()[at];
    }
    Arrays.sort(nearest);
    FindStockResponse.Builder answer = FindStockResponse.newBuilder().setTotalAvailable(total);
    for (int rank = 0; rank < Math.min(most, nearest.length); rank++) {
      int at = (int) nearest[rank];
      Directory.Located located = directory.located(found.stores()[at]);
      answer.addSupplies(
          FindStockResponse.Supply.newBuilder()
              .setStore(located.store().getName())
              .setDisplayName(located.store().getDisplayName())
              .setRegion(located.store().getPlace().getRegion())
              .setAvailable(found.available()[at])
              .setDistanceKm(kilometres(near.square(located.point()))));
    }
    return answer.build();
  }

  /** Along the sphere, from the square of the straight line between two points of it. */
  private static double kilometres(double square) {
    return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(square) / 2));
  }
}
