package io.shelfshare.node.lease;

import akka.actor.Address;
import akka.actor.ClassicActorSystemProvider;
import akka.cluster.Cluster;
import akka.event.EventStream;
import akka.remote.DefaultFailureDetectorRegistry;
import akka.remote.PhiAccrualFailureDetector;
import com.typesafe.config.Config;

/**
 * Akka's own detector of failed members, which waits for heartbeats, and which can be told as well
 * that a member's machine refuses connections for it. Akka makes one for each member by the
 * configuration's {@code failure-detector.implementation-class}. Safe for use by any thread.
 */
public final class RefusableDetector extends PhiAccrualFailureDetector {
  private volatile long refusedNanos = System.nanoTime() - Refusals.SAID_AGAIN.toNanos();

  /** As Akka calls it. */
  public RefusableDetector(Config config, EventStream events) {
    super(config, events);
  }

  /** Has this node find a member unreachable, for as long as it is told so again. */
  static void refused(ClassicActorSystemProvider system, Address member) {
    if (Cluster.get(system).failureDetector()
        instanceof DefaultFailureDetectorRegistry<Address> all) {
      var detector = all.failureDetector(member);
      if (detector.isDefined() && detector.get() instanceof RefusableDetector one) {
        one.refusedNanos = System.nanoTime();
      }
    }
  }

  @Override
  public boolean isAvailable() {
    return System.nanoTime() - refusedNanos >= Refusals.SAID_AGAIN.toNanos() && super.isAvailable();
  }
}
