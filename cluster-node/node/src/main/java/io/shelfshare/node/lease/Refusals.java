package io.shelfshare.node.lease;

import akka.cluster.UniqueAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has said of whom that its machine takes no connection for it: that a process of this
 * incarnation is no more. Another one's pause, or a busy processor, never looks like that, as the
 * machine itself takes connections for a process that does not answer.
 *
 * <p>Whoever says so does not count on the member for {@link #NO_FOR} from then on. So once a
 * majority has said so for {@link #SAID_FOR}, the member cannot hold a lease, even if it should
 * live behind something that refuses in its name, and gets none until all have heard of its end.
 * Not safe for use by several threads.
 */
final class Refusals {
  /** Who has not said it again within this does not say it any more. */
  static final Duration SAID_AGAIN = Duration.ofMillis(1_200);

  /**
   * By then no lease of the member holds, and whoever begins after it has a later time than the
   * member had, whose clock may have been ahead: epochs go by time.
   */
  static final Duration SAID_FOR = MembershipLease.LASTS.plus(LeaseKeeper.AHEAD_MAX);

  /** Leaves gossip some seconds after a decision on what is {@link #SAID_AGAIN} old. */
  static final Duration NO_FOR = Duration.ofSeconds(5);

  private final Map<UniqueAddress, Map<String, Said>> said = new HashMap<>();

  private record Said(long firstNanos, long lastNanos) {}

  /** A member says at this moment that another refuses. */
  void say(UniqueAddress refusing, String voter, long nanos) {
    said.computeIfAbsent(refusing, any -> new HashMap<>())
        .merge(
            voter,
            new Said(nanos, nanos),
            (before, now) -> isOld(before, nanos) ? now : new Said(before.firstNanos(), nanos));
  }

  /** Whether a voter must not count on a member now, as it has promised. */
  boolean forbidYes(UniqueAddress member, String voter, long nanos) {
    Said last = said.getOrDefault(member, Map.of()).get(voter);
    return last != null && nanos - last.lastNanos() < NO_FOR.toNanos();
  }

  /** Whether so many have gone on saying it for {@link #SAID_FOR}. */
  boolean isGone(UniqueAddress member, int majority, long nanos) {
    return said.getOrDefault(member, Map.of()).values().stream()
            .filter(one -> !isOld(one, nanos))
            .filter(one -> nanos - one.firstNanos() >= SAID_FOR.toNanos())
            .count()
        >= majority;
  }

  /** Drops what nobody needs any more. */
  void forget(long nanos) {
    said.values()
        .forEach(voters -> voters.values().removeIf(s -> nanos - s.lastNanos() > NO_FOR.toNanos()));
    said.values().removeIf(Map::isEmpty);
  }

  private static boolean isOld(Said one, long nanos) {
    return nanos - one.lastNanos() > SAID_AGAIN.toNanos();
  }
}
