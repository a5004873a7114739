package io.shelfshare.load.versus;

import java.time.Duration;

/** Who takes turns. Belongs to one thread. */
public interface Side {
  /** Such as {@code ours}. */
  String name();

  /** Whether it runs in JVMs, which take their time to compile what they run. */
  default boolean compiles() {
    return false;
  }

  /** Prepares, plays and waits until what that caused has been done. */
  Turn play(Workload workload, Duration length) throws InterruptedException;
}
