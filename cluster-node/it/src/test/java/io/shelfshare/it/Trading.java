package io.shelfshare.it;

import com.google.protobuf.Message;
import io.shelfshare.client.ShelfshareException;
import io.shelfshare.market.v1.GrabTransferRequestResponse;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stores that trade until they are told to stop, whatever happens to the cluster meanwhile. In each
 * round one store posts and several race for its units, one of them with two copies at once; some
 * winners go on with their orders. Whoever gets no final answer asks again under the same {@code
 * request_id}, so that in the end every outcome is known.
 */
final class Trading implements AutoCloseable {
  private static final int ROUNDS_AT_ONCE = 16;
  private static final int ROUND_EVERY_MILLIS = 120;
  private static final int RACERS = 4;
  private static final int UNITS_MAX = 3;
  private static final Duration EXPIRES = Duration.ofHours(2);
  private static final Duration DRAIN = Duration.ofMinutes(4);

  private final MarketFixture market;
  private final Chain chain;
  private final Duration patience;
  private final Evidence evidence = new Evidence();
  private final Random random;
  private final ExecutorService stores = Executors.newCachedThreadPool();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore free = new Semaphore(ROUNDS_AT_ONCE);
  private final AtomicLong slowestNanos = new AtomicLong();

  /**
   * Starts.
   *
   * @param patience how long a mutation is sent again beyond what the client does by itself; zero
   *     for callers that accept no failed call
   */
  Trading(MarketFixture market, Chain chain, Duration patience, long seed) {
    this.market = market;
    this.chain = chain;
    this.patience = patience;
    this.random = new Random(seed);
    var unused = pace.scheduleAtFixedRate(this::tick, 0, ROUND_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  Evidence evidence() {
    return evidence;
  }

  /** The longest that a mutation took with all of its copies since this was last asked. */
  Duration slowest() {
    return Duration.ofNanos(slowestNanos.getAndSet(0));
  }

  /** Waits for this many wins more than there are. */
  void awaitWins(int more, Duration limit) {
    int wanted = evidence.won().size() + more;
    Eventually.holds(
        limit,
        () -> {
          if (evidence.won().size() < wanted) {
            throw new AssertionError(evidence.won().size() + " wins, expected " + wanted);
          }
        });
  }

  /** Begins no further round, and waits until every answer is final. */
  Evidence stop() throws InterruptedException {
    pace.shutdown();
    if (!pace.awaitTermination(1, TimeUnit.MINUTES)
        || !free.tryAcquire(ROUNDS_AT_ONCE, DRAIN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("rounds without an end after " + DRAIN);
    }
    return evidence;
  }

  private void tick() {
    if (free.tryAcquire()) {
      Round round = draw();
      stores.execute(
          () -> {
            try {
              play(round);
            } catch (RuntimeException | Error failure) {
              evidence.failed(String.valueOf(failure));
            } finally {
              free.release();
            }
          });
    }
  }

  /** What is by chance in a round. */
  private record Round(
      Clerk asking, List<Clerk> racers, String sku, int units, List<Integer> wanted, int steps) {}

  /** Draws on the one thread that paces, so that a seed gives the same rounds. */
  private Round draw() {
    List<Clerk> all = chain.all();
    Set<Clerk> drawn = new HashSet<>();
    List<Clerk> cast = new ArrayList<>();
    while (cast.size() <= RACERS) {
      Clerk next = all.get(random.nextInt(all.size()));
      if (drawn.add(next)) {
        cast.add(next);
      }
    }
    int units = 1 + random.nextInt(UNITS_MAX);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      wanted.add(1 + random.nextInt(units));
    }
    String sku = chain.skus().get(random.nextInt(chain.skus().size()));
    return new Round(
        cast.get(0), cast.subList(1, cast.size()), sku, units, wanted, random.nextInt(4));
  }

  private void play(Round round) {
    Instant expires = market.clock().instant().plus(EXPIRES);
    TransferRequest request = done(round.asking().post(round.sku(), round.units(), expires));
    evidence.posted(request);
    List<CompletableFuture<Void>> racing = new ArrayList<>();
    for (int i = 0; i < round.racers().size(); i++) {
      Clerk racer = round.racers().get(i);
      long wanted = round.wanted().get(i);
      boolean twice = i == 0;
      racing.add(
          CompletableFuture.runAsync(() -> race(round, request, racer, wanted, twice), stores));
    }
    CompletableFuture.allOf(racing.toArray(CompletableFuture<?>[]::new)).join();
    if (round.steps() == 0) {
      done(round.asking().sale(round.sku(), 1));
      evidence.sold(round.asking().store(), round.sku(), 1);
    }
  }

  private void race(Round round, TransferRequest request, Clerk racer, long units, boolean twice) {
    Mutation<GrabTransferRequestResponse> grab = racer.grab(request.getName(), round.sku(), units);
    GrabTransferRequestResponse answer;
    try {
      if (twice) {
        CompletableFuture<GrabTransferRequestResponse> copy =
            CompletableFuture.supplyAsync(() -> sent(grab), stores);
        answer = sentOrRefused(grab, copy);
      } else {
        answer = sent(grab);
      }
    } catch (ShelfshareException refused) {
      if (!Mutation.isFinal(refused)) {
        evidence.failed(grab.what() + ": " + refused.code() + " " + refused.getMessage());
      } else if (refused.reason().isEmpty()) {
        evidence.failed(grab.what() + " lost without a reason: " + refused.getMessage());
      }
      return;
    }
    evidence.acknowledged(grab, answer);
    evidence.won(new Evidence.Won(request.getName(), racer.store(), answer));
    proceed(round, racer, answer.getTransferOrder());
  }

  /** Two copies at once: where one wins, a refusal of the other is a refusal of nothing. */
  private GrabTransferRequestResponse sentOrRefused(
      Mutation<GrabTransferRequestResponse> grab,
      CompletableFuture<GrabTransferRequestResponse> copy) {
    GrabTransferRequestResponse first = null;
    ShelfshareException refusal = null;
    try {
      first = sent(grab);
    } catch (ShelfshareException e) {
      refusal = e;
    }
    GrabTransferRequestResponse second = null;
    try {
      second = copy.join();
    } catch (RuntimeException e) {
      refusal = ShelfshareException.of(e);
    }
    if (first == null && second == null) {
      throw refusal;
    }
    if (first != null && second != null && !first.equals(second)) {
      evidence.failed(grab.what() + " has two answers: " + first + second);
    }
    return first != null ? first : second;
  }

  private void proceed(Round round, Clerk supplier, String order) {
    if (round.steps() >= 1) {
      startedThen(supplier.confirm(order));
    }
    if (round.steps() >= 2) {
      done(supplier.ship(order));
    }
    if (round.steps() >= 3) {
      done(round.asking().receive(order));
    }
  }

  /** An order that was won a moment ago is there only once its request has told it to start. */
  private void startedThen(Mutation<? extends Message> first) {
    Eventually.holds(
        patience.plusSeconds(30),
        () -> {
          try {
            done(first);
          } catch (ShelfshareException failure) {
            if (!failure.reason().equals("NOT_FOUND")) {
              throw new IllegalStateException(first.what() + ": " + failure.reason(), failure);
            }
            throw failure;
          }
        });
  }

  private <A extends Message> A done(Mutation<A> mutation) {
    return evidence.acknowledged(mutation, sent(mutation));
  }

  private <A extends Message> A sent(Mutation<A> mutation) {
    long began = System.nanoTime();
    try {
      return mutation.sendUntilFinal(patience);
    } finally {
      long took = System.nanoTime() - began;
      slowestNanos.accumulateAndGet(took, Math::max);
    }
  }

  @Override
  public void close() {
    pace.shutdownNow();
    stores.shutdownNow();
  }
}
