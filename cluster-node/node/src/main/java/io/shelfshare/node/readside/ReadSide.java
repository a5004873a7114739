package io.shelfshare.node.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.ClusterEvent;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.typed.Cluster;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.journalstore.log.Lease;
import io.shelfshare.node.grpc.gateway.OrderOutcome;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.SkuWeek;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.StoreDay;
import io.shelfshare.node.openwork.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this node's entities publish, and where the edge looks. Publishing returns at once and
 * never fails; what cannot be written now is written later. Safe for use by any thread.
 */
public final class ReadSide {
  private static final Logger LOG = LoggerFactory.getLogger(ReadSide.class);
  private static final Duration INDEXED_WITHIN = Duration.ofSeconds(2);
  private static final int UPDATE_MAX = 500;

  /** Between groups of what people look at; a list is later by it at most. */
  private static final Duration SHORT_REST = Duration.ofMillis(20);

  /**
   * Between groups of what reports count of days and weeks. Short, since a store notes what is
   * published of it in a moment in which everything is.
   */
  private static final Duration REST_OF_TALLIES = Duration.ofMillis(100);

  /** Between groups of what reports count of orders. */
  private static final Duration REST_OF_OUTCOMES = Duration.ofSeconds(1);

  /** So that an index that does not keep up is not given ever more. */
  private static final int INDEXING_MAX = 4;

  private final ActorRef<Publisher.Command<StockLineView>> lines;
  private final ActorRef<Publisher.Command<RequestView>> requests;
  private final ActorRef<Publisher.Command<OrderView>> orders;
  private final ActorRef<MarketBoard.Command> board;
  private final MarketBoard.OpenCounts counts;
  private final ClusterSharding sharding;
  private final StockLineTable lineTable;
  private final RequestTable requestTable;
  private final OrderTable orderTable;
  private final ReportTables reportTables;
  private final ActorRef<Publisher.Command<StoreDay>> days;
  private final SkuWeekTable weekTable;
  private final ActorRef<Publisher.Command<SkuWeek>> weeks;
  private final ActorRef<Publisher.Command<OrderView>> outcomes;
  private volatile Listeners listeners = Listeners.NOBODY;

  /**
   * Who is told of states that are durable, after boards and indexes and apart from them; what
   * fails is told again, with whatever is newer by then.
   */
  public record Listeners(
      Function<List<RequestView>, CompletionStage<?>> requests,
      Function<List<OrderView>, CompletionStage<?>> orders) {
    static final Listeners NOBODY = new Listeners(some -> Standing.NONE, some -> Standing.NONE);
  }

