package io.shelfshare.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.shelfshare.client.Pages.Page;
import io.shelfshare.market.v1.AggregateStockRequest;
import io.shelfshare.market.v1.AggregateStockResponse;
import io.shelfshare.market.v1.BiddingServiceGrpc;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.CustomerServiceGrpc;
import io.shelfshare.market.v1.DirectoryServiceGrpc;
import io.shelfshare.market.v1.HistoryServiceGrpc;
import io.shelfshare.market.v1.JournalEvent;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.ListCountTasksRequest;
import io.shelfshare.market.v1.ListOrderMessagesRequest;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListPostingsRequest;
import io.shelfshare.market.v1.ListPrice;
import io.shelfshare.market.v1.ListPricesRequest;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStaffRequest;
import io.shelfshare.market.v1.ListStockLinesRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.ListTransferOrderEventsRequest;
import io.shelfshare.market.v1.ListTransferOrdersRequest;
import io.shelfshare.market.v1.ListTransferRequestEventsRequest;
import io.shelfshare.market.v1.ListTransferRequestsRequest;
import io.shelfshare.market.v1.NotificationServiceGrpc;
import io.shelfshare.market.v1.OrderMessage;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Posting;
import io.shelfshare.market.v1.QueryFiguresRequest;
import io.shelfshare.market.v1.QueryFiguresResponse;
import io.shelfshare.market.v1.QueryStockRequest;
import io.shelfshare.market.v1.QueryStockResponse;
import io.shelfshare.market.v1.QueryUnmetDemandRequest;
import io.shelfshare.market.v1.QueryUnmetDemandResponse;
import io.shelfshare.market.v1.ReportServiceGrpc;
import io.shelfshare.market.v1.RoutingServiceGrpc;
import io.shelfshare.market.v1.SettlementServiceGrpc;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Staff;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.StockServiceGrpc;
import io.shelfshare.market.v1.Store;
import io.shelfshare.market.v1.TransferOrder;
import io.shelfshare.market.v1.TransferOrderServiceGrpc;
import io.shelfshare.market.v1.TransferRequest;
import io.shelfshare.market.v1.TransferRequestServiceGrpc;
import io.shelfshare.market.v1.WatchTransferRequestsRequest;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A connection to a Shelfshare chain.
 *
 * <p>Each service is offered as a blocking stub, a stub with futures and an asynchronous stub. All
 * of them carry the token, a deadline and, on mutations, a {@code request_id}, and send a call
 * again where that can help. The stubs throw gRPC's exceptions; {@link #call} turns them into
 * {@link ShelfshareException}. Safe for use by several threads; close it when done.
 */
public final class ShelfshareClient implements AutoCloseable {
  private final RotatingChannel nodes;
  private final Channel channel;
  private final ScheduledExecutorService timer;
  private final RequestIds ids;
  private final WatchSettings watching;

  ShelfshareClient(ShelfshareClientBuilder settings, List<ManagedChannel> channels) {
    this.nodes = new RotatingChannel(channels);
    this.timer = settings.timer();
    this.ids = new RequestIds(settings.clock(), settings.random());
    this.watching =
        new WatchSettings(settings.retries(), settings.watchSilence(), settings.random(), timer);
    // The interceptor that is named last is the first that a call meets.
    this.channel =
        ClientInterceptors.intercept(
            nodes,
            new TokenInterceptor(settings.token()),
            new RetryInterceptor(settings.retries(), settings.deadline(), timer, settings.random()),
            new RequestIdInterceptor(ids));
  }

  /** Starts the description of a connection. */
  public static ShelfshareClientBuilder builder() {
    return new ShelfshareClientBuilder();
  }

  /** The ids of this client's mutations, for callers that send a call again by themselves. */
  public RequestIds requestIds() {
    return ids;
  }

  /** Runs a call of a blocking stub; what goes wrong is a {@link ShelfshareException}. */
  public <A> A call(Supplier<A> call) {
    try {
      return call.get();
    } catch (io.grpc.StatusRuntimeException failure) {
      throw ShelfshareException.of(failure);
    }
  }

  /** The market, blocking. */
  public TransferRequestServiceGrpc.TransferRequestServiceBlockingStub requests() {
    return TransferRequestServiceGrpc.newBlockingStub(channel);
  }

  /** The market, with futures. */
  public TransferRequestServiceGrpc.TransferRequestServiceFutureStub requestsFuture() {
    return TransferRequestServiceGrpc.newFutureStub(channel);
  }

  /** The market, with observers. */
  public TransferRequestServiceGrpc.TransferRequestServiceStub requestsAsync() {
    return TransferRequestServiceGrpc.newStub(channel);
  }

  /** The orders, blocking. */
  public TransferOrderServiceGrpc.TransferOrderServiceBlockingStub orders() {
    return TransferOrderServiceGrpc.newBlockingStub(channel);
  }

  /** The orders, with futures. */
  public TransferOrderServiceGrpc.TransferOrderServiceFutureStub ordersFuture() {
    return TransferOrderServiceGrpc.newFutureStub(channel);
  }

