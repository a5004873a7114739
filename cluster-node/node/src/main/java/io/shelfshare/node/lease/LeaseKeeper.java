package io.shelfshare.node.lease;

import akka.actor.RootActorPath;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
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
import akka.cluster.typed.Down;
import io.shelfshare.node.Wire;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other members twice a second whether they still count on this node, and answers them.
 * Whoever cannot reach the asking node, has seen it removed, or finds its clock ahead, says no. A
 * member that does not answer is looked at: where its machine refuses connections, and a majority
 * goes on finding the same, it is given up at once.
 */
public final class LeaseKeeper extends AbstractBehavior<LeaseKeeper.Command> {
  /** Its name, by which keepers find one another. */
  public static final String NAME = "lease-keeper";

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration ASK_EVERY = Duration.ofMillis(500);
  private static final int ROUNDS_KEPT = 8;

  /** Epochs begin with the time, so that a clock that is ahead could make a late one look newer. */
  static final Duration AHEAD_MAX = Duration.ofMillis(500);

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

  /**
   * The sender finds that a member's machine refuses connections, and will not count on it.
   *
   * @param silentNanos for how long, at least, it has not
   */
  record Refuses(String address, long uid, String voter, long silentNanos)
      implements Command, Wire {}

  /** What came of a look at a member that had not answered. */
  private record Knocked(UniqueAddress member, boolean refused) implements Command {}

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
  private final Refusals refusals = new Refusals();
  private final Executor knocking;

  /** Who has answered since the last round. */
  private final Set<String> answered = new HashSet<>();

  private long round;
  private boolean held;

  private LeaseKeeper(
      ActorContext<Command> context, TimerScheduler<Command> timers, MembershipLease lease) {
    super(context);
    this.lease = lease;
    this.cluster = Cluster.get(context.getSystem());
    this.knocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
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
        .onMessage(Knocked.class, this::onKnocked)
        .onMessage(Refuses.class, this::onRefuses)
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
    refusals.forget(lease.now().nanos());
    if (round > 0) {
      others().stream()
          .filter(member -> !answered.contains(member.address().toString()))
          .forEach(this::knock);
    }
    answered.clear();
    round++;
    Round asked = new Round(lease.now(), majority(), new HashSet<>());
    rounds.put(round, asked);
    others()
        .forEach(
            member ->
                tell(
                    member,
                    new DoYouCountOnMe(
                        round,
                        self.address().toString(),
                        self.uniqueAddress().longUid(),
                        asked.asked().millis(),
                        getContext().getSelf())));
    return onVote(new Vote(round, self.address().toString(), true));
  }

  private List<Member> members() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> COUNTING.contains(member.status()))
        .toList();
  }

  private int majority() {
    return members().size() / 2 + 1;
  }

  private List<Member> others() {
    UniqueAddress self = cluster.selfMember().uniqueAddress();
    return members().stream().filter(member -> !member.uniqueAddress().equals(self)).toList();
  }

  private void tell(Member member, Command message) {
    Adapter.toClassic(getContext().getSystem())
        .actorSelection(new RootActorPath(member.address(), "/").child("user").child(NAME))
        .tell(message, Adapter.toClassic(getContext().getSelf()));
  }

  private void knock(Member member) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> Door.isRefused(member.address()), knocking),
            (refused, failure) -> new Knocked(member.uniqueAddress(), failure == null && refused));
  }

  private Behavior<Command> onKnocked(Knocked knocked) {
    if (knocked.refused()) {
      UniqueAddress member = knocked.member();
      RefusableDetector.refused(getContext().getSystem(), member.address());
      var refuses =
          new Refuses(
              member.address().toString(),
              member.longUid(),
              ownAddress(),
              refusals.silentNanos(member, lease.now().nanos()));
      others().stream()
          .filter(other -> !other.uniqueAddress().equals(member))
          .forEach(other -> tell(other, refuses));
      return onRefuses(refuses);
    }
    return this;
  }

  private Behavior<Command> onRefuses(Refuses refuses) {
    long now = lease.now().nanos();
    for (Member member : others()) {
      UniqueAddress address = member.uniqueAddress();
      if (isOf(address, refuses.address(), refuses.uid())) {
        refusals.say(address, refuses.voter(), refuses.silentNanos(), now);
        if (refusals.isGone(address, majority(), now)) {
          LOG.warn("{} is given up: its machine refuses connections for it", member.address());
          cluster.manager().tell(new Down(member.address()));
        }
      }
    }
    return this;
  }

  private String ownAddress() {
    return cluster.selfMember().address().toString();
  }

  private Behavior<Command> onAsked(DoYouCountOnMe asked) {
    MembershipLease.Moment now = lease.now();
    Optional<UniqueAddress> countedOn =
        members().stream()
            .filter(member -> isOf(member.uniqueAddress(), asked.address(), asked.uid()))
            .filter(member -> !cluster.state().getUnreachable().contains(member))
            .map(Member::uniqueAddress)
            .filter(member -> !refusals.forbidYes(member, ownAddress(), now.nanos()))
            .filter(member -> asked.askedMillis() - now.millis() <= AHEAD_MAX.toMillis())
            .findAny();
    countedOn.ifPresent(member -> refusals.saidYes(member, now.nanos()));
    boolean yes = countedOn.isPresent();
    asked.replyTo().tell(new Vote(asked.round(), ownAddress(), yes));
    return this;
  }

  private static boolean isOf(UniqueAddress member, String address, long uid) {
    return member.address().toString().equals(address) && member.longUid() == uid;
  }

  private Behavior<Command> onVote(Vote vote) {
    answered.add(vote.voter());
    Round asked = rounds.get(vote.round());
    if (asked != null && vote.yes() && asked.yes().add(vote.voter())) {
      if (asked.yes().size() >= asked.majority()) {
        lease.renew(asked.asked());
      }
    }
    return this;
  }
}
