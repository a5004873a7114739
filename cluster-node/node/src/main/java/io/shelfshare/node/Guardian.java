package io.shelfshare.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.management.javadsl.AkkaManagement;
import com.datastax.oss.driver.api.core.CqlSession;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.journalstore.JournalStore;
import io.shelfshare.node.customer.CustomerVault;
import io.shelfshare.node.directory.DirectoryCopy;
import io.shelfshare.node.directory.DirectoryEntity;
import io.shelfshare.node.directory.DirectoryReplica;
import io.shelfshare.node.directory.PolicyCopy;
import io.shelfshare.node.directory.PolicyEntity;
import io.shelfshare.node.directory.PolicyReplica;
import io.shelfshare.node.directory.ShardedDirectory;
import io.shelfshare.node.grpc.EdgeServer;
import io.shelfshare.node.grpc.EdgeSettings;
import io.shelfshare.node.grpc.Gateways;
import io.shelfshare.node.grpc.HealthState;
import io.shelfshare.node.history.ShardedHistory;
import io.shelfshare.node.lease.LeaseKeeper;
import io.shelfshare.node.lease.MembershipLease;
import io.shelfshare.node.mending.Asks;
import io.shelfshare.node.mending.Mending;
import io.shelfshare.node.mending.NodeWatch;
import io.shelfshare.node.notify.Notifications;
import io.shelfshare.node.notify.NotifySettings;
import io.shelfshare.node.openwork.OpenWorkDaemon;
import io.shelfshare.node.openwork.OpenWorkTable;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.order.PhotoTable;
import io.shelfshare.node.order.ShardedOrders;
import io.shelfshare.node.order.TransferOrderEntity;
import io.shelfshare.node.readside.Audiences;
import io.shelfshare.node.readside.ReadSide;
import io.shelfshare.node.report.ShardedReports;
import io.shelfshare.node.request.CoveredHere;
import io.shelfshare.node.request.Scout;
import io.shelfshare.node.request.ShardedRequests;
import io.shelfshare.node.request.ShardedRouting;
import io.shelfshare.node.request.StoreSales;
import io.shelfshare.node.request.StoreStandings;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.settlement.ShardedSettlement;
import io.shelfshare.node.settlement.Treasury;
import io.shelfshare.node.stock.ShardedStock;
import io.shelfshare.node.stock.StoreStockEntity;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Starts the parts of a node in their order, and the edge last. */
final class Guardian extends AbstractBehavior<Guardian.Command> {
  /** The name of the actor system, which is part of every node's address. */
  static final String SYSTEM = "shelfshare";

  private static final int CASSANDRA_WITHIN_SECONDS = 60;

  sealed interface Command {}

  private record EdgeStarted(EdgeServer edge) implements Command {}

  private record EdgeFailed(Throwable cause) implements Command {}

