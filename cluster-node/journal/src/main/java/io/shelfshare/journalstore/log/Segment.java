package io.shelfshare.journalstore.log;

import java.util.UUID;

/** The partition that a log is being written to, and how full it is. Not safe for threads. */
final class Segment {
  private final UUID log;
  private final LogSettings settings;
  private int number;
  private int events;
  private long bytes;
  private long openedNanos;

  Segment(UUID log, LogSettings settings, long nowNanos) {
    this.log = log;
    this.settings = settings;
    this.openedNanos = nowNanos;
  }

  /** Begins the next one if this one has had enough. An empty one grows no older. */
  void roll(long nowNanos) {
    if (events == 0) {
      openedNanos = nowNanos;
    } else if (events >= settings.segmentEventsMax()
        || bytes >= settings.segmentBytesMax()
        || nowNanos - openedNanos >= settings.segmentAgeMax().toNanos()) {
      number++;
      events = 0;
      bytes = 0;
      openedNanos = nowNanos;
    }
  }

  void add(Write write) {
    events += write.events().size();
    bytes += write.bytes();
  }

  boolean holds(Run run) {
    return run.segment() == number && run.log().equals(log);
  }

  Run run(long epoch, long first) {
    return new Run(epoch, first, log, number);
  }
}
