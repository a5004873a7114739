package io.shelfshare.node.grpc;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import java.util.Optional;
import java.util.UUID;

/**
 * Resource names of the API and ids of the domain. The names were checked before they come here.
 */
final class Names {
  /** The parent that stands for the whole chain. */
  static final String EVERY_STORE = "stores/-";

  private static final String STORES = "stores/";
  private static final String SKUS = "skus/";
  private static final String OWNERS = "owners/";
  private static final String REQUESTS = "transferRequests/";
  private static final String ORDERS = "transferOrders/";
  private static final String LINES = "/stockLines/";
  private static final String CONTRACTS = "/contracts/";
  static final String CUSTOMERS = "/customers/";
  private static final String EVERYBODY = "-";

  private Names() {}

  static String of(StoreId store) {
    return STORES + store.value();
  }

  static String of(SkuId sku) {
    return SKUS + sku.value();
  }

  static String of(OwnerId owner) {
    return OWNERS + owner.value();
  }

  static String of(RequestId request) {
    return REQUESTS + request;
  }

  static String of(OrderId order) {
    return ORDERS + order.value();
  }

  static String of(StoreId store, SkuId sku) {
    return of(store) + LINES + sku.value();
  }

  static StoreId store(String name) {
    return new StoreId(name.substring(STORES.length()));
  }

  /** The store, or empty for the whole chain. */
  static Optional<StoreId> storeOrAll(String name) {
    return name.equals(EVERY_STORE) ? Optional.empty() : Optional.of(store(name));
  }

  static SkuId sku(String name) {
    return new SkuId(name.substring(SKUS.length()));
  }

  static OwnerId owner(String name) {
    return new OwnerId(name.substring(OWNERS.length()));
  }

  static RequestId request(String name) {
    return new RequestId(UUID.fromString(name.substring(REQUESTS.length())));
  }

  /** The order; a name whose request part is no UUID names nothing. */
  static OrderId order(String name) {
    try {
      OrderId order = new OrderId(name.substring(ORDERS.length()));
      if (order.request().toString().equals(order.value().substring(0, 36))) {
        return order;
      }
    } catch (IllegalArgumentException e) {
      throw new CallFailed(Fault.notFound(name));
    }
    throw new CallFailed(Fault.notFound(name));
  }

  static String of(Contract.Parties parties) {
    return of(parties.owner()) + CONTRACTS + parties.viewer().map(OwnerId::value).orElse(EVERYBODY);
  }

  static Contract.Parties parties(String name) {
    int at = name.indexOf(CONTRACTS);
    String viewer = name.substring(at + CONTRACTS.length());
    return new Contract.Parties(
        owner(name.substring(0, at)),
        viewer.equals(EVERYBODY) ? Optional.empty() : Optional.of(new OwnerId(viewer)));
  }

  /** The owner, or empty for all owners. */
  static Optional<OwnerId> ownerOrAll(String name) {
    return name.equals(OWNERS + EVERYBODY) ? Optional.empty() : Optional.of(owner(name));
  }

  static OwnerId ownerOfCustomer(String name) {
    return owner(name.substring(0, name.indexOf(CUSTOMERS)));
  }

  /** The token or the owner's own reference. */
  static String customer(String name) {
    return name.substring(name.indexOf(CUSTOMERS) + CUSTOMERS.length());
  }

  static StoreId storeOfLine(String name) {
    return store(name.substring(0, name.indexOf(LINES)));
  }

  static SkuId skuOfLine(String name) {
    return new SkuId(name.substring(name.indexOf(LINES) + LINES.length()));
  }
}
