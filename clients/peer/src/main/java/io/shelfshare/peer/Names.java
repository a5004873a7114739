package io.shelfshare.peer;

import io.grpc.Status;
import java.util.UUID;

/** Says the numbers of the tables as the API's names. */
final class Names {
  private static final String REQUESTS = "transferRequests/";
  private static final String ORDERS = "transferOrders/";
  private static final int UUID_LENGTH = 36;

  private Names() {}

  static String request(long id) {
    return REQUESTS + new UUID(0, id);
  }

  static long requestId(String name) {
    return number(name, REQUESTS);
  }

  /** A request has at most one order, which carries its number. */
  static String order(long id) {
    return ORDERS + new UUID(0, id) + "-00000000";
  }

  static long orderId(String name) {
    return number(name, ORDERS);
  }

  private static long number(String name, String collection) {
    try {
      return UUID.fromString(name.substring(collection.length(), collection.length() + UUID_LENGTH))
          .getLeastSignificantBits();
    } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
      throw new Refused(Status.Code.INVALID_ARGUMENT, "INVALID_FIELDS");
    }
  }
}
