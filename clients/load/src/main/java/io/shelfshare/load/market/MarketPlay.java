package io.shelfshare.load.market;

import io.shelfshare.client.ShelfshareClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Plays a busy market: one virtual clerk a store, all at once, each with a luck of its own from one
 * seed. What is acknowledged to them goes into a {@link PlayRecord}.
 */
public final class MarketPlay {
  private static final Duration LAST_CALLS = Duration.ofMinutes(2);

  private final List<String> skus;
  private final long seed;
  private final Clock clock;
  private final LongSupplier nanos;
  private final PlayRecord record = new PlayRecord();

  /**
   * A play.
   *
   * @param skus resource names of the SKUs that are traded; few, so that clerks meet
   * @param nanos an elapsed-time source in nanoseconds
   */
  public MarketPlay(List<String> skus, long seed, Clock clock, LongSupplier nanos) {
    this.skus = List.copyOf(skus);
    this.seed = seed;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** What was acknowledged so far; may be read while the play goes on. */
  public PlayRecord record() {
    return record;
  }

  /** Takes note of what the chain has before the play begins. */
  public void startsWith(Map<String, Long> unitsBySku) {
    unitsBySku.forEach(record::units);
  }

  /**
   * Plays until told to stop, and returns once every clerk has got the last answer.
   *
   * @param clerks a client of each store, by the store's resource name, with that store's token
   * @throws InterruptedException if interrupted; the clerks are sent home
   * @throws IllegalStateException if a clerk fell over, or got no last answer within two minutes
   */
  public void play(Map<String, ShelfshareClient> clerks, BooleanSupplier goOn)
      throws InterruptedException {
    Board board = new Board();
    SplittableRandom lucks = new SplittableRandom(seed);
    ExecutorService threads = Executors.newFixedThreadPool(clerks.size());
    List<java.util.concurrent.Future<?>> days = new ArrayList<>();
    try {
      for (Map.Entry<String, ShelfshareClient> clerk : clerks.entrySet()) {
        Clerk one = new Clerk(shop(clerk.getKey(), clerk.getValue(), board, lucks.split()));
        days.add(threads.submit(() -> one.work(goOn)));
      }
      threads.shutdown();
      for (var day : days) {
        day.get();
      }
    } catch (java.util.concurrent.ExecutionException fell) {
      throw new IllegalStateException("a virtual clerk fell over", fell.getCause());
    } finally {
      threads.shutdownNow();
      if (!threads.awaitTermination(LAST_CALLS.toSeconds(), TimeUnit.SECONDS)) {
        record.saw(new Violation("DEFECT", "the play", "a call was not answered in two minutes"));
      }
    }
  }

  private Shop shop(String store, ShelfshareClient client, Board board, RandomGenerator luck) {
    Sender sender = new Sender(record, client.requestIds(), clock, nanos, luck);
    return new Shop(store, client, sender, record, board, clock, nanos, luck, skus);
  }
}
