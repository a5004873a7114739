package io.shelfshare.cli.bench;

import io.shelfshare.cli.local.DataFolder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what was started, the last first, and deletes its folder: when the comparison is over, when
 * it fails and when a person interrupts it.
 */
final class Ending implements AutoCloseable {
  private final DataFolder folder;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread hook = new Thread(this::end, "stop-bench");
  private boolean ended;

  Ending(DataFolder folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Ends it too. */
  synchronized <A extends AutoCloseable> A closing(A one) {
    started.push(one);
    return one;
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception notInOrder) {
        // The others still have to end, and none of them outlives this process.
        continue;
      }
    }
    folder.delete();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The hook is at work already.
      return;
    }
  }
}
