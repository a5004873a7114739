package io.shelfshare.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Waits for something to become ready, with progress, a time limit and an eye on the death of a
 * child.
 */
public final class Waiting {
  private static final long POLL_MILLIS = 100;

  private final String part;
  private final Progress progress;
  private final Duration limit;
  private final long start = System.nanoTime();

  /** Starts counting now. */
  public Waiting(String part, Progress progress, Duration limit) {
    this.part = part;
    this.progress = progress;
    this.limit = limit;
  }

  /**
   * Returns when the condition holds.
   *
   * @param logs their last lines are shown in the failure
   * @throws StartFailedException if the child ends or the limit passes first
   */
  public void until(String state, BooleanSupplier condition, ChildJvm child, List<Path> logs) {
    poll(
        state,
        () -> {
          if (condition.getAsBoolean()) {
            return true;
          }
          if (child.exitCode().isPresent()) {
            throw new StartFailedException(
                "%s ended with exit code %d instead of starting. %s"
                    .formatted(part, child.exitCode().get(), LogTail.of(logs)));
          }
          return false;
        },
        logs);
  }

  /**
   * Returns when the condition holds.
   *
   * @throws StartFailedException if the limit passes first
   */
  public void until(String state, BooleanSupplier condition) {
    poll(state, condition, List.of());
  }

  private void poll(String state, BooleanSupplier condition, List<Path> logs) {
    while (!condition.getAsBoolean()) {
      if (elapsed().compareTo(limit) > 0) {
        throw new StartFailedException(
            "%s was not ready after %d s. %s".formatted(part, limit.toSeconds(), LogTail.of(logs)));
      }
      progress.at(part, state, elapsed());
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartFailedException("Starting " + part + " was interrupted", e);
      }
    }
  }

  /** Time since this object was made. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
