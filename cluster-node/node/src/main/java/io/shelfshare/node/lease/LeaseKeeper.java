package io.shelfshare.node.lease;

import akka.actor.ActorSelection;
import akka.actor.RootActorPath;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.cluster.typed.Cluster;
import io.shelfshare.node.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other members twice a second whether they still count on this node, and answers them.
 * Whoever cannot reach the asking node, has seen it removed, or finds its clock ahead, says no.
 */
public final class LeaseKeeper extends AbstractBehavior<LeaseKeeper.Command> {
  /** Its name, by which keepers find one another. */
  public static final String NAME = "lease-keeper";

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration ASK_EVERY = Duration.ofMillis(500);
  private static final int ROUNDS_KEPT = 8;

  /** Epochs begin with the time, so that a clock that is ahead could make a late one look newer. */
  private static final Duration AHEAD_MAX = Duration.ofMillis(500);

  private static final Set<MemberStatus> COUNTING =
      Set.of(MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());

  /** What it hears. */
  public sealed interface Command {}

  /** Does the one who is asked count on the node of this address and incarnation? */
  record DoYouCountOnMe(
      long round, String address, long uid, long askedMillis, ActorRef<Command> replyTo)
      implements Command, Wire {}

  /** One member's answer. */
  record Vote(long round, String voter, boolean yes) implements Command, Wire {}

  private enum Tick implements Command {
    TICK
  }

  /** What was asked at one moment, and who said yes. */
  private record Round(MembershipLease.Moment asked, int majority, Set<String> yes) {}

  private final MembershipLease lease;
  private final Cluster cluster;
  private final Map<Long, Round> rounds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Round> eldest) {
          return size() > ROUNDS_KEPT;
        }
      };
  private long round;
  private boolean held;

  private LeaseKeeper(
      ActorContext<Command> context, TimerScheduler<Command> timers, MembershipLease lease) {
    super(context);
    this.lease = lease;
    this.cluster = Cluster.get(context.getSystem());
    timers.startTimerWithFixedDelay(Tick.TICK, ASK_EVERY);
  }

  /** This node's keeper, to be started under {@link #NAME} by the guardian. */
  public static Behavior<Command> create(MembershipLease lease) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new LeaseKeeper(context, timers, lease)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(DoYouCountOnMe.class, this::onAsked)
        .onMessage(Vote.class, this::onVote)
        .build();
  }

  private Behavior<Command> onTick() {
    boolean holds = lease.holds();
    if (held && !holds) {
      LOG.warn("No majority of the cluster counts on this node now; answers wait for it");
    } else if (holds && !held) {
      LOG.info("A majority of the cluster counts on this node");
    }
    held = holds;
    Member self = cluster.selfMember();
    if (!COUNTING.contains(self.status())) {
      return this;
    }
    List<Member> members = members().stream().filter(m -> COUNTING.contains(m.status())).toList();
    round++;
    Round asked = new Round(lease.now(), members.size() / 2 + 1, new HashSet<>());
    rounds.put(round, asked);
    for (Member member : members) {
      if (!member.uniqueAddress().equals(self.uniqueAddress())) {
        keeperAt(member)
            .tell(
                new DoYouCountOnMe(
                    round,
                    self.address().toString(),
                    self.uniqueAddress().longUid(),
                    asked.asked().millis(),
                    getContext().getSelf()),
                Adapter.toClassic(getContext().getSelf()));
      }
    }
    return onVote(new Vote(round, self.address().toString(), true));
  }

  private List<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false).toList();
  }

  private ActorSelection keeperAt(Member member) {
    return Adapter.toClassic(getContext().getSystem())
        .actorSelection(new RootActorPath(member.address(), "/").child("user").child(NAME));
  }

  private Behavior<Command> onAsked(DoYouCountOnMe asked) {
    boolean yes =
        members().stream()
                .filter(member -> isAsking(member.uniqueAddress(), asked))
                .anyMatch(
                    member ->
                        COUNTING.contains(member.status())
                            && !cluster.state().getUnreachable().contains(member))
            && asked.askedMillis() - lease.now().millis() <= AHEAD_MAX.toMillis();
    asked.replyTo().tell(new Vote(asked.round(), cluster.selfMember().address().toString(), yes));
    return this;
  }

  private static boolean isAsking(UniqueAddress member, DoYouCountOnMe asked) {
    return member.address().toString().equals(asked.address()) && member.longUid() == asked.uid();
  }

  private Behavior<Command> onVote(Vote vote) {
    Round asked = rounds.get(vote.round());
    if (asked != null && vote.yes() && asked.yes().add(vote.voter())) {
      if (asked.yes().size() >= asked.majority()) {
        lease.renew(asked.asked());
      }
    }
    return this;
  }
}
