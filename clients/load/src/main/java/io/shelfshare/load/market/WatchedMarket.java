package io.shelfshare.load.market;

import io.shelfshare.client.MarketListener;
import io.shelfshare.client.MarketWatch;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.GetTransferRequestRequest;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Watches the whole market during a play; in the end it must see what is there (P8). */
public final class WatchedMarket implements AutoCloseable {
  private static final long LOOK_AGAIN_NANOS = 100_000_000L;

  private volatile Optional<ShelfshareException> refusal = Optional.empty();
  private final ShelfshareClient headquarters;
  private final MarketWatch watch;
  private final LongSupplier nanos;

  /**
   * Watches from now on.
   *
   * @param headquarters a client with a token that may see the whole chain
   */
  public WatchedMarket(ShelfshareClient headquarters, LongSupplier nanos) {
    this.headquarters = headquarters;
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
   * Compares what was watched with what is there. A market goes on while it is compared (requests
   * expire), so what differs is read anew until it agrees or the time is over.
   *
   * @param picture names every request of the play
   * @param most how long the last news may take
   */
  public List<Violation> compare(ChainPicture picture, Duration most) {
    Set<String> unsure = new TreeSet<>(picture.requests().keySet());
    unsure.addAll(seen().keySet());
    long end = nanos.getAsLong() + most.toNanos();
    List<Violation> found = differences(unsure);
    while (!found.isEmpty() && nanos.getAsLong() < end) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      Set<String> again = new TreeSet<>(seen().keySet());
      found.forEach(violation -> again.add(violation.subject()));
      again.retainAll(unsure);
      found = differences(again);
    }
    List<Violation> all = new ArrayList<>(found);
    refusal.ifPresent(cause -> all.add(new Violation("P8", "the watch", "was refused: " + cause)));
    return all;
  }

  /** What differs now: the watch is looked at after the request, so it may only be ahead. */
  private List<Violation> differences(Set<String> names) {
    List<Violation> found = new ArrayList<>();
    for (String name : names) {
      TransferRequest request =
          headquarters.call(
              () ->
                  headquarters
                      .requests()
                      .getTransferRequest(
                          GetTransferRequestRequest.newBuilder().setName(name).build()));
      if (request.getKind() == TransferRequest.Kind.KIND_SUPPLY) {
        // Offers are a market of their own, which this watch is not about.
        continue;
      }
      boolean open =
          request.getState() == TransferRequest.State.STATE_OPEN
              || request.getState() == TransferRequest.State.STATE_PARTLY_COVERED;
      long version = request.getVersion();
      Long told = seen().get(name);
      if (open && (told == null || told < version)) {
        found.add(
            new Violation("P8", name, "is open in version " + version + ", the watch has " + told));
      } else if (!open && told != null && told <= version) {
        found.add(new Violation("P8", name, "is not open, and the watch has it"));
      }
    }
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
