package io.shelfshare.node.readside;

import io.shelfshare.domain.request.RequestOptions.Channel;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Requests in one queue that no channel can crowd another out of: the channels take turns, each
 * with the one of its requests that waits longest. Confined to the board.
 */
final class FairQueue {
  private static final Comparator<RequestQuery.Position> OLDEST_FIRST =
      Comparator.comparing(RequestQuery.Position::postedAt)
          .thenComparing(position -> position.id().value());

  private final Map<Channel, TreeMap<RequestQuery.Position, RequestView>> byChannel =
      new EnumMap<>(Channel.class);

  /** Adds a request, or replaces its state. */
  void put(RequestView request) {
    byChannel
        .computeIfAbsent(channel(request), channel -> new TreeMap<>(OLDEST_FIRST))
        .put(RequestQuery.Position.of(request), request);
  }

  void remove(RequestView request) {
    var others = byChannel.get(channel(request));
    if (others != null) {
      others.remove(RequestQuery.Position.of(request));
    }
  }

  /** At most {@code limit} that match, turn by turn, from where a page before has ended. */
  List<RequestView> list(RequestQuery.Turns after, int limit, Predicate<RequestView> matches) {
    Queue<Iterator<RequestView>> turns = new ArrayDeque<>();
    byChannel.forEach(
        (channel, waiting) -> {
          RequestQuery.Position from = after.of().get(channel);
          var rest = from == null ? waiting : waiting.tailMap(from, false);
          turns.add(rest.values().stream().filter(matches).iterator());
        });
    List<RequestView> listed = new ArrayList<>();
    while (!turns.isEmpty() && listed.size() < limit) {
      Iterator<RequestView> next = turns.remove();
      if (next.hasNext()) {
        listed.add(next.next());
        turns.add(next);
      }
    }
    return listed;
  }

  private static Channel channel(RequestView request) {
    return request.spec().options().channel();
  }
}