  /** The orders, with observers. */
  public TransferOrderServiceGrpc.TransferOrderServiceStub ordersAsync() {
    return TransferOrderServiceGrpc.newStub(channel);
  }

  /** Whom units are meant for, blocking. */
  public CustomerServiceGrpc.CustomerServiceBlockingStub customers() {
    return CustomerServiceGrpc.newBlockingStub(channel);
  }

  /** The stock, blocking. */
  public StockServiceGrpc.StockServiceBlockingStub stock() {
    return StockServiceGrpc.newBlockingStub(channel);
  }

  /** The stock, with futures. */
  public StockServiceGrpc.StockServiceFutureStub stockFuture() {
    return StockServiceGrpc.newFutureStub(channel);
  }

  /** The stock, with observers. */
  public StockServiceGrpc.StockServiceStub stockAsync() {
    return StockServiceGrpc.newStub(channel);
  }

  /** Calls about sealed bids and asked stores; blocking. */
  public BiddingServiceGrpc.BiddingServiceBlockingStub bidding() {
    return BiddingServiceGrpc.newBlockingStub(channel);
  }

  /** Calls about sealed bids and asked stores; with futures. */
  public BiddingServiceGrpc.BiddingServiceFutureStub biddingFuture() {
    return BiddingServiceGrpc.newFutureStub(channel);
  }

  /** Calls about sealed bids and asked stores; asynchronous. */
  public BiddingServiceGrpc.BiddingServiceStub biddingAsync() {
    return BiddingServiceGrpc.newStub(channel);
  }

  /** Calls about policies and why they decided; blocking. */
  public RoutingServiceGrpc.RoutingServiceBlockingStub routing() {
    return RoutingServiceGrpc.newBlockingStub(channel);
  }

  /** Calls about policies and why they decided; with futures. */
  public RoutingServiceGrpc.RoutingServiceFutureStub routingFuture() {
    return RoutingServiceGrpc.newFutureStub(channel);
  }

  /** Calls about policies and why they decided; asynchronous. */
  public RoutingServiceGrpc.RoutingServiceStub routingAsync() {
    return RoutingServiceGrpc.newStub(channel);
  }

  /** The directory, blocking. */
  public DirectoryServiceGrpc.DirectoryServiceBlockingStub directory() {
    return DirectoryServiceGrpc.newBlockingStub(channel);
  }

  /** The directory, with futures. */
  public DirectoryServiceGrpc.DirectoryServiceFutureStub directoryFuture() {
    return DirectoryServiceGrpc.newFutureStub(channel);
  }

  /** The directory, with observers. */
  public DirectoryServiceGrpc.DirectoryServiceStub directoryAsync() {
    return DirectoryServiceGrpc.newStub(channel);
  }

  /** What happened, blocking. */
  public HistoryServiceGrpc.HistoryServiceBlockingStub history() {
    return HistoryServiceGrpc.newBlockingStub(channel);
  }

  /** What happened, with futures. */
  public HistoryServiceGrpc.HistoryServiceFutureStub historyFuture() {
    return HistoryServiceGrpc.newFutureStub(channel);
  }

