package io.shelfshare.node.readside;

import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pages through what stores posted, day by day from the newest. Safe for use by any thread. */
public final class PostedRequests {
  private static final int DAYS_BACK = 35;
  private static final Comparator<RequestView> NEWEST_FIRST =
      Comparator.comparing(RequestView::postedAt)
          .thenComparing(request -> request.id().toString())
          .reversed();

  private final RequestTable table;

  PostedRequests(RequestTable table) {
    this.table = table;
  }

  /** At most {@code limit} requests that {@code store} posted in the last five weeks. */
  public CompletionStage<List<RequestView>> list(
      Optional<StoreId> store,
      String regionPrefix,
      Optional<RequestQuery.Position> after,
      int limit,
      Instant now) {
    int newest = RequestTable.day(after.map(RequestQuery.Position::postedAt).orElse(now));
    int oldest = RequestTable.day(now) - DAYS_BACK;
    return list(store, regionPrefix, after, limit, newest, oldest, new ArrayList<>());
  }

  private CompletionStage<List<RequestView>> list(
      Optional<StoreId> store,
      String regionPrefix,
      Optional<RequestQuery.Position> after,
      int limit,
      int day,
      int oldest,
      List<RequestView> found) {
    if (day < oldest || found.size() >= limit) {
      return CompletableFuture.completedFuture(found.stream().limit(limit).toList());
    }
    return table
        .readDay(store, day)
        .thenCompose(
            requests -> {
              requests.stream()
                  .filter(request -> request.spec().region().startsWith(regionPrefix))
                  .filter(request -> after.isEmpty() || isAfter(request, after.get()))
                  .sorted(NEWEST_FIRST)
                  .forEach(found::add);
              return list(store, regionPrefix, after, limit, day - 1, oldest, found);
            });
  }

  private static boolean isAfter(RequestView request, RequestQuery.Position position) {
    int byTime = request.postedAt().compareTo(position.postedAt());
    return byTime < 0
        || (byTime == 0 && request.id().toString().compareTo(position.id().toString()) < 0);
  }
}
