package io.shelfshare.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.grpc.Status;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Owners, stores and SKUs: kept in the database, and read from memory, since they hardly change.
 * Safe for use by several threads.
 */
final class Directory {
  private final Database database;
  private final ConcurrentSkipListMap<String, Owner> owners = new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, Numbered<Store>> stores =
      new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, Numbered<Sku>> skus = new ConcurrentSkipListMap<>();
  private final Map<Integer, Located> storesByNumber = new ConcurrentHashMap<>();
  private final Map<Integer, Sku> skusByNumber = new ConcurrentHashMap<>();

  /** A record with the number that rows name it by. */
  record Numbered<M>(int number, M record) {}

  /** A place on the unit sphere. */
  record Point(double x, double y, double z) {
    static Point of(Place place) {
      double latitude = Math.toRadians(place.getLatitude());
      double longitude = Math.toRadians(place.getLongitude());
      double ring = Math.cos(latitude);
      return new Point(ring * Math.cos(longitude), ring * Math.sin(longitude), Math.sin(latitude));
    }

    /** The square of the straight line to another one, in squares of the radius. */
    double square(Point other) {
      double dx = x - other.x;
      double dy = y - other.y;
      double dz = z - other.z;
      return dx * dx + dy * dy + dz * dz;
    }
  }

  /** A store with its place. */
  record Located(Store store, Point point) {}

  Directory(Database database) {
    this.database = database;
    List<Owner> known =
        database.rows(
            "SELECT body FROM inv.owner", any -> {}, row -> body(Owner.parser(), row, "body"));
    known.forEach(owner -> owners.put(owner.getName(), owner));
    database
        .rows("SELECT id, body FROM inv.store", any -> {}, row -> numbered(Store.parser(), row))
        .forEach(this::remember);
    database
        .rows("SELECT id, body FROM inv.sku", any -> {}, row -> numbered(Sku.parser(), row))
        .forEach(this::rememberSku);
  }

  void put(Owner owner) {
    database.run(
        "INSERT INTO inv.owner(name, body) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET body = excluded.body",
        statement -> {
          statement.setString(1, owner.getName());
          statement.setBytes(2, owner.toByteArray());
        });
    owners.put(owner.getName(), owner);
  }

  void put(Store store) {
    database
        .rows(
            "INSERT INTO inv.store(name, body) VALUES (?, ?) ON CONFLICT (name)"
                + " DO UPDATE SET body = excluded.body RETURNING id, body",
            statement -> {
              statement.setString(1, store.getName());
              statement.setBytes(2, store.toByteArray());
            },
            row -> numbered(Store.parser(), row))
        .forEach(this::remember);
  }

  void put(Sku sku) {
    database
        .rows(
            "INSERT INTO inv.sku(name, body) VALUES (?, ?) ON CONFLICT (name)"
                + " DO UPDATE SET body = excluded.body RETURNING id, body",
            statement -> {
              statement.setString(1, sku.getName());
              statement.setBytes(2, sku.toByteArray());
            },
            row -> numbered(Sku.parser(), row))
        .forEach(this::rememberSku);
  }

  List<Owner> owners(String after, int limit) {
    return owners.tailMap(after, false).values().stream().limit(limit).toList();
  }

  List<Store> stores(String after, int limit) {
    return stores.tailMap(after, false).values().stream()
        .limit(limit)
        .map(Numbered::record)
        .toList();
  }

  List<Sku> skus(String after, int limit) {
    return skus.tailMap(after, false).values().stream().limit(limit).map(Numbered::record).toList();
  }

  int storeNumber(String name) {
    return found(stores.get(name)).number();
  }

  int skuNumber(String name) {
    return found(skus.get(name)).number();
  }

  Store store(int number) {
    return located(number).store();
  }

  Located located(int number) {
    return found(storesByNumber.get(number));
  }

  Store store(String name) {
    return found(stores.get(name)).record();
  }

  Sku sku(int number) {
    return found(skusByNumber.get(number));
  }

  private static <A> A found(@Nullable A record) {
    if (record == null) {
      throw new Refused(Status.Code.NOT_FOUND, "NOT_FOUND");
    }
    return record;
  }

  private void remember(Numbered<Store> store) {
    stores.put(store.record().getName(), store);
    storesByNumber.put(
        store.number(), new Located(store.record(), Point.of(store.record().getPlace())));
  }

  private void rememberSku(Numbered<Sku> sku) {
    skus.put(sku.record().getName(), sku);
    skusByNumber.put(sku.number(), sku.record());
  }

  private static <M> Numbered<M> numbered(Parser<M> parser, ResultSet row) throws SQLException {
    return new Numbered<>(row.getInt("id"), body(parser, row, "body"));
  }

  private static <M> M body(Parser<M> parser, ResultSet row, String column) throws SQLException {
    try {
      return parser.parseFrom(row.getBytes(column));
    } catch (InvalidProtocolBufferException unreadable) {
      throw new IllegalStateException("a row that this program did not write", unreadable);
    }
  }
}
