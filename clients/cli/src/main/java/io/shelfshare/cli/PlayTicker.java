package io.shelfshare.cli;

import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.market.PlayRecord;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Says once a second how a play goes on. */
final class PlayTicker implements AutoCloseable {
  private static final int LINE_EVERY = 5;

  private final PlayRecord record;
  private final ProgressLine line;
  private final Words words;
  private final AtomicInteger seconds = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "demo-progress");
            thread.setDaemon(true);
            return thread;
          });

  PlayTicker(PlayRecord record, ProgressLine line, Words words) {
    this.record = record;
    this.line = line;
    this.words = words;
  }

  void start() {
    Future<?> unused = timer.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    int second = seconds.incrementAndGet();
    line.show(
        "  "
            + words.of(
                "demo.progress",
                second,
                record.posted().size(),
                record.won().size(),
                record.grabsLost(),
                record.unitsReceived(),
                record.violations().size()),
        second % LINE_EVERY == 0);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