  /**
   * Prepares the tables, blocking, and starts the publishers and this node's board.
   *
   * @param sight what the directory says of stores; local and immediate
   * @param lease what says whether the others may have given this node up
   */
  public ReadSide(
      ActorContext<?> context,
      CqlSession session,
      SupplyIndex.Sight sight,
      Lease lease,
      Clock clock) {
    ReadLogTable logTable = new ReadLogTable(session);
    Cluster cluster = Cluster.get(context.getSystem());
    ReadLog log =
        new ReadLog(
            logTable, UUID.randomUUID(), BoardFeed.name(cluster.selfMember()), lease, clock);
    this.lineTable = new StockLineTable(session, log);
    this.requestTable = new RequestTable(session, log);
    this.reportTables = new ReportTables(session);
    this.orderTable = new OrderTable(session, log);
    part(
        context,
        LogFolding.create(
            new LogFolding.Surroundings(
                session,
                logTable,
                log,
                this::row,
                node -> isLeft(cluster, node),
                LogFolding.Times.USUAL,
                clock)),
        "log-folding");
    this.weekTable = new SkuWeekTable(session);
    this.sharding = ClusterSharding.get(context.getSystem());
    sharding.init(
        Entity.of(
                SupplyIndex.KEY,
                entity ->
                    SupplyIndex.create(
                        Integer.parseInt(entity.getEntityId()), lineTable::read, sight))
            .withStopMessage(SupplyIndex.Stop.STOP));
    this.counts = new MarketBoard.OpenCounts();
    this.board =
        part(
            context,
            MarketBoard.create(
                () -> requestTable.readLive(clock.instant()),
                counts,
                new Audiences(id -> sight.store(id).map(Store::place)),
                clock),
            "market-board");
    ActorRef<BoardFeed.Command> feed = part(context, BoardFeed.create(), "board-feed");
    this.lines =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    lineTable,
                    line -> Map.entry(line.store(), line.sku()),
                    StockLineView::version,
                    this::index,
                    INDEXING_MAX,
                    SHORT_REST)),
            "stock-line-publisher");
    this.days =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    reportTables,
                    day -> Map.entry(day.store(), day.tally().day()),
                    StoreDay::version,
                    group -> Standing.NONE,
                    REST_OF_TALLIES)),
            "store-day-publisher");
    this.weeks =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    weekTable,
                    week -> List.of(week.store(), week.tally().sku(), week.tally().week()),
                    week -> week.tally().version(),
                    group -> Standing.NONE,
                    REST_OF_TALLIES)),
            "sku-week-publisher");
    ActorRef<Publisher.Command<RequestView>> requestNews =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    some -> listeners.requests().apply(some),
                    RequestView::id,
                    RequestView::version,
                    group -> Standing.NONE,
                    Duration.ZERO)),
            "request-news");
    ActorRef<Publisher.Command<OrderView>> orderNews =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    some -> listeners.orders().apply(some),
                    order -> order.terms().order(),
                    OrderView::version,
                    group -> Standing.NONE,
                    Duration.ZERO)),
            "order-news");
    this.requests =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    requestTable,
                    RequestView::id,
                    RequestView::version,
                    group -> {
                      feed.tell(new BoardFeed.Feed(group));
                      return told(requestNews, group);
                    },
                    SHORT_REST)),
            "request-publisher");
    this.orders =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    orderTable,
                    order -> order.terms().order(),
                    OrderView::version,
                    group -> told(orderNews, group),
                    SHORT_REST)),
            "order-publisher");
    this.outcomes =
        part(
            context,
            Publisher.create(
                new Publisher.Subject<>(
                    reportTables::writeOutcomes,
                    order -> order.terms().order(),
                    OrderView::version,
                    group -> Standing.NONE,
                    REST_OF_OUTCOMES)),
            "order-outcome-publisher");
  }

  /** The row of its table. */
  private Statement<?> row(LoggedState state) {
    return switch (state.subject()) {
      case STOCK_LINE -> lineTable.row(state);
      case TRANSFER_REQUEST -> requestTable.row(state);
      case TRANSFER_ORDER -> orderTable.row(state);
    };
  }

  /** Whether a node has ended and this one leads the others, so that its log falls to this one. */
  private static boolean isLeft(Cluster cluster, String node) {
    ClusterEvent.CurrentClusterState state = cluster.state();
    return cluster.selfMember().address().equals(state.getLeader())
        && StreamSupport.stream(state.getMembers().spliterator(), false)
            .noneMatch(member -> BoardFeed.name(member).equals(node));
  }

  /** Completes once the listeners have it, so that an entity that is woken waits for them too. */
  private static <S> CompletionStage<?> told(ActorRef<Publisher.Command<S>> news, List<S> group) {
    CompletableFuture<Void> told = new CompletableFuture<>();
    news.tell(new Publisher.Publish<>(group, () -> told.complete(null)));
    return told;
  }

  /** Tells them of everything that is published from now on. */
  public void tell(Listeners who) {
    listeners = who;
  }

  /** A node without one of these would serve old pictures: it ends with them. */
  private static <C> ActorRef<C> part(ActorContext<?> context, Behavior<C> part, String name) {
    ActorRef<C> ref = context.spawn(part, name);
    context.watch(ref);
    return ref;
  }

  /** Hands lines on to the index of their slice; completes once all of it has them. */
  private CompletionStage<?> index(List<StockLineView> group) {
    List<CompletableFuture<?>> updates = new ArrayList<>();
    group.stream()
        .collect(Collectors.groupingBy(line -> StockLineTable.slice(line.sku())))
        .forEach(
            (slice, changed) -> {
              for (int from = 0; from < changed.size(); from += UPDATE_MAX) {
                int to = Math.min(changed.size(), from + UPDATE_MAX);
                updates.add(
                    update(slice, List.copyOf(changed.subList(from, to))).toCompletableFuture());
              }
            });
    return CompletableFuture.allOf(updates.toArray(CompletableFuture[]::new));
  }

  private CompletionStage<SupplyIndex.Updated> update(int slice, List<StockLineView> changed) {
    return sharding
        .entityRefFor(SupplyIndex.KEY, Integer.toString(slice))
        .ask(replyTo -> new SupplyIndex.Update(changed, replyTo), INDEXED_WITHIN);
  }

  /**
   * Publishes lines of a store.
   *
   * @param written run once they, or newer ones, are durable in the table; from any thread
   */
  public void publishLines(List<StockLineView> changed, Runnable written) {
    lines.tell(new Publisher.Publish<>(changed, written));
  }

  /**
   * As {@link #publishLines}, with what their days did and what was sold of them in their weeks;
   * {@code written} is run after all of it.
   */
  public void publishLines(
      List<StockLineView> changed, List<StoreDay> days, List<SkuWeek> weeks, Runnable written) {
    Runnable one = last(1 + (days.isEmpty() ? 0 : 1) + (weeks.isEmpty() ? 0 : 1), written);
    if (!days.isEmpty()) {
      this.days.tell(new Publisher.Publish<>(days, one));
    }
    if (!weeks.isEmpty()) {
      this.weeks.tell(new Publisher.Publish<>(weeks, one));
    }
    publishLines(changed, one);
  }

  /** What reports count. */
  public ReportTables reportTables() {
    return reportTables;
  }

  /** What the tills sold by week. */
  public SkuWeekTable skuWeeks() {
    return weekTable;
  }

  /** Up to which version the table and the index are known to have everything of a store. */
  public CompletionStage<Long> publishedVersion(StoreId store) {
    return lineTable.readPublished(store);
  }

  /** Notes that they have everything of a store up to {@code version}; lost, it costs only work. */
  public void notePublished(StoreId store, long version) {
    lineTable
        .writePublished(store, version)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.info("It is noted later what was published of {}", store, failure);
              }
            });
  }

  /** As {@link #publishLines}. */
  public void publishRequest(RequestView request, Runnable written) {
    requests.tell(new Publisher.Publish<>(List.of(request), written));
  }

  /** Publishes an order; one that has ended with what reports count of it. */
  public void publishOrder(OrderView order) {
    publishOrder(order, () -> {}, false);
  }

  /**
   * The same as {@link #publishLines} for an order, and sooner: somebody waits until it is written.
   */
  public void publishOrder(OrderView order, Runnable written) {
    publishOrder(order, written, true);
  }

  private void publishOrder(OrderView order, Runnable written, boolean awaited) {
    boolean ended = OrderOutcome.of(order).isPresent();
    Runnable one = last(ended ? 2 : 1, written);
    if (ended) {
      outcomes.tell(new Publisher.Publish<>(List.of(order), one, awaited));
    }
    orders.tell(new Publisher.Publish<>(List.of(order), one, awaited));
  }

  /** Runs {@code then} when it was itself run so many times, by any thread. */
  private static Runnable last(int times, Runnable then) {
    AtomicInteger missing = new AtomicInteger(times);
    return () -> {
      if (missing.decrementAndGet() == 0) {
        then.run();
      }
    };
  }

  /** This node's board of open requests. */
  public ActorRef<MarketBoard.Command> board() {
    return board;
  }

  /** How many requests are open, and whether the board is complete. */
  public MarketBoard.OpenCounts counts() {
    return counts;
  }

  /** Requests of stores, in any state. */
  public PostedRequests postedRequests() {
    return new PostedRequests(requestTable);
  }

  /** Orders of stores. */
  public StoreOrders storeOrders() {
    return new StoreOrders(orderTable);
  }
}
