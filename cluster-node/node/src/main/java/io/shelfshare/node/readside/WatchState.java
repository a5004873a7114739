package io.shelfshare.node.readside;

import io.shelfshare.domain.RequestId;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** One watch: what it was told of. Confined to the board. */
final class WatchState {
  private final Audiences audiences;
  private final RequestQuery query;
  private final RequestWatcher watcher;
  private final Set<RequestId> told = new HashSet<>();
  private boolean listed;

  WatchState(Audiences audiences, RequestQuery query, RequestWatcher watcher) {
    this.audiences = audiences;
    this.query = query;
    this.watcher = watcher;
  }

  RequestQuery query() {
    return query;
  }

  /** Tells everything that matches, and that this is everything. */
  void list(Collection<RequestView> requests, Instant at) {
    listed = true;
    requests.forEach(this::hear);
    watcher.synced(at);
  }

  /** Hears of a newer state of a request. Before the first list there is nothing to tell. */
  void hear(RequestView request) {
    if (!listed) {
      return;
    }
    if (audiences.matches(query, request)) {
      told.add(request.id());
      watcher.changed(request);
    } else if (told.remove(request.id())) {
      watcher.left(request);
    }
  }

  void end() {
    watcher.ended();
  }
}
