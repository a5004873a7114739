package io.shelfshare.cli;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completes ids of which people typed the beginning only, from what their store sees. An order's id
 * starts with its request's, so that the end of an order's id is looked at as well.
 */
final class Prefixes {
  /** Stands for the newest that the store sees: of requests, those of others come first. */
  private static final String NEWEST = "last";

  private static final int UUID_LENGTH = 36;
  private static final int LOOKED_AT_MAX = 2_000;

  private Prefixes() {}

  /** The full name of a request. */
  static String request(Session session, String typed) throws UsageProblem {
    String id = ResourceNames.id(typed);
    if (id.length() >= UUID_LENGTH) {
      return ResourceNames.request(id);
    }
    String store = session.store();
    Stream<TransferRequest> seen =
        Stream.of(RequestScope.REQUEST_SCOPE_MARKET, RequestScope.REQUEST_SCOPE_POSTED)
            .flatMap(
                scope ->
                    session
                        .client()
                        .listRequests(
                            ListTransferRequestsRequest.newBuilder()
                                .setParent(store)
                                .setScope(scope)
                                .setPageSize(500)
                                .build())
                        .limit(LOOKED_AT_MAX));
    return only(typed, seen.map(TransferRequest::getName).distinct());
  }

  /** The full name of an order. */
  static String order(Session session, String typed) throws UsageProblem {
    String id = ResourceNames.id(typed);
    if (id.length() > UUID_LENGTH) {
      return ResourceNames.order(id);
    }
    Stream<TransferOrder> seen =
        session
            .client()
            .listOrders(
                ListTransferOrdersRequest.newBuilder()
                    .setParent(session.store())
                    .setPageSize(500)
                    .build())
            .limit(LOOKED_AT_MAX);
    return only(typed, seen.map(TransferOrder::getName).distinct());
  }

  private static String only(String typed, Stream<String> newestFirst) throws UsageProblem {
    String id = ResourceNames.id(typed);
    List<String> names =
        id.equals(NEWEST)
            ? newestFirst.limit(1).toList()
            : newestFirst
                .filter(name -> ResourceNames.id(name).startsWith(id) || name.endsWith(id))
                .toList();
    if (names.size() != 1) {
      throw new UsageProblem(names.isEmpty() ? "usage.no-such-id" : "usage.ambiguous-id", typed);
    }
    return names.get(0);
  }
}
