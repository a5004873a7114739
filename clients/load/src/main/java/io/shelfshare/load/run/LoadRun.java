package io.shelfshare.load.run;

import io.shelfshare.client.ShelfshareClient;
import io.shelfshare.load.measure.Measurements;
import io.shelfshare.load.measure.RunResult;
import io.shelfshare.load.measure.Sample;
import io.shelfshare.load.mix.Mix;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs of a mix, one after the other, from preparation to result. What is drawn depends on the seed
 * alone; what the cluster answers does not. Belongs to one thread.
 */
public final class LoadRun {
  private final ShelfshareClient patient;
  private final ShelfshareClient counting;
  private final Mix mix;
  private final long seed;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Listener listener;
  private boolean restocked;

  /** Is told how a run goes; called by several threads, one after the other. */
  public interface Listener {
    /** A share, 0 to 1, of some preparation is done. */
    void preparing(String what, double share);

    /** About a second has passed. */
    void sampled(Sample sample);
  }

  /**
   * Runs of a mix.
   *
   * @param patient a client that sends calls again, for what comes before the run
   * @param counting a client that sends every call once, so that every answer is counted
   * @param seed decides which operations are drawn, when they begin and whom they concern
   * @param clock for the deadlines of requests
   * @param nanos an elapsed-time source in nanoseconds
   */
  public LoadRun(
      ShelfshareClient patient,
      ShelfshareClient counting,
      Mix mix,
      long seed,
      Clock clock,
      LongSupplier nanos,
      Listener listener) {
    this.patient = patient;
    this.counting = counting;
    this.mix = mix;
    this.seed = seed;
    this.clock = clock;
    this.nanos = nanos;
    this.listener = listener;
  }

  /** Sends operations when the mix says, whatever became of those before. */
  public RunResult open() throws InterruptedException {
    return run(0);
  }

  /**
   * Keeps as many operations under way as told and begins the next when one ends.
   *
   * @param concurrency how many, at least 1
   */
  public RunResult closed(int concurrency) throws InterruptedException {
    return run(concurrency);
  }

  private RunResult run(int concurrency) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    Measurements measurements = new Measurements(nanos);
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, LoadRun::daemon);
    String runName = Long.toUnsignedString(random.nextLong() ^ nanos.getAsLong(), 36);
    var timeout = mix.pace().callTimeout();
    try (Watchers watchers = new Watchers(counting, measurements, nanos, timeout, runName)) {
      TradingFloor floor = TradingFloor.of(patient, mix.cast(), seed);
      Market market = new Market(counting, clock, mix.cast().expiry());
      Grabs grabs = new Grabs(market, measurements, timer, nanos, timeout);
      Operations operations =
          new Operations(floor, mix.cast(), market, watchers, grabs, measurements, nanos);
      prepare(floor, operations, random.split());
      floor.stores().stream().limit(mix.cast().watchers()).forEach(watchers::stay);
      OperationDraw draw = new OperationDraw(mix.shares(), random.split());
      Loop loop = new Loop(mix.pace(), operations::begin, draw, measurements, nanos);
      Runnable sample = () -> listener.sampled(measurements.sample(loop.inFlight()));
      Future<?> sampler = timer.scheduleAtFixedRate(sample, 1, 1, TimeUnit.SECONDS);
      var facts = concurrency == 0 ? loop.open(random.split()) : loop.closed(concurrency);
      sampler.cancel(false);
      stop(timer);
      return measurements.result(facts);
    } finally {
      timer.shutdownNow();
    }
  }

  private void prepare(TradingFloor floor, Operations operations, SplittableRandom random) {
    Preparation preparation = new Preparation(patient, floor, listener::preparing);
    if (mix.cast().restock() > 0 && !restocked) {
      preparation.restock(mix.cast().restock());
      restocked = true;
    }
    if (mix.cast().prepared() > 0) {
      Market market = new Market(patient, clock, mix.cast().expiry());
      preparation.post(mix.cast(), market, operations, random);
    }
  }

  /** The result takes the last sample itself, so that the sampler must have ended before. */
  private static void stop(ScheduledExecutorService timer) throws InterruptedException {
    timer.shutdown();
    if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a sample of the run took more than five seconds");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "load-timer");
    thread.setDaemon(true);
    return thread;
  }
}
