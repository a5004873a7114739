package io.shelfshare.load.run;

import io.shelfshare.client.RetryPolicy;
import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.client.ShelfshareClientBuilder;
import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.RunFacts;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.mix.Cast;
import io.shelfshare.load.mix.Operation;
import io.shelfshare.load.mix.Pace;
import io.shelfshare.load.mix.Stage;
import io.shelfshare.market.v1.TransferRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Stretches of calls of one kind against one market, as fast as they are answered, with the calls
 * that must come before them left out of the measurement. Belongs to one thread.
 */
public final class Stint implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int IN_FLIGHT = 20_000;

  /** Random arrivals may be a few more than the rate says. */
  private static final double SPARE = 1.1;

  /** Millions of lines are loaded through whatever the database pauses for. */
  private static final Duration LOADING = Duration.ofMinutes(5);

  private static final RetryPolicy PATIENT =
      new RetryPolicy(100, Duration.ofMillis(40), Duration.ofSeconds(5), Duration.ofSeconds(30));

  private final Setting setting;
  private final Clock clock;
  private final LongSupplier nanos;
  private final ShelfshareClient patient;
  private final ShelfshareClient counting;
  private final TradingFloor floor;
  private final SplittableRandom random;
  private final ArrayDeque<Operations.Posted> prepared = new ArrayDeque<>();
  private final AtomicLong won = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "stint-timer");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * What stays the same from stretch to stretch.
   *
   * @param endpoints a connection each; the same one may stand there twice
   * @param skus how many are traded
   * @param hands operations under way at once
   * @param expiry of the requests posted
   * @param seed decides who meets whom about what
   */
  public record Setting(
      List<String> endpoints, String token, int skus, int hands, Duration expiry, long seed) {}

  /**
   * What a stretch came to.
   *
   * @param run its steps, by when each was begun
   * @param perSecond operations that ended well within the measured span, whenever they were begun
   */
  public record Stretch(RunResult run, double perSecond) {}

  /** Connects to a market that has a directory. */
  public Stint(Setting setting, Clock clock, LongSupplier nanos) {
    this.setting = setting;
    this.clock = clock;
    this.nanos = nanos;
    this.patient = client(setting).deadline(LOADING).retries(PATIENT).build();
    this.counting =
        client(setting).retries(RetryPolicy.NONE).deadline(CALL_TIMEOUT).directExecutor().build();
    this.floor = floor();
    this.random = new SplittableRandom(setting.seed());
  }

  private TradingFloor floor() {
    try {
      return TradingFloor.of(patient, cast(0), setting.seed());
    } catch (RuntimeException e) {
      patient.close();
      counting.close();
      throw e;
    }
  }

  private static ShelfshareClientBuilder client(Setting setting) {
    return ShelfshareClient.builder().endpoints(setting.endpoints()).token(setting.token());
  }

  private Cast cast(int restock) {
    return new Cast(2, 0, 0, 0, setting.skus(), restock, setting.expiry());
  }

  /** Gives every store units of every SKU that is traded. */
  public void restock(int units, BiConsumer<String, Double> progress) {
    new Preparation(patient, floor, progress).restock(units);
  }

  /** How many stores and SKUs take part, multiplied. */
  public long lines() {
    return (long) floor.stores().size() * floor.skus().size();
  }

  /** Grabs that this generator was told it won and did nothing more about. */
  public long won() {
    return won.get();
  }

  /** Grabs that failed, so that nobody told whether they won. */
  public long unknown() {
    return unknown.get();
  }

  private CompletableFuture<?> counted(CompletableFuture<Optional<String>> grab) {
    return grab.whenComplete(
        (order, failure) -> {
          if (failure != null) {
            unknown.incrementAndGet();
          } else if (order.isPresent()) {
            won.incrementAndGet();
          }
        });
  }

  /** Posts requests until so many wait to be grabbed. */
  public void prepare(int requests) throws InterruptedException {
    Market market = new Market(patient, clock, setting.expiry());
    AtomicInteger missing = new AtomicInteger(requests - prepared.size());
    AtomicInteger at = new AtomicInteger(random.nextInt(floor.stores().size()));
    Queue<Operations.Posted> posted = new ConcurrentLinkedQueue<>();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Hands.work(
        setting.hands(),
        own -> {
          if (missing.getAndDecrement() <= 0) {
            return Optional.empty();
          }
          // In turn rather than at random: a store may have only so many requests open.
          String store = floor.stores().get(Math.floorMod(at.getAndIncrement(), floorSize()));
          String sku = floor.sku(own);
          return Optional.of(
              market
                  .post(store, sku, "posted ahead")
                  .thenApply(TransferRequest::getName)
                  .whenComplete(
                      (name, failure) -> {
                        if (failure == null) {
                          posted.add(new Operations.Posted(name, store, sku));
                        } else {
                          failures.add(failure);
                        }
                      }));
        },
        () -> !failures.isEmpty(),
        PATIENCE,
        random.split());
    prepared.addAll(posted);
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "a request could not be posted: " + TimedCalls.reason(failures.element()));
    }
  }

  private int floorSize() {
    return floor.stores().size();
  }

  /**
   * Grabs the requests that wait, each by so many stores one after the other; ends early where none
   * is left.
   */
  public Stretch grabs(int racers, Duration warmUp, Duration length) throws InterruptedException {
    Measurements measurements = new Measurements(nanos);
    Market market = new Market(counting, clock, setting.expiry());
    Grabs grabs = new Grabs(market, measurements, timer, nanos, CALL_TIMEOUT);
    List<Operations.Posted> requests = new ArrayList<>(prepared);
    AtomicLong ticket = new AtomicLong();
    Stretch result =
        measured(
            "%d racers a request".formatted(racers),
            measurements,
            warmUp,
            length,
            own -> {
              long request = ticket.getAndIncrement() / racers;
              if (request >= requests.size()) {
                return Optional.empty();
              }
              Operations.Posted posted = requests.get((int) request);
              String store = floor.storeOtherThan(posted.store(), own);
              return Optional.of(
                  counted(
                      grabs.grab(
                          posted.request(), store, posted.sku(), racers > 1, nanos.getAsLong())));
            });
    long used = Math.min(requests.size(), (ticket.get() + racers - 1) / racers);
    for (long at = 0; at < used; at++) {
      prepared.remove();
    }
    return result;
  }

  /**
   * Cancels whatever is open, so that nobody who begins to watch is told of it.
   *
   * @return whether nothing is open any more within the time
   */
  public boolean clear(Duration limit) throws InterruptedException {
    prepared.clear();
    Market market = new Market(patient, clock, setting.expiry());
    long began = nanos.getAsLong();
    // The list follows the market: what was cancelled may stand in it a little longer.
    for (List<TransferRequest> open = market.open(); !open.isEmpty(); open = market.open()) {
      if (nanos.getAsLong() - began >= limit.toNanos()) {
        return false;
      }
      Queue<TransferRequest> rest = new ConcurrentLinkedQueue<>(open);
      Hands.work(
          setting.hands(),
          own -> Optional.ofNullable(rest.poll()).map(request -> market.cancel(request.getName())),
          () -> false,
          PATIENCE,
          random.split());
    }
    return true;
  }

  /** Plays whole lives or searches. */
  public Stretch operations(Operation operation, Duration warmUp, Duration length)
      throws InterruptedException {
    Measurements measurements = new Measurements(nanos);
    Market market = new Market(counting, clock, setting.expiry());
    Grabs grabs = new Grabs(market, measurements, timer, nanos, CALL_TIMEOUT);
    try (Watchers nobody = new Watchers(counting, measurements, nanos, CALL_TIMEOUT, "stint")) {
      Operations operations =
          new Operations(floor, cast(0), market, nobody, grabs, measurements, nanos);
      return measured(
          operation.key(),
          measurements,
          warmUp,
          length,
          own -> Optional.of(operations.begin(operation, own, nanos.getAsLong())));
    }
  }

  /** Grabs at a rate, each a request of its own, whatever became of those before. */
  public RunResult openGrabs(double perSecond, Duration warmUp, Duration length)
      throws InterruptedException {
    prepare((int) Math.ceil(perSecond * warmUp.plus(length).toMillis() / 1_000 * SPARE));
    Measurements measurements = new Measurements(nanos);
    Market market = new Market(counting, clock, setting.expiry());
    Grabs grabs = new Grabs(market, measurements, timer, nanos, CALL_TIMEOUT);
    Pace pace =
        new Pace(List.of(new Stage(perSecond, length)), warmUp, false, IN_FLIGHT, CALL_TIMEOUT);
    SplittableRandom own = random.split();
    Loop loop =
        new Loop(
            pace,
            (operation, drawn, intended) -> {
              Operations.Posted posted = prepared.remove();
              String store = floor.storeOtherThan(posted.store(), drawn);
              return counted(grabs.grab(posted.request(), store, posted.sku(), false, intended));
            },
            new OperationDraw(Map.of(Operation.GRAB, 1), random.split()),
            measurements,
            nanos);
    return measurements.result(loop.open(own));
  }

  private Stretch measured(
      String label, Measurements measurements, Duration warmUp, Duration length, Hands.Turn turn)
      throws InterruptedException {
    long start = nanos.getAsLong() + warmUp.toNanos();
    long end = start + length.toNanos();
    measurements.between(start, end);
    AtomicLong begun = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    Hands.work(
        setting.hands(),
        own -> {
          Optional<CompletableFuture<?>> next = turn.take(own);
          next.ifPresent(
              operation -> {
                begun.incrementAndGet();
                CompletableFuture<?> unused =
                    operation.whenComplete(
                        (answer, failure) -> {
                          long now = nanos.getAsLong();
                          if (failure == null && now - start >= 0 && end - now > 0) {
                            ended.incrementAndGet();
                          }
                        });
              });
          return next;
        },
        () -> nanos.getAsLong() - end >= 0,
        PATIENCE,
        random.split());
    long span = Math.max(1, Math.min(nanos.getAsLong() - start, length.toNanos()));
    double seconds = span / (double) TimeUnit.SECONDS.toNanos(1);
    RunFacts facts =
        new RunFacts(label, setting.hands(), 0, seconds, begun.get(), setting.hands(), 0);
    return new Stretch(measurements.result(facts), ended.get() / seconds);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    counting.close();
    patient.close();
  }
}
