package io.shelfshare.load.run;

import io.shelfshare.client.MarketListener;
import io.shelfshare.client.MarketWatch;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.load.measure.Latency;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.market.v1.RequestScope;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Many stores that watch one market, and posts one after the other: how long until each of them,
 * and the last of them, has the card. Belongs to one thread.
 */
public final class Gathering implements AutoCloseable {
  /** Fewer than a connection carries calls. */
  private static final int WATCHES_PER_CONNECTION = 800;

  private static final int OPENING_AT_ONCE = 200;
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final Duration EXPIRY = Duration.ofMinutes(30);
  private static final Duration OPENING_LIMIT = Duration.ofMinutes(3);

  private final Clock clock;
  private final LongSupplier nanos;
  private final ShelfshareClient posting;
  private final ShelfshareClient watching;
  private final TradingFloor floor;
  private final SplittableRandom random;
  private final int connections;
  private final List<MarketWatch> watches = new ArrayList<>();
  private final AtomicReference<@Nullable Round> current = new AtomicReference<>();
  private final Map<String, LongAdder> trouble = new ConcurrentHashMap<>();
  private double openSeconds;

  /** A post, how many have yet to hear of it, and how many of its end. */
  private record Round(
      String note, long sent, Histogram cards, CountDownLatch untold, CountDownLatch unended) {}

  /**
   * Connects as often as so many watches need.
   *
   * @param endpoints nodes, which are watched in turn
   */
  public Gathering(
      List<String> endpoints,
      String token,
      int watchers,
      long seed,
      Clock clock,
      LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.random = new SplittableRandom(seed);
    this.connections = (watchers + WATCHES_PER_CONNECTION - 1) / WATCHES_PER_CONNECTION;
    List<String> places = new ArrayList<>();
    Collections.nCopies(connections, endpoints).forEach(places::addAll);
    this.posting = ShelfshareClient.builder().endpoints(endpoints).token(token).build();
    this.watching =
        ShelfshareClient.builder().endpoints(places).token(token).directExecutor().build();
    this.floor = TradingFloor.of(posting, new Cast(2, 0, 0, watchers, 100, 0, EXPIRY), seed);
  }

  /**
   * Lets every store of the floor watch, and returns when each has seen the whole market.
   *
   * @param progress is told which share does
   */
  public void open(DoubleConsumer progress) throws InterruptedException {
    long began = nanos.getAsLong();
    for (int from = 0; from < floor.stores().size(); from += OPENING_AT_ONCE) {
      List<String> some =
          floor.stores().subList(from, Math.min(from + OPENING_AT_ONCE, floor.stores().size()));
      CountDownLatch synced = new CountDownLatch(some.size());
      some.forEach(store -> watches.add(watching.watch(query(store), new Watcher(synced))));
      if (!synced.await(OPENING_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "%d of %d watches were not open after %d s; %s"
                .formatted(
                    synced.getCount(), watches.size(), OPENING_LIMIT.toSeconds(), troubles()));
      }
      progress.accept((double) watches.size() / floor.stores().size());
    }
    openSeconds = (nanos.getAsLong() - began) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** What watches were refused or interrupted for, and how often. */
  public Map<String, Long> trouble() {
    return trouble.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, why -> why.getValue().sum(), Long::sum, TreeMap::new));
  }

  private String troubles() {
    return trouble.isEmpty() ? "none was refused or interrupted" : trouble().toString();
  }

  private void troubled(String kind, ShelfshareException cause) {
    trouble
        .computeIfAbsent(kind + " " + TimedCalls.reason(cause), why -> new LongAdder())
        .increment();
  }

  /**
   * Posts one request after the other, each when everybody has had the one before and its end: what
   * stays open is kept by every watcher, and thousands of them share this generator's memory.
   *
   * @param warmUps posts before those that count
   * @param patience for the last card of a post
   */
  public Fanout play(int warmUps, int posts, Duration patience) throws InterruptedException {
    Histogram cards = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
    Histogram last = new Histogram(SIGNIFICANT_DIGITS);
    long missing = 0;
    Market market = new Market(posting, clock, EXPIRY);
    for (int at = -warmUps; at < posts; at++) {
      boolean counts = at >= 0;
      Round round = round(at, counts ? cards : new ConcurrentHistogram(SIGNIFICANT_DIGITS));
      current.set(round);
      TransferRequest posted =
          done(market.post(floor.store(random), floor.sku(random), round.note()));
      boolean all = round.untold().await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (counts && all) {
        last.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - round.sent()));
      } else if (counts) {
        missing += round.untold().getCount();
      }
      TransferRequest unused = done(market.cancel(posted.getName()));
      boolean ended = round.unended().await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        trouble
            .computeIfAbsent("not told of an end", why -> new LongAdder())
            .add(round.unended().getCount());
      }
    }
    return new Fanout(
        watches.size(), connections, openSeconds, Latency.of(cards), Latency.of(last), missing);
  }

  private Round round(int number, Histogram cards) {
    long now = nanos.getAsLong();
    // The poster is not told of its own request.
    int others = watches.size() - 1;
    return new Round(
        "to everybody, %d, %d".formatted(number, now),
        now,
        cards,
        new CountDownLatch(others),
        new CountDownLatch(others));
  }

  private static TransferRequest done(CompletableFuture<TransferRequest> call)
      throws InterruptedException {
    try {
      return call.get(EXPIRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("a request could not be posted or cancelled", failed);
    }
  }

  private static WatchTransferRequestsRequest query(String store) {
    return WatchTransferRequestsRequest.newBuilder()
        .setParent(store)
        .setScope(RequestScope.REQUEST_SCOPE_MARKET)
        .build();
  }

  @Override
  public void close() {
    watches.forEach(MarketWatch::close);
    watching.close();
    posting.close();
  }

  private final class Watcher implements MarketListener {
    private final CountDownLatch synced;
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicReference<String> told = new AtomicReference<>("");

    private Watcher(CountDownLatch synced) {
      this.synced = synced;
    }

    @Override
    public void changed(TransferRequest request) {
      Round round = current.get();
      // A request is told again with every change; only its first appearance is the news.
      if (round != null
          && request.getNote().equals(round.note())
          && !told.getAndSet(round.note()).equals(round.note())) {
        round.cards().recordValue(TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - round.sent()));
        round.untold().countDown();
      }
    }

    @Override
    public void left(TransferRequest request) {
      Round round = current.get();
      if (round != null && request.getNote().equals(round.note())) {
        round.unended().countDown();
      }
    }

    @Override
    public void synced(Instant asOf) {
      if (open.compareAndSet(false, true)) {
        synced.countDown();
      }
    }

    @Override
    public void interrupted(ShelfshareException cause, Duration resumesIn) {
      // It comes back by itself; what it missed is counted as missing.
      troubled("interrupted", cause);
    }

    @Override
    public void refused(ShelfshareException cause) {
      // Its cards are counted as missing; the opening says how many did not open.
      troubled("refused", cause);
    }
  }
}
