package io.shelfshare.client;

/**
 * Turns what people type into resource names and back: {@code s00001} and {@code stores/s00001}
 * mean the same store.
 */
public final class ResourceNames {
  private static final String STORES = "stores/";
  private static final String SKUS = "skus/";
  private static final String OWNERS = "owners/";
  private static final String REQUESTS = "transferRequests/";
  private static final String ORDERS = "transferOrders/";

  private ResourceNames() {}

  /** {@code stores/{store}} of an id or a name. */
  public static String store(String idOrName) {
    return prefixed(STORES, idOrName);
  }

  /** {@code skus/{sku}} of an id or a name. */
  public static String sku(String idOrName) {
    return prefixed(SKUS, idOrName);
  }

  /** {@code owners/{owner}} of an id or a name. */
  public static String owner(String idOrName) {
    return prefixed(OWNERS, idOrName);
  }

  /** {@code transferRequests/{uuid}} of an id or a name. */
  public static String request(String idOrName) {
    return prefixed(REQUESTS, idOrName);
  }

  /** {@code transferOrders/{order}} of an id or a name. */
  public static String order(String idOrName) {
    return prefixed(ORDERS, idOrName);
  }

  /** {@code stores/{store}/stockLines/{sku}} of a store and a SKU, each an id or a name. */
  public static String stockLine(String store, String sku) {
    return store(store) + "/stockLines/" + id(sku(sku));
  }

  /** The last part of a resource name, which is what people read. */
  public static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String prefixed(String prefix, String idOrName) {
    return idOrName.startsWith(prefix) ? idOrName : prefix + idOrName;
  }
}
