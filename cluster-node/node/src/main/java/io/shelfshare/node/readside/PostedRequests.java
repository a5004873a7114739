package io.shelfshare.node.readside;

import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Pages through what stores posted, month by month from the newest. Safe for any thread. */
public final class PostedRequests {
  private static final int MONTHS_BACK = 13;

  private final RequestTable table;

  PostedRequests(RequestTable table) {
    this.table = table;
  }

  /**
   * Hands over every request whose time ran, or is to run, out then, as it stood under that time.
   * Several threads may call {@code take} at once.
   */
  public CompletionStage<Void> readByExpiry(
      Instant from, Instant before, Consumer<RequestView> take) {
    return table.readByExpiry(from, before, take);
  }

  /** At most {@code limit} requests that {@code store} posted in the last 13 months. */
  public CompletionStage<List<RequestView>> list(
      StoreId store, Optional<RequestQuery.Position> after, int limit, Instant now) {
    int newest = Months.of(after.map(RequestQuery.Position::postedAt).orElse(now));
    return list(store, after, limit, newest, Months.of(now) - MONTHS_BACK, new ArrayList<>());
  }

  private CompletionStage<List<RequestView>> list(
      StoreId store,
      Optional<RequestQuery.Position> after,
      int limit,
      int month,
      int oldest,
      List<RequestView> found) {
    if (month < oldest || found.size() >= limit) {
      return CompletableFuture.completedFuture(found);
    }
    return table
        .readMonth(store, month, after, limit - found.size())
        .thenCompose(
            requests -> {
              found.addAll(requests);
              return list(store, after, limit, month - 1, oldest, found);
            });
  }
}
