package io.shelfshare.node.grpc.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.shelfshare.domain.StoreId;
import io.shelfshare.market.v1.ErrorReason;
import io.shelfshare.node.grpc.error.CallFailed;
import io.shelfshare.node.grpc.error.Fault;
import io.shelfshare.node.security.Caller;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The limits of this node's edge. Safe from any thread; every question is answered at once. */
public final class Limits {
  private static final int IPV6_NETWORK_BYTES = 8;

  private final LimitSettings settings;
  private final Buckets storeMutations;
  private final Buckets storeReads;
  private final Buckets chainMutations;
  private final Buckets chainReads;
  private final Buckets refusedTokens;
  private final Map<String, Integer> watches = new ConcurrentHashMap<>();
  private final AtomicInteger watchesOpen = new AtomicInteger();

  public Limits(LimitSettings settings, Clock clock, MeterRegistry meters) {
    this.settings = settings;
    int keys = settings.keysMax();
    this.storeMutations = new Buckets(settings.storeMutations(), clock, keys);
    this.storeReads = new Buckets(settings.storeReads(), clock, keys);
    this.chainMutations = new Buckets(settings.chainMutations(), clock, keys);
    this.chainReads = new Buckets(settings.chainReads(), clock, keys);
    this.refusedTokens = new Buckets(settings.refusedTokens(), clock, keys);
    meters.gauge("shelfshare.edge.watches", watchesOpen);
  }

  /** Whether a call is one too many; empty where it is not. */
  public Optional<Fault> call(Caller caller, boolean mutation) {
    Optional<StoreId> store = caller.ofChain() ? Optional.empty() : caller.store();
    String key = store.map(StoreId::value).orElseGet(caller::actor);
    Buckets buckets =
        store.isPresent()
            ? (mutation ? storeMutations : storeReads)
            : (mutation ? chainMutations : chainReads);
    return buckets.take(key).map(Limits::tooFast);
  }

  /** Counts a call from {@code from} whose token was not taken. */
  public void tokenRefused(InetAddress from) {
    Optional<Duration> ignored = refusedTokens.take(network(from));
    assert ignored != null;
  }

  /** Whether an address sent so many bad tokens that new ones are not even looked at. */
  public Optional<Fault> fromAddress(InetAddress from) {
    return refusedTokens.isEmpty(network(from))
        ? Optional.of(tooFast(Duration.ofSeconds(1)))
        : Optional.empty();
  }

  /**
   * Counts a watch in.
   *
   * @return counts it out again; to be run once
   * @throws CallFailed where it is one too many
   */
  public Runnable openWatch(Caller caller) {
    String key = caller.actor();
    int open = watches.merge(key, 1, Integer::sum);
    watchesOpen.incrementAndGet();
    Runnable close =
        () -> {
          watches.computeIfPresent(key, (unused, count) -> count > 1 ? count - 1 : null);
          watchesOpen.decrementAndGet();
        };
    if (open > settings.watchesMax()) {
      close.run();
      throw new CallFailed(
          Fault.of(
              ErrorReason.ERROR_REASON_TOO_MANY_WATCHES,
              Map.of("limit", String.valueOf(settings.watchesMax()))));
    }
    return close;
  }

  private static Fault tooFast(Duration wait) {
    return Fault.rateLimited(
        wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait);
  }

  /** One host of IPv4; of IPv6 the network, for a host has many addresses there. */
  private static String network(InetAddress from) {
    byte[] address = from.getAddress();
    byte[] shown =
        from instanceof Inet6Address ? Arrays.copyOf(address, IPV6_NETWORK_BYTES) : address;
    return Arrays.toString(shown);
  }
}
