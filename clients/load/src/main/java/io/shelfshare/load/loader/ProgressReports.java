package io.shelfshare.load.loader;

import io.shelfshare.load.loader.LoadProgress.Phase;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts what is in place and tells the listener. Safe for use by several threads. */
final class ProgressReports {
  private final LoadProgress.Listener listener;
  private final LongSupplier nanos;
  private Phase phase = Phase.OWNERS;
  private long total;
  private long done;
  private long startNanos;

  ProgressReports(LoadProgress.Listener listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
  }

  synchronized void begin(Phase next, long of) {
    phase = next;
    total = of;
    done = 0;
    startNanos = nanos.getAsLong();
    report();
  }

  synchronized void add(long more) {
    if (more > 0) {
      done += more;
      report();
    }
  }

  private void report() {
    double seconds = (nanos.getAsLong() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    listener.at(new LoadProgress(phase, done, total, seconds > 0 ? done / seconds : 0));
  }
}