  private Guardian(
      ActorContext<Command> context,
      EdgeSettings edge,
      MarketSettings settings,
      NotifySettings notify,
      Clock clock)
      throws InterruptedException, ExecutionException, TimeoutException {
    super(context);
    ActorSystem<?> system = context.getSystem();
    AkkaManagement.get(system).start();
    MembershipLease lease = new MembershipLease(System::nanoTime, clock);
    JournalStore.get(system.classicSystem()).guardBy(lease);
    context.watch(
        context.spawn(
            LeaseKeeper.create(lease),
            LeaseKeeper.NAME,
            DispatcherSelector.fromConfig("akka.actor.internal-dispatcher")));
    CqlSession session = cassandra(system);
    SecureRandom random = new SecureRandom();

    DirectoryCopy copy = new DirectoryCopy();
    ClusterSharding sharding = ClusterSharding.get(system);
    sharding.init(
        Entity.of(
                DirectoryEntity.KEY, entity -> DirectoryEntity.create(entity.getEntityId(), clock))
            .withStopMessage(DirectoryEntity.Stop.STOP));
    ReadSide readSide = new ReadSide(context, session, copy, lease, clock);
    OpenWorkTable openWork = new OpenWorkTable(session);
    openWork.prepareMarks(clock.instant());
    Treasury treasury = new Treasury(context, session, copy, settings, clock);
    Asks asks = new Asks(System::nanoTime);
    Mending mending = new Mending(settings.resendAfter(), settings.resendWhileMending());
    context.watch(context.spawn(NodeWatch.create(asks, mending), "node-watch"));
    Market market =
        new Market(
            sharding,
            readSide,
            openWork,
            id -> copy.store(id).map(Store::owner),
            treasury,
            asks,
            new CoveredHere(),
            mending,
            settings,
            clock);
    Notifications notifications =
        new Notifications(
            context,
            notify,
            new Notifications.Surroundings(
                session,
                openWork,
                copy,
                new ShardedStock(market),
                new Reminders(market)::isDue,
                asks,
                random,
                clock));
    readSide.tell(
        new ReadSide.Listeners(notifications::tellOfRequests, notifications::tellOfOrders));
    StoreStandings standings = new StoreStandings(readSide.storeOrders(), clock);
    initEntities(
        system,
        market,
        new Scout(
            copy,
            new ShardedStock(market),
            standings,
            new StoreSales(readSide.reportTables()::readDays, clock)),
        random);
    PolicyCopy policies = new PolicyCopy();
    ActorRef<PolicyReplica.Command> policyReplica = policies(context, sharding, policies, clock);
    ActorRef<DirectoryReplica.Command> replica =
        context.spawn(
            DirectoryReplica.create(
                copy,
                (kind, fetch) -> sharding.entityRefFor(DirectoryEntity.KEY, kind).tell(fetch)),
            "directory-replica");
    // A node with an old directory, or that does not say whether it is ready, is of no use.
    context.watch(replica);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceRequestsDone(),
            "stop-the-replica",
            (Supplier<CompletionStage<Done>>)
                () -> {
                  replica.tell(DirectoryReplica.Stop.STOP);
                  policyReplica.tell(PolicyReplica.Stop.STOP);
                  return CompletableFuture.completedFuture(Done.getInstance());
                });
    ShardedDaemonProcess.get(system)
        .init(
            OpenWorkDaemon.Command.class,
            "open-work",
            OpenWorkTable.SLICES,
            slice -> OpenWorkDaemon.create(slice, openWork, wakes(market, notifications), clock));

