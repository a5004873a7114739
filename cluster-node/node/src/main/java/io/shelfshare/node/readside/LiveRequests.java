package io.shelfshare.node.readside;

import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The requests that are open or can open again, the newest first. Those that are open stand apart
 * as well: they are few beside all that is covered and on its way, and whoever opens the market is
 * told of them alone. Confined to the board.
 */
final class LiveRequests {
  private static final Comparator<RequestQuery.Position> NEWEST_FIRST =
      Comparator.comparing(RequestQuery.Position::postedAt)
          .reversed()
          .thenComparing(position -> position.id().value(), Comparator.reverseOrder());

  private final TreeMap<RequestQuery.Position, RequestView> all = new TreeMap<>(NEWEST_FIRST);
  private final TreeMap<RequestQuery.Position, RequestView> open = new TreeMap<>(NEWEST_FIRST);

  void put(RequestView request) {
    RequestQuery.Position position = RequestQuery.Position.of(request);
    all.put(position, request);
    if (MarketBoard.isOpen(request)) {
      open.put(position, request);
    } else {
      open.remove(position);
    }
  }

  void remove(RequestView request) {
    RequestQuery.Position position = RequestQuery.Position.of(request);
    all.remove(position);
    open.remove(position);
  }

  /** All that may match a query; some of them do not. */
  NavigableMap<RequestQuery.Position, RequestView> candidates(RequestQuery query) {
    return switch (query.scope()) {
      case MARKET -> open;
      case POSTED -> all;
    };
  }
}
