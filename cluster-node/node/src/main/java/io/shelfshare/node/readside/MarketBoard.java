package io.shelfshare.node.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.ClusterEvent.MemberRemoved;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.OpenCount;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request that is open or can open again, on every node, with those who watch. It reads the
 * table when it starts, takes what publishers hand on after they have written it there, and reads
 * the table again where it may have missed something: a publisher it did not know, or a gap in the
 * numbers of one it knows.
 */
public final class MarketBoard extends AbstractBehavior<MarketBoard.Command> {
  /** How publishers find the boards. */
  static final ServiceKey<Command> KEY = ServiceKey.create(Command.class, "market-board");

  private static final Logger LOG = LoggerFactory.getLogger(MarketBoard.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final Duration ENDED_KEPT = Duration.ofMinutes(10);
  private static final Set<RequestView.State> LIVE =
      EnumSet.of(
          RequestView.State.OPEN, RequestView.State.PARTLY_COVERED, RequestView.State.COVERED);
  private static final Set<RequestView.State> OPEN =
      EnumSet.of(RequestView.State.OPEN, RequestView.State.PARTLY_COVERED);

  /** What it hears. */
  public sealed interface Command {}

  /**
   * States that are durable in the table, or a heartbeat where there are none.
   *
   * @param publisher one life of one node's publisher
   * @param number rises by one with each publication; a heartbeat repeats the last
   */
  public record Published(String publisher, long number, List<RequestView> requests)
      implements Command, Wire {}

  /** Asks for open requests that match, newest first. From this node alone. */
  public record ListOpen(
      RequestQuery query,
      Optional<RequestQuery.Position> after,
      int limit,
      ActorRef<Listed> replyTo)
      implements Command {}

  /** Asks for open requests that match, the channels by turns. From this node alone. */
  public record ListQueue(
      RequestQuery query, RequestQuery.Turns after, int limit, ActorRef<Listed> replyTo)
      implements Command {}

  /** The open requests. */
  public record Listed(List<RequestView> requests) {}

  /** Starts a watch; a store that watches what it posted is told of what is live, then of ends. */
  public record StartWatch(Object id, RequestQuery query, RequestWatcher watcher)
      implements Command {}

  /** Ends a watch. */
  public record EndWatch(Object id) implements Command {}

  private record Loaded(List<RequestView> requests) implements Command {}

  private record LoadFailed(Throwable cause) implements Command {}

  private record NodeGone(MemberRemoved removed) implements Command {}

  private enum Tick implements Command {
    TICK
  }

  private record Ended(long version, Instant at) {}

  private final Clock clock;
  private final Supplier<CompletionStage<List<RequestView>>> load;
  private final OpenCounts counts;
  private final Audiences audiences;
  private final Map<RequestId, RequestView> live = new HashMap<>();
  private final LiveRequests newestFirst = new LiveRequests();
  private final FairQueue queue = new FairQueue();
  private final Map<RequestId, Ended> ended = new LinkedHashMap<>();
  private final Map<String, Long> publishers = new HashMap<>();
  private final Map<Object, WatchState> watches = new LinkedHashMap<>();
  private boolean loading;
  private boolean loadAgain;

  private MarketBoard(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Supplier<CompletionStage<List<RequestView>>> load,
      OpenCounts counts,
      Audiences audiences,
      Clock clock) {
    super(context);
    this.load = load;
    this.counts = counts;
    this.audiences = audiences;
    this.clock = clock;
    context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    timers.startTimerWithFixedDelay(Tick.TICK, RETRY_AFTER);
    // A node that is gone may have written to the table what it told no board.
    ActorRef<MemberRemoved> gone = context.messageAdapter(MemberRemoved.class, NodeGone::new);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(Subscribe.create(gone, MemberRemoved.class));
    load();
  }

  /** How many requests of each store are open, and whether the board is complete. Thread-safe. */
  public static final class OpenCounts {
    private final ConcurrentHashMap<StoreId, OpenCount> byStore = new ConcurrentHashMap<>();
    private volatile boolean complete;

    /** Open requests of a store. */
    public OpenCount of(StoreId store) {
      return byStore.getOrDefault(store, OpenCount.NONE);
    }

    /** True once the board has read the table. */
    public boolean isComplete() {
      return complete;
    }

    private void add(RequestSpec spec, int change) {
      byStore.compute(
          spec.store(),
          (s, count) -> {
            OpenCount now =
                (count == null ? OpenCount.NONE : count).plus(spec.options().channel(), change);
            return now.equals(OpenCount.NONE) ? null : now;
          });
    }
  }

  /**
   * This node's board.
   *
   * @param load reads the table
   * @param counts filled by the board
   * @param audiences says which requests a store is to see
   */
  static Behavior<Command> create(
      Supplier<CompletionStage<List<RequestView>>> load,
      OpenCounts counts,
      Audiences audiences,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new MarketBoard(context, timers, load, counts, audiences, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Published.class, this::onPublished)
        .onMessage(ListOpen.class, this::onListOpen)
        .onMessage(ListQueue.class, this::onListQueue)
        .onMessage(StartWatch.class, this::onStartWatch)
        .onMessage(EndWatch.class, this::onEndWatch)
        .onMessage(Loaded.class, this::onLoaded)
        .onMessage(LoadFailed.class, this::onLoadFailed)
        .onMessage(Tick.class, tick -> onTick())
        .onMessage(
            NodeGone.class,
            gone -> {
              publishers.remove(BoardFeed.name(gone.removed().member()));
              load();
              return this;
            })
        .onSignal(PostStop.class, stop -> onPostStop())
        .build();
  }

  private void load() {
    loadAgain = loading;
    if (!loading) {
      loading = true;
      getContext()
          .pipeToSelf(
              load.get(),
              (requests, failure) ->
                  failure != null ? new LoadFailed(failure) : new Loaded(requests));
    }
  }

  private Behavior<Command> onLoaded(Loaded loaded) {
    // A request whose time was made longer stands in two hours: its newest state counts.
    Map<RequestId, RequestView> newest = new HashMap<>();
    loaded
        .requests()
        .forEach(one -> newest.merge(one.id(), one, (a, b) -> a.version() >= b.version() ? a : b));
    newest.values().stream()
        .filter(request -> LIVE.contains(request.state()) || live.containsKey(request.id()))
        .forEach(this::take);
    loading = false;
    if (loadAgain) {
      load();
    } else if (!counts.complete) {
      counts.complete = true;
      watches.values().forEach(this::list);
    }
    return this;
  }

  private Behavior<Command> onLoadFailed(LoadFailed failed) {
    LOG.warn("The board reads the table again soon", failed.cause());
    loading = false;
    loadAgain = true;
    return this;
  }

  private Behavior<Command> onTick() {
    if (loadAgain && !loading) {
      load();
    }
    Instant old = clock.instant().minus(ENDED_KEPT);
    ended.values().removeIf(e -> e.at().isBefore(old));
    return this;
  }

  private Behavior<Command> onPublished(Published published) {
    Long before = publishers.put(published.publisher(), published.number());
    published.requests().forEach(this::take);
    long expected = published.requests().isEmpty() ? 0 : 1;
    if (before == null || published.number() != before + expected) {
      load();
    }
    return this;
  }

  private void take(RequestView fresh) {
    RequestView old = live.get(fresh.id());
    Ended end = ended.get(fresh.id());
    long known = old != null ? old.version() : end != null ? end.version() : 0;
    if (fresh.version() <= known) {
      return;
    }
    if (LIVE.contains(fresh.state())) {
      live.put(fresh.id(), fresh);
      newestFirst.put(fresh);
      queue.put(fresh);
    } else {
      live.remove(fresh.id());
      newestFirst.remove(fresh);
      queue.remove(fresh);
      ended.put(fresh.id(), new Ended(fresh.version(), clock.instant()));
    }
    int change = (isOpen(fresh) ? 1 : 0) - (old != null && isOpen(old) ? 1 : 0);
    if (change != 0) {
      counts.add(fresh.spec(), change);
    }
    watches.values().forEach(watch -> watch.hear(fresh));
  }

  static boolean isOpen(RequestView request) {
    return OPEN.contains(request.state());
  }

  private Behavior<Command> onListOpen(ListOpen list) {
    var all = newestFirst.candidates(list.query());
    var rest = list.after().map(after -> all.tailMap(after, false)).orElse(all).values();
    list.replyTo()
        .tell(
            new Listed(
                rest.stream()
                    .filter(request -> audiences.matches(list.query(), request))
                    .limit(list.limit())
                    .toList()));
    return this;
  }

  private Behavior<Command> onListQueue(ListQueue list) {
    list.replyTo()
        .tell(
            new Listed(
                queue.list(
                    list.after(),
                    list.limit(),
                    request -> audiences.matches(list.query(), request))));
    return this;
  }

  private Behavior<Command> onStartWatch(StartWatch start) {
    WatchState watch = new WatchState(audiences, start.query(), start.watcher());
    watches.put(start.id(), watch);
    if (counts.complete) {
      list(watch);
    }
    return this;
  }

  private void list(WatchState watch) {
    watch.list(newestFirst.candidates(watch.query()).values(), clock.instant());
  }

  private Behavior<Command> onEndWatch(EndWatch end) {
    watches.remove(end.id());
    return this;
  }

  private Behavior<Command> onPostStop() {
    watches.values().forEach(WatchState::end);
    return this;
  }
}
