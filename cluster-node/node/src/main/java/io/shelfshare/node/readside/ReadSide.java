package io.shelfshare.node.readside;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import com.datastax.oss.driver.api.core.CqlSession;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.node.grpc.gateway.OrderView;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where this node's entities publish, and where the edge looks. Publishing returns at once and
 * never fails; what cannot be written now is written later. Safe for use by any thread.
 */
public final class ReadSide {
  private static final Duration INDEXED_WITHIN = Duration.ofSeconds(2);
  private static final int UPDATE_MAX = 500;

  private final ActorRef<Publisher.Command<StockLineView>> lines;
  private final ActorRef<Publisher.Command<RequestView>> requests;
  private final ActorRef<Publisher.Command<OrderView>> orders;
  private final ActorRef<MarketBoard.Command> board;
  private final MarketBoard.OpenCounts counts;
  private final RequestTable requestTable;
  private final OrderTable orderTable;

  /**
   * Prepares the tables, blocking, and starts the publishers and this node's board.
   *
   * @param places where a store is; local and immediate
   */
  public ReadSide(
      ActorContext<?> context,
      CqlSession session,
      Function<StoreId, Optional<Place>> places,
      Clock clock) {
    StockLineTable lineTable = new StockLineTable(session);
    this.requestTable = new RequestTable(session);
    this.orderTable = new OrderTable(session);
    ClusterSharding sharding = ClusterSharding.get(context.getSystem());
    sharding.init(
        Entity.of(
                SupplyIndex.KEY,
                entity ->
                    SupplyIndex.create(
                        Integer.parseInt(entity.getEntityId()), lineTable::read, places))
            .withStopMessage(SupplyIndex.Stop.STOP));
    this.counts = new MarketBoard.OpenCounts();
    this.board =
        context.spawn(
            MarketBoard.create(() -> requestTable.readRecent(clock.instant()), counts, clock),
            "market-board");
    ActorRef<BoardFeed.Command> feed = context.spawn(BoardFeed.create(), "board-feed");
    this.lines =
        context.spawn(
            Publisher.create(
                new Publisher.Subject<>(
                    lineTable,
                    line -> Map.entry(line.store(), line.sku()),
                    StockLineView::version,
                    group -> index(context.getSystem(), sharding, group))),
            "stock-line-publisher");
    this.requests =
        context.spawn(
            Publisher.create(
                new Publisher.Subject<>(
                    requestTable,
                    RequestView::id,
                    RequestView::version,
                    group -> feed.tell(new BoardFeed.Feed(group)))),
            "request-publisher");
    this.orders =
        context.spawn(
            Publisher.create(
                new Publisher.Subject<>(
                    orderTable, order -> order.terms().order(), OrderView::version, group -> {})),
            "order-publisher");
  }

  /** Hands lines on to the index of their slice, again where it does not answer. */
  private static void index(
      ActorSystem<?> system, ClusterSharding sharding, List<StockLineView> group) {
    group.stream()
        .collect(Collectors.groupingBy(line -> StockLineTable.slice(line.sku())))
        .forEach(
            (slice, lines) -> {
              for (int from = 0; from < lines.size(); from += UPDATE_MAX) {
                int to = Math.min(lines.size(), from + UPDATE_MAX);
                update(system, sharding, slice, List.copyOf(lines.subList(from, to)));
              }
            });
  }

  private static void update(
      ActorSystem<?> system, ClusterSharding sharding, int slice, List<StockLineView> lines) {
    sharding
        .entityRefFor(SupplyIndex.KEY, Integer.toString(slice))
        .<SupplyIndex.Updated>ask(replyTo -> new SupplyIndex.Update(lines, replyTo), INDEXED_WITHIN)
        .whenComplete(
            (updated, failure) -> {
              if (failure != null && !system.whenTerminated().isCompleted()) {
                update(system, sharding, slice, lines);
              }
            });
  }

  /**
   * Publishes lines of a store.
   *
   * @param written run once they, or newer ones, are durable in the table; from any thread
   */
  public void publishLines(List<StockLineView> changed, Runnable written) {
    lines.tell(new Publisher.Publish<>(changed, written));
  }

  public void publishRequest(RequestView request) {
    requests.tell(new Publisher.Publish<>(List.of(request), () -> {}));
  }

  public void publishOrder(OrderView order) {
    orders.tell(new Publisher.Publish<>(List.of(order), () -> {}));
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
