package io.shelfshare.node.notify;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.grpc.gateway.NotificationGateway;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.Sellers;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.notify.channel.Outbound;
import io.shelfshare.node.openwork.OpenWorkTable;
import io.shelfshare.node.openwork.Wake;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's share of telling people: its copy of the endpoints, its couriers, and what makes news
 * of what the market publishes. Safe for use by any thread.
 */
public final class Notifications {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration QUEUED_WITHIN = Duration.ofSeconds(5);
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

  private final ClusterSharding sharding;
  private final EndpointCopy endpoints = new EndpointCopy();
  private final Clock clock;
  private final RequestNews requestNews;
  private final OrderNews orderNews;
  private final Told requestsTold = new Told();
  private final Told ordersTold = new Told();
  private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();
  private final ShardedNotifications gateway;
  private final DeliveryTable table;
  private final WeeklyNews weeklyNews;

  /**
   * What the rest of the node gives.
   *
   * @param reminders whether a reminder is still due
   * @param asks asks entities
   * @param random makes nonces and spreads retries; used from many threads
   */
  public record Surroundings(
      CqlSession session,
      OpenWorkTable openWork,
      DirectoryCopy directory,
      StockGateway stock,
      Function<News, CompletionStage<Boolean>> reminders,
      Asks asks,
      RandomGenerator random,
      Clock clock) {}

  /** Starts it; blocks until the tables have answered. */
  public Notifications(ActorContext<?> context, NotifySettings settings, Surroundings with) {
    ActorSystem<?> system = context.getSystem();
    this.sharding = ClusterSharding.get(system);
    this.clock = with.clock();
    Wording wording = new Wording(with.directory());
    this.requestNews = new RequestNews(endpoints, with.directory(), with.stock(), wording);
    this.orderNews = new OrderNews(endpoints, wording, settings.remindBefore());
    Secrets secrets = new Secrets(settings.secretsKey(), with.random());
    this.table = new DeliveryTable(with.session());
    this.weeklyNews = new WeeklyNews(endpoints, wording, settings.weekly());
    Outbound outbound =
        new Outbound(
            settings.allowPrivate(),
            settings.connectWithin(),
            settings.answerWithin(),
            settings.webPush());
    sharding.init(
        Entity.of(
                EndpointBookEntity.KEY,
                entity -> EndpointBookEntity.create(settings.perStoreMax(), clock))
            .withStopMessage(EndpointBookEntity.Stop.STOP));
    ActorRef<EndpointReplica.Command> replica =
        context.spawn(
            EndpointReplica.create(
                endpoints,
                fetch ->
                    sharding
                        .entityRefFor(EndpointBookEntity.KEY, EndpointBookEntity.ID)
                        .tell(fetch)),
            "endpoint-replica");
    context.watch(replica);
    Office office =
        new Office(
            settings,
            endpoints,
            table,
            with.openWork(),
            secrets,
            outbound,
            with.reminders(),
            this::disable,
            (id, command) -> sharding.entityRefFor(Courier.KEY, id.value()).tell(command),
            with.random(),
            clock);
    sharding.init(
        Entity.of(
                Courier.KEY, entity -> Courier.create(new EndpointId(entity.getEntityId()), office))
            .withStopMessage(Courier.Stop.STOP));
    this.gateway =
        new ShardedNotifications(
            system,
            with.asks(),
            settings,
            with.directory(),
            endpoints,
            replica,
            table,
            secrets,
            this::queue,
            clock);
    atTheEnd(system, replica, outbound);
  }

