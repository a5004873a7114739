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
import io.shelfshare.market.v1.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Receipts and sales, a batch a transaction, and who has a SKU nearby. */
final class PeerStockService extends StockServiceImplBase {
  private static final int RESULTS_DEFAULT = 20;
  private static final double EARTH_KILOMETRES = 6_371.0088;

  private static final String MOVE =
      "INSERT INTO inv.stock AS s (store_id, sku, on_hand)"
          + " SELECT ?, sku, units FROM unnest(?::int[], ?::int[]) AS m(sku, units)"
          + " ON CONFLICT (store_id, sku) DO UPDATE SET on_hand = s.on_hand + excluded.on_hand";

  /** One look at the SKU's lines for both the nearest stores and the chain's total. */
  private static final String FIND =
      "WITH stocked AS MATERIALIZED (SELECT store_id, on_hand - reserved AS available"
          + " FROM inv.stock WHERE sku = ? AND on_hand - reserved > 0)"
          + " SELECT store_id, available, (SELECT sum(available) FROM stocked) AS total,"
          + " (x - ?) ^ 2 + (y - ?) ^ 2 + (z - ?) ^ 2 AS square"
          + " FROM stocked JOIN inv.store ON id = store_id ORDER BY square LIMIT ?";

  private final Database database;
  private final Directory directory;
  private final Clock clock;

  PeerStockService(Database database, Directory directory, Clock clock) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
  }

  private record Found(int store, int available, long total, double square) {
    static Found read(ResultSet row) throws SQLException {
      return new Found(row.getInt(1), row.getInt(2), row.getLong(3), row.getDouble(4));
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
    List<Found> all =
        database.rows(
            FIND,
            statement -> {
              statement.setInt(1, sku);
              statement.setDouble(2, near.x());
              statement.setDouble(3, near.y());
              statement.setDouble(4, near.z());
              statement.setInt(5, most);
            },
            Found::read);
    FindStockResponse.Builder answer =
        FindStockResponse.newBuilder().setTotalAvailable(all.isEmpty() ? 0 : all.get(0).total());
    for (Found found : all) {
      Store store = directory.store(found.store());
      answer.addSupplies(
          FindStockResponse.Supply.newBuilder()
              .setStore(store.getName())
              .setDisplayName(store.getDisplayName())
              .setRegion(store.getPlace().getRegion())
              .setAvailable(found.available())
              .setDistanceKm(kilometres(found.square())));
    }
    return answer.build();
  }

  /** Along the sphere, from the square of the straight line between two points of it. */
  private static double kilometres(double square) {
    return 2 * EARTH_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(square) / 2));
  }
}