  /** Everything that happened to a request, oldest first, fetched as the stream is read. */
  public Stream<JournalEvent> listEvents(ListTransferRequestEventsRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(
                  () ->
                      history()
                          .listTransferRequestEvents(
                              query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getEventsList(), page.getNextPageToken());
        });
  }

  /** Everything that happened to an order, oldest first, fetched as the stream is read. */
  public Stream<JournalEvent> listEvents(ListTransferOrderEventsRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(
                  () ->
                      history()
                          .listTransferOrderEvents(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getEventsList(), page.getNextPageToken());
        });
  }

  /** Money, blocking. */
  public SettlementServiceGrpc.SettlementServiceBlockingStub settlement() {
    return SettlementServiceGrpc.newBlockingStub(channel);
  }

  /** Money, with futures. */
  public SettlementServiceGrpc.SettlementServiceFutureStub settlementFuture() {
    return SettlementServiceGrpc.newFutureStub(channel);
  }

  /** Every list price, SKUs before styles, fetched as the stream is read. */
  public Stream<ListPrice> listPrices(ListPricesRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> settlement().listPrices(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getPricesList(), page.getNextPageToken());
        });
  }

  /** Every posting of a month between two owners, oldest first, fetched as the stream is read. */
  public Stream<Posting> listPostings(ListPostingsRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> settlement().listPostings(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getPostingsList(), page.getNextPageToken());
        });
  }

  /** What is asked of the chain as a whole, blocking. */
  public ReportServiceGrpc.ReportServiceBlockingStub reports() {
    return ReportServiceGrpc.newBlockingStub(channel);
  }

  /** Where people are reached, and what was sent to them, blocking. */
  public NotificationServiceGrpc.NotificationServiceBlockingStub notifications() {
    return NotificationServiceGrpc.newBlockingStub(channel);
  }

  /** Where people are reached, and what was sent to them, with futures. */
  public NotificationServiceGrpc.NotificationServiceFutureStub notificationsFuture() {
    return NotificationServiceGrpc.newFutureStub(channel);
  }

  /** What is asked of the chain as a whole, with futures. */
  public ReportServiceGrpc.ReportServiceFutureStub reportsFuture() {
    return ReportServiceGrpc.newFutureStub(channel);
  }

  /** Stock lines that match, by SKU and store, fetched as the stream is read. */
  public Stream<QueryStockResponse.Line> queryStock(QueryStockRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> reports().queryStock(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getLinesList(), page.getNextPageToken());
        });
  }

  /** Sums of stock lines, by what they are grouped by, fetched as the stream is read. */
  public Stream<AggregateStockResponse.Group> aggregateStock(AggregateStockRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> reports().aggregateStock(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getGroupsList(), page.getNextPageToken());
        });
  }

  /** The groups of a report that began with {@code first}, fetched as the stream is read. */
  public Stream<QueryFiguresResponse.Group> queryFigures(
      QueryFiguresRequest query, QueryFiguresResponse first) {
    return Stream.concat(
        first.getGroupsList().stream(),
        first.getNextPageToken().isEmpty()
            ? Stream.of()
            : Pages.all(
                first.getNextPageToken(),
                token -> {
                  var page =
                      call(
                          () ->
                              reports()
                                  .queryFigures(query.toBuilder().setPageToken(token).build()));
                  return new Page<>(page.getGroupsList(), page.getNextPageToken());
                }));
  }

  /** The groups of a report that began with {@code first}, fetched as the stream is read. */
  public Stream<QueryUnmetDemandResponse.Group> queryUnmetDemand(
      QueryUnmetDemandRequest query, QueryUnmetDemandResponse first) {
    return Stream.concat(
        first.getGroupsList().stream(),
        first.getNextPageToken().isEmpty()
            ? Stream.of()
            : Pages.all(
                first.getNextPageToken(),
                token -> {
                  var page =
                      call(
                          () ->
                              reports()
                                  .queryUnmetDemand(query.toBuilder().setPageToken(token).build()));
                  return new Page<>(page.getGroupsList(), page.getNextPageToken());
                }));
  }

  /** Every request that matches, newest first, fetched as the stream is read. */
  public Stream<TransferRequest> listRequests(ListTransferRequestsRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(
                  () ->
                      requests()
                          .listTransferRequests(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getTransferRequestsList(), page.getNextPageToken());
        });
  }

  /** Every order that matches, newest first, fetched as the stream is read. */
  public Stream<TransferOrder> listOrders(ListTransferOrdersRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(
                  () -> orders().listTransferOrders(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getTransferOrdersList(), page.getNextPageToken());
        });
  }

  /** Every stock line that matches, by SKU id, fetched as the stream is read. */
  public Stream<StockLine> listStockLines(ListStockLinesRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> stock().listStockLines(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getStockLinesList(), page.getNextPageToken());
        });
  }

  /** Every stock line that should be counted, by SKU id, fetched as the stream is read. */
  public Stream<StockLine> listCountTasks(ListCountTasksRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> stock().listCountTasks(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getStockLinesList(), page.getNextPageToken());
        });
  }

  /** Every message of an order's thread, oldest first, fetched as the stream is read. */
  public Stream<OrderMessage> listOrderMessages(ListOrderMessagesRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> orders().listOrderMessages(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getOrderMessagesList(), page.getNextPageToken());
        });
  }

  /** Every owner, by id, fetched as the stream is read. */
  public Stream<Owner> listOwners(ListOwnersRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> directory().listOwners(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getOwnersList(), page.getNextPageToken());
        });
  }

  /** Every person, by name, fetched as the stream is read. */
  public Stream<Staff> listStaff(ListStaffRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> directory().listStaff(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getStaffList(), page.getNextPageToken());
        });
  }

  /** Every contract that matches, by owner and viewer, fetched as the stream is read. */
  public Stream<Contract> listContracts(ListContractsRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> directory().listContracts(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getContractsList(), page.getNextPageToken());
        });
  }

  /** Every store that matches, by id, fetched as the stream is read. */
  public Stream<Store> listStores(ListStoresRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> directory().listStores(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getStoresList(), page.getNextPageToken());
        });
  }

  /** Every SKU that matches, by id, fetched as the stream is read. */
  public Stream<Sku> listSkus(ListSkusRequest query) {
    return Pages.all(
        query.getPageToken(),
        token -> {
          var page =
              call(() -> directory().listSkus(query.toBuilder().setPageToken(token).build()));
          return new Page<>(page.getSkusList(), page.getNextPageToken());
        });
  }

  /**
   * Watches the market: the listener is told one consistent picture, also across broken
   * connections, until the watch is closed or refused for good.
   */
  public MarketWatch watch(WatchTransferRequestsRequest query, MarketListener listener) {
    MarketWatch watch = new MarketWatch(channel, CallOptions.DEFAULT, query, listener, watching);
    watch.connect();
    return watch;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    nodes.close();
  }
}