  private static void atTheEnd(
      ActorSystem<?> system, ActorRef<EndpointReplica.Command> replica, Outbound outbound) {
    CoordinatedShutdown end = CoordinatedShutdown.get(system);
    end.addTask(
        CoordinatedShutdown.PhaseServiceRequestsDone(),
        "stop-the-endpoint-replica",
        (Supplier<CompletionStage<Done>>)
            () -> {
              replica.tell(EndpointReplica.Stop.STOP);
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    end.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "stop-sending",
        (Supplier<CompletionStage<Done>>)
            () -> {
              outbound.close();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  /** True once this node has all the endpoints that there were. */
  public boolean isReady() {
    return endpoints.isComplete();
  }

  /** What the edge calls. */
  public NotificationGateway gateway() {
    return gateway;
  }

  /** The type of a courier's open-work rows. */
  public static String courierType() {
    return Courier.KEY.name();
  }

  /** Wakes a courier. */
  public void wake(Wake.Up up) {
    sharding.entityRefFor(Courier.KEY, up.work().entityId()).tell(new Courier.WakeUp(up));
  }

  /**
   * Has stores told of each week that is over, by whichever node a slice of them lives on.
   *
   * @param sellers what sold best and worst, so many lines of each
   */
  public void tellWeekly(ActorSystem<?> system, SellerLists sellers) {
    WeeklyLists.Sources sources = new WeeklySources(sellers);
    ShardedDaemonProcess.get(system)
        .init(
            WeeklyLists.Command.class,
            "weekly-lists",
            WeeklyLists.SLICES,
            slice -> WeeklyLists.create(slice, weeklyNews, sources, clock));
  }

  /** What sold best and worst in a store and a week. */
  @FunctionalInterface
  public interface SellerLists {
    /** As {@link io.shelfshare.node.grpc.gateway.ReportGateway#sellers}. */
    CompletionStage<Sellers> of(StoreId store, IsoWeek week, int limit);
  }

  private final class WeeklySources implements WeeklyLists.Sources {
    private final SellerLists sellers;

    WeeklySources(SellerLists sellers) {
      this.sellers = sellers;
    }

    @Override
    public Collection<StoreId> stores() {
      return endpoints.isComplete() ? endpoints.stores() : List.of();
    }

    @Override
    public CompletionStage<Boolean> isQueued(EndpointId to, String news) {
      return table.queuedAt(to, news).thenApply(OptionalLong::isPresent);
    }

    @Override
    public CompletionStage<Sellers> sellers(StoreId store, IsoWeek week) {
      return sellers.of(store, week, WeeklyNews.LINES);
    }

    @Override
    public CompletionStage<?> queue(Letter letter) {
      return Notifications.this.queue(letter);
    }
  }

  private void disable(EndpointId id, String why) {
    var unused =
        sharding
            .entityRefFor(EndpointBookEntity.KEY, EndpointBookEntity.ID)
            .<EndpointBookEntity.ChangeReply>ask(
                replyTo -> new EndpointBookEntity.Disable(id, why, replyTo), QUEUED_WITHIN)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.warn("Endpoint {} is disabled after its next message", id, failure);
                  }
                });
  }

  /**
   * Queues what is new about requests, for good.
   *
   * @return fails where some of it has to be brought again; what is queued is not queued twice
   */
  public CompletionStage<?> tellOfRequests(List<RequestView> requests) {
    return all(requests, this::tell);
  }

  /** As {@link #tellOfRequests}, about orders. */
  public CompletionStage<?> tellOfOrders(List<OrderView> orders) {
    return all(orders, this::tell);
  }

  private static <T> CompletionStage<?> all(List<T> some, Function<T, CompletionStage<?>> tell) {
    return CompletableFuture.allOf(
        some.stream()
            .map(one -> told(one, tell).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new));
  }

  private static <T> CompletionStage<?> told(T one, Function<T, CompletionStage<?>> tell) {
    try {
      return tell.apply(one);
    } catch (RuntimeException defect) {
      return CompletableFuture.failedFuture(defect);
    }
  }

  private CompletionStage<?> tell(RequestView request) {
    String id = request.id().toString();
    String mark = requestNews.mark(request);
    if (!endpoints.isComplete()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("The endpoints are not known here yet."));
    } else if (endpoints.isEmpty() || !requestsTold.isNew(id, mark)) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    return bounded(
        id,
        requestNews
            .of(request, clock.instant())
            .thenCompose(letters -> all(letters, this::queue))
            .thenAccept(queued -> requestsTold.told(id, mark)));
  }

  private CompletionStage<?> tell(OrderView order) {
    String id = order.terms().order().value();
    String mark = orderNews.mark(order);
    if (!endpoints.isComplete()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("The endpoints are not known here yet."));
    } else if (endpoints.isEmpty() || !ordersTold.isNew(id, mark)) {
      return CompletableFuture.completedFuture(Done.getInstance());
    }
    return bounded(
        id,
        all(orderNews.of(order, clock.instant()), this::queue)
            .thenAccept(queued -> ordersTold.told(id, mark)));
  }

  /** What fails for too long is given up, as everything that follows would wait for it. */
  private CompletionStage<?> bounded(String id, CompletionStage<Void> telling) {
    return telling
        .thenAccept(told -> failingSince.remove(id))
        .exceptionally(
            failure -> {
              Instant now = clock.instant();
              Instant since = failingSince.computeIfAbsent(id, first -> now);
              if (since.plus(GIVE_UP_AFTER).isAfter(now)) {
                throw new CompletionException(failure);
              }
              LOG.error("News of {} is given up", id, failure);
              failingSince.remove(id);
              return null;
            });
  }

  private CompletionStage<?> queue(Letter letter) {
    return sharding
        .entityRefFor(Courier.KEY, letter.to().value())
        .<Courier.Queued>ask(replyTo -> new Courier.Queue(letter.news(), replyTo), QUEUED_WITHIN);
  }
}
