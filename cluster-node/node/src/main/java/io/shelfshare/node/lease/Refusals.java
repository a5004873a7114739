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
 * <p>Whoever says so does not count on the member for {@link #NO_FOR} from then on, and has not
 * since it last did. So once a majority has been {@link #SILENT_FOR} without a yes, the member
 * cannot hold a lease, even if it should live behind something that refuses in its name, and gets
 * none until all have heard of its end. Not safe for use by several threads.
 */
final class Refusals {
  /** Who has not said it again within this does not say it any more. */
  static final Duration SAID_AGAIN = Duration.ofMillis(1_200);

  /** What is said but once may be a moment's work of something in between. */
  static final Duration SAID_FOR = Duration.ofMillis(300);

  /**
   * By then no lease of the member holds, and whoever begins after it has a later time than the
   * member had, whose clock may have been ahead: epochs go by time.
   */
  static final Duration SILENT_FOR = MembershipLease.LASTS.plus(LeaseKeeper.AHEAD_MAX);

  /** Leaves gossip some seconds after a decision on what is {@link #SAID_AGAIN} old. */
  static final Duration NO_FOR = Duration.ofSeconds(5);

  private final Map<UniqueAddress, Map<String, Said>> said = new HashMap<>();
  private final Map<UniqueAddress, Long> yes = new HashMap<>();

  private record Said(long yesNanos, long firstNanos, long lastNanos) {}

  /** This node says yes to a member at this moment: its lease lasts no longer than from here on. */
  void saidYes(UniqueAddress member, long nanos) {
    yes.put(member, nanos);
  }

  /**
   * For how long this node has not said yes to a member, in nanoseconds; nothing where it does not
   * know that it ever has, as someone of its name may have before it.
   */
  long silentNanos(UniqueAddress member, long nanos) {
    return nanos - yes.getOrDefault(member, nanos);
  }

  /**
   * A member says at this moment that another refuses.
   *
   * @param silentNanos for how long, at least, it has not said yes
   */
  void say(UniqueAddress refusing, String voter, long silentNanos, long nanos) {
    said.computeIfAbsent(refusing, any -> new HashMap<>())
        .merge(
            voter,
            new Said(nanos - silentNanos, nanos, nanos),
            (before, now) ->
                isOld(before, nanos)
                    ? now
                    // It has not said yes since it said this first, as it must not.
                    : new Said(
                        earlier(before.yesNanos(), now.yesNanos()), before.firstNanos(), nanos));
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  /** Whether a voter must not count on a member now, as it has promised. */
  boolean forbidYes(UniqueAddress member, String voter, long nanos) {
    Said last = said.getOrDefault(member, Map.of()).get(voter);
    return last != null && nanos - last.lastNanos() < NO_FOR.toNanos();
  }

  /** Whether so many go on saying it, and have not said yes for {@link #SILENT_FOR}. */
  boolean isGone(UniqueAddress member, int majority, long nanos) {
    return said.getOrDefault(member, Map.of()).values().stream()
            .filter(one -> !isOld(one, nanos))
            .filter(one -> one.lastNanos() - one.firstNanos() >= SAID_FOR.toNanos())
            .filter(one -> nanos - one.yesNanos() >= SILENT_FOR.toNanos())
            .count()
        >= majority;
  }

  /** Drops what nobody needs any more. */
  void forget(long nanos) {
    said.values()
        .forEach(voters -> voters.values().removeIf(s -> nanos - s.lastNanos() > NO_FOR.toNanos()));
    said.values().removeIf(Map::isEmpty);
    yes.values().removeIf(last -> nanos - last > NO_FOR.toNanos());
  }

  private static boolean isOld(Said one, long nanos) {
    return nanos - one.lastNanos() > SAID_AGAIN.toNanos();
  }
}