    HealthState health = new HealthState();
    context.spawn(
        Readiness.create(
            session,
            () ->
                copy.isComplete()
                    && policies.isComplete()
                    && treasury.isReady()
                    && notifications.isReady(),
            readSide.counts(),
            health),
        "readiness");
    ShardedDirectory directory = new ShardedDirectory(system, asks, copy, replica);
    ShardedReports reports =
        new ShardedReports(sharding, asks, readSide, directory, settings.answerWithin(), clock);
    notifications.tellWeekly(system, reports::sellers);
    Gateways gateways =
        new Gateways(
            new ShardedStock(market),
            new ShardedRequests(system, market),
            new ShardedOrders(market),
            new PhotoTable(session),
            directory,
            new ShardedHistory(system),
            new ShardedRouting(
                system,
                asks,
                policies,
                policyReplica,
                standings,
                new Audiences(id -> copy.store(id).map(Store::place))),
            new ShardedSettlement(treasury, asks, settings.answerWithin()),
            reports,
            new CustomerVault(session, random, clock),
            notifications.gateway());
    context.pipeToSelf(
        EdgeServer.start(
            edge, new EdgeServer.Foundation(gateways, health, meters(), clock, random)),
        (started, failure) -> failure != null ? new EdgeFailed(failure) : new EdgeStarted(started));
  }

  /** Starts the authority on policies and this node's copy of them. */
  private static ActorRef<PolicyReplica.Command> policies(
      ActorContext<?> context, ClusterSharding sharding, PolicyCopy copy, Clock clock) {
    sharding.init(
        Entity.of(PolicyEntity.KEY, entity -> PolicyEntity.create(clock))
            .withStopMessage(PolicyEntity.Stop.STOP));
    ActorRef<PolicyReplica.Command> replica =
        context.spawn(
            PolicyReplica.create(
                copy,
                fetch -> sharding.entityRefFor(PolicyEntity.KEY, PolicyEntity.ID).tell(fetch)),
            "policy-replica");
    context.watch(replica);
    return replica;
  }

  static Behavior<Command> create(
      EdgeSettings edge, MarketSettings settings, NotifySettings notify, Clock clock) {
    return Behaviors.setup(context -> new Guardian(context, edge, settings, notify, clock));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(EdgeStarted.class, this::onEdgeStarted)
        .onMessage(EdgeFailed.class, this::onEdgeFailed)
        .build();
  }

  /** The journal's own session; starting without a database makes no sense, so this waits. */
  private static CqlSession cassandra(ActorSystem<?> system)
      throws InterruptedException, ExecutionException, TimeoutException {
    return JournalStore.get(system.classicSystem())
        .session()
        .toCompletableFuture()
        .get(CASSANDRA_WITHIN_SECONDS, TimeUnit.SECONDS);
  }

  private static void initEntities(
      ActorSystem<?> system, Market market, Scout scout, RandomGenerator random) {
    ClusterSharding sharding = market.sharding();
    InMemory memory = InMemory.from(system.settings().config());
    sharding.init(
        Entity.of(
                StoreStockEntity.KEY,
                entity -> StoreStockEntity.create(new StoreId(entity.getEntityId()), market))
            .withSettings(memory.stores(system))
            .withStopMessage(StoreStockEntity.Stop.STOP));
    sharding.init(
        Entity.of(
                TransferRequestEntity.KEY,
                entity ->
                    TransferRequestEntity.create(
                        Market.requestId(entity.getEntityId()), market, scout, random))
            .withSettings(memory.transfers(system))
            .withStopMessage(TransferRequestEntity.Stop.STOP));
    sharding.init(
        Entity.of(
                TransferOrderEntity.KEY,
                entity -> TransferOrderEntity.create(new OrderId(entity.getEntityId()), market))
            .withSettings(memory.transfers(system))
            .withStopMessage(TransferOrderEntity.Stop.STOP));
  }

  private static Wake.Calls wakes(Market market, Notifications notifications) {
    return new Wake.Calls(
        Map.of(
            StoreStockEntity.KEY.name(),
            up ->
                market
                    .stock(new StoreId(up.work().entityId()))
                    .tell(new StoreStockEntity.WakeUp(up)),
            TransferRequestEntity.KEY.name(),
            up ->
                market
                    .request(Market.requestId(up.work().entityId()))
                    .tell(new TransferRequestEntity.WakeUp(up)),
            TransferOrderEntity.KEY.name(),
            up ->
                market
                    .order(new OrderId(up.work().entityId()))
                    .tell(new TransferOrderEntity.WakeUp(up)),
            Notifications.courierType(),
            notifications::wake));
  }

  private static PrometheusMeterRegistry meters() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
    return meters;
  }

  private Behavior<Command> onEdgeStarted(EdgeStarted started) {
    CoordinatedShutdown.get(getContext().getSystem())
        .addTask(
            CoordinatedShutdown.PhaseServiceUnbind(),
            "stop-the-edge",
            (Supplier<CompletionStage<Done>>)
                () -> started.edge().stop().handle((stopped, failure) -> Done.getInstance()));
    return this;
  }

  private Behavior<Command> onEdgeFailed(EdgeFailed failed) {
    getContext().getLog().error("The edge cannot start", failed.cause());
    var unused =
        CompletableFuture.runAsync(
            () ->
                CoordinatedShutdown.get(getContext().getSystem())
                    .runAll(CoordinatedShutdown.unknownReason()));
    return this;
  }
}
