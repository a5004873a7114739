package io.shelfshare.node.directory;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.shelfshare.node.directory.DirectoryEntity.Fetched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Keeps this node's copy of the directory up to date: it fetches import after import of each kind,
 * looks for new ones every second, and at once where somebody asks.
 */
public final class DirectoryReplica extends AbstractBehavior<DirectoryReplica.Command> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /** What it hears; all of it from this node. */
  public sealed interface Command {}

  /** Catch up with what a kind's authority has now, and tell. */
  public record Sync(String kind, ActorRef<Done> replyTo) implements Command {}

  /** Asks nobody any more: the node leaves, and a question would hold its shards up. */
  public enum Stop implements Command {
    STOP
  }

  private record Arrived(String kind, Fetched fetched) implements Command {}

  private record Lost(String kind, long attempt) implements Command {}

  private enum Look implements Command {
    LOOK
  }

  /** How far one kind is. */
  private static final class Progress {
    int applied;
    long attempt;
    boolean underWay;

    /** Those who asked before the fetch that is under way, and those who asked since. */
    List<ActorRef<Done>> asked = new ArrayList<>();

    List<ActorRef<Done>> askedSince = new ArrayList<>();
  }

  private final DirectoryCopy copy;
  private final BiConsumer<String, DirectoryEntity.Fetch> authority;
  private final TimerScheduler<Command> timers;
  private final Map<String, Progress> kinds = new HashMap<>();

  private DirectoryReplica(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      DirectoryCopy copy,
      BiConsumer<String, DirectoryEntity.Fetch> authority) {
    super(context);
    this.timers = timers;
    this.copy = copy;
    this.authority = authority;
    DirectoryEntity.KINDS.forEach(kind -> kinds.put(kind, new Progress()));
    timers.startTimerWithFixedDelay(Look.LOOK, LOOK_AGAIN);
    kinds.forEach(this::fetch);
  }

  /**
   * @param copy filled by this replica alone
   * @param authority sends a fetch to the entity of a kind
   */
  public static Behavior<Command> create(
      DirectoryCopy copy, BiConsumer<String, DirectoryEntity.Fetch> authority) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new DirectoryReplica(context, timers, copy, authority)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Sync.class, this::onSync)
        .onMessage(Arrived.class, this::onArrived)
        .onMessage(Lost.class, this::onLost)
        .onMessage(Look.class, look -> onLook())
        .onMessage(Stop.class, stop -> onStop())
        .build();
  }

  private Progress progress(String kind) {
    Progress progress = kinds.get(kind);
    if (progress == null) {
      throw new IllegalArgumentException("No such kind of reference data: " + kind);
    }
    return progress;
  }

  private Behavior<Command> onSync(Sync sync) {
    Progress progress = progress(sync.kind());
    if (progress.underWay) {
      progress.askedSince.add(sync.replyTo());
    } else {
      progress.asked.add(sync.replyTo());
      fetch(sync.kind(), progress);
    }
    return this;
  }

  private Behavior<Command> onLook() {
    kinds.forEach(
        (kind, progress) -> {
          if (!progress.underWay) {
            fetch(kind, progress);
          }
        });
    return this;
  }

  private Behavior<Command> onStop() {
    timers.cancelAll();
    return Behaviors.ignore();
  }

  private void fetch(String kind, Progress progress) {
    progress.underWay = true;
    long attempt = ++progress.attempt;
    ActorRef<Fetched> arrived =
        getContext().messageAdapter(Fetched.class, fetched -> new Arrived(fetched.kind(), fetched));
    authority.accept(kind, new DirectoryEntity.Fetch(progress.applied, arrived));
    timers.startSingleTimer(kind, new Lost(kind, attempt), LOST_AFTER);
  }

  private Behavior<Command> onArrived(Arrived arrived) {
    Progress progress = progress(arrived.kind());
    Fetched fetched = arrived.fetched();
    if (fetched.number() != progress.applied) {
      return this;
    }
    if (fetched.number() < fetched.last()) {
      copy.take(fetched);
      progress.applied++;
    }
    if (progress.applied < fetched.last()) {
      fetch(arrived.kind(), progress);
      return this;
    }
    timers.cancel(arrived.kind());
    progress.underWay = false;
    copy.caughtUp(arrived.kind());
    progress.asked.forEach(asked -> asked.tell(Done.getInstance()));
    progress.asked = progress.askedSince;
    progress.askedSince = new ArrayList<>();
    if (!progress.asked.isEmpty()) {
      fetch(arrived.kind(), progress);
    }
    return this;
  }

  private Behavior<Command> onLost(Lost lost) {
    Progress progress = progress(lost.kind());
    if (progress.underWay && progress.attempt == lost.attempt()) {
      fetch(lost.kind(), progress);
    }
    return this;
  }
}
