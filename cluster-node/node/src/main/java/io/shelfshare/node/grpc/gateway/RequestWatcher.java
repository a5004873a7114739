package io.shelfshare.node.grpc.gateway;

import java.time.Instant;

/**
 * Hears of requests. The edge implements it with a bounded queue that merges by request, so every
 * call returns at once and never throws. Calls may come from any thread; for one watch one at a
 * time, and per request in the order of the versions.
 */
public interface RequestWatcher {
  /** A request that matches, new or changed. */
  void changed(RequestView request);

  /** A request that matches no longer, in its last state. */
  void left(RequestView request);

  /** All that matched at {@code at} has been told. */
  void synced(Instant at);

  /** Nothing more will come: the index is going away or was lost. The client watches again. */
  void ended();
}
