package io.shelfshare.node.mending;

import java.time.Duration;

/**
 * How patient entities are with one another: less so while the cluster is about to lose a node or
 * has just lost one, as what they told that node is lost. Otherwise no answer rather means a busy
 * node, which must not be told more often. Safe for use by any thread.
 */
public final class Mending {
  private final Duration usually;
  private final Duration whileMending;
  private volatile Duration resendAfter;

  /** Patient at first. */
  public Mending(Duration usually, Duration whileMending) {
    this.usually = usually;
    this.whileMending = whileMending;
    this.resendAfter = usually;
  }

  /** How long an entity waits for another's answer before it asks again. */
  public Duration resendAfter() {
    return resendAfter;
  }

  void begin() {
    resendAfter = whileMending;
  }

  void end() {
    resendAfter = usually;
  }
}
