package io.shelfshare.load.market;

import io.shelfshare.client.MarketListener;
import io.shelfshare.client.MarketWatch;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Watches the whole market during a play; in the end it must see what is there (P8). */
public final class WatchedMarket implements AutoCloseable {
  private static final long LOOK_AGAIN_NANOS = 100_000_000L;
  private static final int NAMED_MAX = 5;

  private volatile Optional<ShelfshareException> refusal = Optional.empty();
  private final MarketWatch watch;
  private final LongSupplier nanos;

  /**
   * Watches from now on.
   *
   * @param headquarters a client with a token that may see the whole chain
   */
  public WatchedMarket(ShelfshareClient headquarters, LongSupplier nanos) {
    this.nanos = nanos;
    this.watch =
        headquarters.watch(
            WatchTransferRequestsRequest.newBuilder()
                .setParent("stores/-")
                .setScope(RequestScope.REQUEST_SCOPE_MARKET)
                .build(),
            new Refusals());
  }

  /**
   * Compares what was watched with what is there.
   *
   * @param most how long the last news may take
   */
  public List<Violation> compare(ChainPicture picture, Duration most) {
    Map<String, Long> there = new TreeMap<>();
    for (TransferRequest request : picture.requests().values()) {
      boolean open =
          request.getState() == TransferRequest.State.STATE_OPEN
              || request.getState() == TransferRequest.State.STATE_PARTLY_COVERED;
      if (open) {
        there.put(request.getName(), request.getVersion());
      }
    }
    long end = nanos.getAsLong() + most.toNanos();
    while (!seen().equals(there) && nanos.getAsLong() < end) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    return differences(there, seen());
  }

  private List<Violation> differences(Map<String, Long> there, Map<String, Long> seen) {
    List<Violation> found = new ArrayList<>();
    refusal.ifPresent(
        cause -> found.add(new Violation("P8", "the watch", "was refused: " + cause)));
    there.forEach(
        (name, version) -> {
          Long told = seen.get(name);
          if (told == null || told < version) {
            found.add(
                new Violation(
                    "P8", name, "is open in version " + version + ", the watch has " + told));
          }
        });
    seen.keySet().stream()
        .filter(name -> !there.containsKey(name))
        .limit(NAMED_MAX)
        .forEach(name -> found.add(new Violation("P8", name, "is not open, and the watch has it")));
    return found;
  }

  private Map<String, Long> seen() {
    Map<String, Long> seen = new TreeMap<>();
    watch.picture().forEach(request -> seen.put(request.getName(), request.getVersion()));
    return seen;
  }

  @Override
  public void close() {
    watch.close();
  }

  private final class Refusals implements MarketListener {
    @Override
    public void changed(TransferRequest request) {}

    @Override
    public void left(TransferRequest request) {}

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {}

    @Override
    public void synced(Instant asOf) {}

    @Override
    public void refused(ShelfshareException cause) {
      refusal = Optional.of(cause);
    }
  }
}
