package io.shelfshare.node.notify;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.node.grpc.gateway.Sellers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the stores of one slice told of their week, one store at a time. One runs for each slice,
 * somewhere in the cluster, and keeps nothing: whoever takes over asks the couriers' table who was
 * told, and a courier takes a message of one id once, so that two of them do no harm.
 */
final class WeeklyLists extends AbstractBehavior<WeeklyLists.Command> {
  /** How many share the stores of the chain. */
  static final int SLICES = 8;

  private static final Logger LOG = LoggerFactory.getLogger(WeeklyLists.class);
  private static final Duration LOOK_EACH = Duration.ofMinutes(1);

  /** Whoever takes over has to hear first which stores there are. */
  private static final Duration LOOK_FIRST = Duration.ofSeconds(5);

  /** What it hears; all of it from this node. */
  sealed interface Command {}

  /** Looks who should be told by now. */
  enum Look implements Command {
    LOOK
  }

  private record Done(IsoWeek week, List<EndpointId> told, Optional<Throwable> failure)
      implements Command {}

  /** What it needs of the rest of the node. */
  interface Sources {
    /** The stores that have endpoints; none while that is not known yet. */
    Collection<StoreId> stores();

    /** Whether a message was queued for an endpoint before. */
    CompletionStage<Boolean> isQueued(EndpointId to, String news);

    /** What sold best and worst. */
    CompletionStage<Sellers> sellers(StoreId store, IsoWeek week);

    /** Queues a message for good, once. */
    CompletionStage<?> queue(Letter letter);
  }

  private final int slice;
  private final WeeklyNews news;
  private final Sources sources;
  private final Clock clock;
  private final Queue<StoreId> waiting = new ArrayDeque<>();

  /** Those of {@link #week} that need no second look; it only saves work. */
  private final Set<EndpointId> told = new HashSet<>();

  private IsoWeek week;
  private boolean busy;

  private WeeklyLists(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      int slice,
      WeeklyNews news,
      Sources sources,
      Clock clock) {
    super(context);
    this.slice = slice;
    this.news = news;
    this.sources = sources;
    this.clock = clock;
    this.week = WeeklyNews.week(clock.instant());
    timers.startTimerWithFixedDelay(Look.LOOK, LOOK_FIRST, LOOK_EACH);
  }

  static Behavior<Command> create(int slice, WeeklyNews news, Sources sources, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new WeeklyLists(context, timers, slice, news, sources, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, look -> onLook())
        .onMessage(Done.class, this::onDone)
        .build();
  }

  private Behavior<Command> onLook() {
    Instant now = clock.instant();
    if (!WeeklyNews.week(now).equals(week)) {
      week = WeeklyNews.week(now);
      told.clear();
    }
    if (!busy) {
      waiting.clear();
      sources.stores().stream()
          .filter(store -> Math.floorMod(store.value().hashCode(), SLICES) == slice)
          .filter(store -> !untold(store, now).isEmpty())
          .forEach(waiting::add);
      tellNext();
    }
    return this;
  }

  private List<Endpoint> untold(StoreId store, Instant now) {
    return news.due(store, now).stream().filter(one -> !told.contains(one.id())).toList();
  }

  private void tellNext() {
    StoreId store = waiting.poll();
    if (store == null) {
      return;
    }
    busy = true;
    Instant now = clock.instant();
    List<Endpoint> due = untold(store, now);
    IsoWeek of = WeeklyNews.week(now);
    List<EndpointId> ids = due.stream().map(Endpoint::id).toList();
    getContext()
        .pipeToSelf(
            tell(store, ids, now),
            (done, failure) -> new Done(of, ids, Optional.ofNullable(failure)));
  }

  private CompletionStage<Void> tell(StoreId store, List<EndpointId> due, Instant now) {
    IsoWeek of = WeeklyNews.week(now);
    return missing(due, WeeklyNews.id(store, of))
        .thenCompose(
            missing ->
                missing.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : sources
                        .sellers(store, of)
                        .thenCompose(sellers -> queue(news.of(store, sellers, now), missing)));
  }

  /** Those that do not have it yet. */
  private CompletionStage<List<EndpointId>> missing(List<EndpointId> due, String id) {
    CompletionStage<List<EndpointId>> missing = CompletableFuture.completedFuture(List.of());
    for (EndpointId to : due) {
      missing =
          missing.thenCombine(
              sources.isQueued(to, id),
              (before, queued) ->
                  queued ? before : Stream.concat(before.stream(), Stream.of(to)).toList());
    }
    return missing;
  }

  private CompletionStage<Void> queue(Optional<News> list, List<EndpointId> to) {
    return CompletableFuture.allOf(
        list.stream()
            .flatMap(one -> to.stream().map(endpoint -> new Letter(endpoint, one)))
            .map(letter -> sources.queue(letter).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private Behavior<Command> onDone(Done done) {
    busy = false;
    if (done.failure().isPresent()) {
      LOG.warn("A weekly list is told with the next look", done.failure().get());
    } else if (done.week().equals(week)) {
      told.addAll(done.told());
    }
    tellNext();
    return this;
  }
}
