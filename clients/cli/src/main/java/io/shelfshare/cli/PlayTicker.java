package io.shelfshare.cli;

import io.shelfshare.cli.terminal.ProgressLine;
import io.shelfshare.cli.terminal.Words;
import io.shelfshare.load.market.AuditedPlay;
import io.shelfshare.load.market.PlayRecord;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Says once a second how a play goes on. */
final class PlayTicker implements AuditedPlay.Listener, AutoCloseable {
  private static final int LINE_EVERY = 5;

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

  PlayTicker(ProgressLine line, Words words) {
    this.line = line;
    this.words = words;
  }

  @Override
  public void begins(AuditedPlay.Phase phase, PlayRecord record) {
    switch (phase) {
      case PLAYING -> {
        Future<?> unused = timer.scheduleAtFixedRate(() -> tick(record), 1, 1, TimeUnit.SECONDS);
      }
      case SETTLING -> {
        close();
        line.keep("  " + words.of("demo.settling"));
      }
      case AUDITING -> line.keep("  " + words.of("demo.auditing"));
    }
  }

  private void tick(PlayRecord record) {
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
