package io.shelfshare.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.shelfshare.node.grpc.HealthState;
import io.shelfshare.node.readside.MarketBoard;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Says whether the node can serve, as it finds it every half a second. */
final class Readiness extends AbstractBehavior<Readiness.Command> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final SimpleStatement PROBE =
      SimpleStatement.newInstance("SELECT release_version FROM system.local")
          .setTimeout(Duration.ofSeconds(2));
  private static final int FAILURES_MAX = 2;

  sealed interface Command {}

  private enum Look implements Command {
    LOOK
  }

  private record Probed(boolean answered) implements Command {}

  private final CqlSession session;
  private final BooleanSupplier directory;
  private final MarketBoard.OpenCounts board;
  private final HealthState health;
  private boolean probing;
  private int failures;

  private Readiness(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CqlSession session,
      BooleanSupplier directory,
      MarketBoard.OpenCounts board,
      HealthState health) {
    super(context);
    this.session = session;
    this.directory = directory;
    this.board = board;
    this.health = health;
    timers.startTimerWithFixedDelay(Look.LOOK, LOOK_EVERY);
  }

  static Behavior<Command> create(
      CqlSession session,
      BooleanSupplier directory,
      MarketBoard.OpenCounts board,
      HealthState health) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Readiness(context, timers, session, directory, board, health)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> onLook())
        .onMessage(Probed.class, this::onProbed)
        .build();
  }

  private Behavior<Command> onLook() {
    if (!probing) {
      probing = true;
      getContext()
          .pipeToSelf(session.executeAsync(PROBE), (rows, failure) -> new Probed(failure == null));
    }
    MemberStatus status = Cluster.get(getContext().getSystem()).selfMember().status();
    if (status != MemberStatus.up()) {
      health.notReady("not a member of the cluster: " + status.toString().toLowerCase(Locale.ROOT));
    } else if (failures >= FAILURES_MAX) {
      health.notReady("the database does not answer");
    } else if (!directory.getAsBoolean()) {
      health.notReady("reading the directory");
    } else if (!board.isComplete()) {
      health.notReady("reading the open requests");
    } else {
      health.ready();
    }
    return this;
  }

  private Behavior<Command> onProbed(Probed probed) {
    probing = false;
    failures = probed.answered() ? 0 : failures + 1;
    return this;
  }
}
