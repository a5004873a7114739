package io.shelfshare.node.lease;

import io.shelfshare.journalstore.log.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Holds for {@link #LASTS} from the moment in which the question was sent that a majority of the
 * members has answered with yes. That is shorter than the cluster takes to give a node up, so that
 * whatever is begun elsewhere is begun after it has lapsed. Two clocks have to agree that it has
 * not: one that nobody sets, and one that goes on while the machine is suspended. Safe for use by
 * any thread.
 */
public final class MembershipLease implements Lease {
  /**
   * The resolver's {@code stable-after}, less a second for gossip: whoever says yes may not know
   * yet that others do not reach this node.
   */
  static final Duration LASTS = Duration.ofSeconds(2);

  private final LongSupplier nanoTime;
  private final Clock clock;
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  private volatile Moment renewed;

  /** A lease that does not hold yet. */
  public MembershipLease(LongSupplier nanoTime, Clock clock) {
    this.nanoTime = nanoTime;
    this.clock = clock;
    this.renewed = new Moment(nanoTime.getAsLong() - LASTS.toNanos(), clock.millis());
  }

  /** A moment by both clocks. */
  record Moment(long nanos, long millis) {}

  Moment now() {
    return new Moment(nanoTime.getAsLong(), clock.millis());
  }

  @Override
  public boolean holds() {
    Moment since = renewed;
    Moment now = now();
    return now.nanos() - since.nanos() < LASTS.toNanos()
        && Math.abs(now.millis() - since.millis()) < LASTS.toMillis();
  }

  @Override
  public long millis() {
    return clock.millis();
  }

  @Override
  public CompletionStage<Void> held() {
    CompletableFuture<Void> held = new CompletableFuture<>();
    waiting.add(held);
    // It may have been renewed in between.
    tell();
    return held;
  }

  /** A majority has said yes to what was asked then. */
  void renew(Moment asked) {
    synchronized (this) {
      if (asked.nanos() - renewed.nanos() > 0) {
        renewed = asked;
      }
    }
    tell();
  }

  private void tell() {
    while (holds()) {
      CompletableFuture<Void> next = waiting.poll();
      if (next == null) {
        return;
      }
      next.complete(null);
    }
  }
}
