package io.shelfshare.load.run;

import io.shelfshare.client.MarketListener;
import io.shelfshare.client.MarketWatch;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.Step;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Stores that watch the market. Those that stay for the whole run measure how long a post takes to
 * reach them: the time it was meant for travels in its note, as both ends are in this JVM.
 */
final class Watchers implements AutoCloseable {
  private static final String NOTE = "load run %s, sent at %d";
  // A request is told again with every change; only its first appearance is the news.
  private static final int REMEMBERED = 20_000;

  private final ShelfshareClient client;
  private final Measurements measurements;
  private final LongSupplier nanos;
  private final Duration patience;
  private final String run;
  private final List<MarketWatch> staying = new ArrayList<>();

  /**
   * Watchers of one run.
   *
   * @param run tells this run's notes from those of others
   * @param patience how long a visit may take
   */
  Watchers(
      ShelfshareClient client,
      Measurements measurements,
      LongSupplier nanos,
      Duration patience,
      String run) {
    this.client = client;
    this.measurements = measurements;
    this.nanos = nanos;
    this.patience = patience;
    this.run = run;
  }

  /** What a post that was meant for that time carries. */
  String noteFor(long intendedNanos) {
    return NOTE.formatted(run, intendedNanos);
  }

  /** Lets a store watch until {@link #close}. */
  void stay(String store) {
    staying.add(client.watch(query(store), new Staying()));
  }

  /** Opens a watch, waits until it has seen the whole market, and closes it. */
  CompletableFuture<?> visit(String store, long intendedNanos) {
    CompletableFuture<Instant> synced = new CompletableFuture<>();
    MarketWatch watch = client.watch(query(store), new Visiting(synced));
    return synced
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (asOf, failure) -> {
              if (failure == null) {
                measurements.done(Step.WATCH_SYNC, intendedNanos);
              } else {
                measurements.failed(Step.WATCH_SYNC, TimedCalls.reason(failure), intendedNanos);
              }
              watch.close();
            });
  }

  @Override
  public void close() {
    staying.forEach(MarketWatch::close);
    staying.clear();
  }

  private static WatchTransferRequestsRequest query(String store) {
    return WatchTransferRequestsRequest.newBuilder()
        .setParent(store)
        .setScope(RequestScope.REQUEST_SCOPE_MARKET)
        .build();
  }

  private final class Staying implements MarketListener {
    private final String prefix = noteFor(0).substring(0, noteFor(0).length() - 1);
    private final Set<String> told =
        Collections.newSetFromMap(
            new LinkedHashMap<>() {
              @Override
              protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
              }
            });

    @Override
    public void changed(TransferRequest request) {
      if (request.getNote().startsWith(prefix) && told.add(request.getName())) {
        measurements.done(Step.TOLD, Long.parseLong(request.getNote().substring(prefix.length())));
      }
    }

    @Override
    public void left(TransferRequest request) {
      // That a request is gone is no news of a post.
    }

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {
      measurements.failed(Step.TOLD, TimedCalls.reason(cause), nanos.getAsLong());
    }

    @Override
    public void refused(ShelfshareException cause) {
      measurements.failed(Step.TOLD, TimedCalls.reason(cause), nanos.getAsLong());
    }
  }

  private record Visiting(CompletableFuture<Instant> synced) implements MarketListener {
    @Override
    public void changed(TransferRequest request) {
      // Only the moment at which all is seen counts.
    }

    @Override
    public void left(TransferRequest request) {
      // As above.
    }

    @Override
    public void synced(Instant asOf) {
      synced.complete(asOf);
    }

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {
      synced.completeExceptionally(cause);
    }

    @Override
    public void refused(ShelfshareException cause) {
      synced.completeExceptionally(cause);
    }
  }
}
