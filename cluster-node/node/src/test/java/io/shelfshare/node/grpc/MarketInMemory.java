package io.shelfshare.node.grpc;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Contract;
import io.shelfshare.domain.directory.Owner;
import io.shelfshare.domain.directory.Place;
import io.shelfshare.domain.directory.Sku;
import io.shelfshare.domain.directory.Staff;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyBook;
import io.shelfshare.domain.routing.PolicyEvent;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reliability;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.DirectoryGateway;
import io.shelfshare.node.grpc.gateway.MovementsAnswer;
import io.shelfshare.node.grpc.gateway.OpenCount;
import io.shelfshare.node.grpc.gateway.OrderGateway;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.grpc.gateway.RequestGateway;
import io.shelfshare.node.grpc.gateway.RequestQuery;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.grpc.gateway.RequestWatcher;
import io.shelfshare.node.grpc.gateway.RoutingGateway;
import io.shelfshare.node.grpc.gateway.StockGateway;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.SuppliesView;
import io.shelfshare.node.grpc.gateway.SupplyQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A market without cluster or database behind the edge's ports, that counts what reaches it. */
final class MarketInMemory {
  final AtomicInteger mutations = new AtomicInteger();
  final AtomicInteger reads = new AtomicInteger();
  final List<RequestWatcher> watchers = new CopyOnWriteArrayList<>();
  final List<RequestId> merged = new CopyOnWriteArrayList<>();
  final AtomicInteger watchesClosed = new AtomicInteger();
  final Map<OwnerId, Owner> owners =
      new ConcurrentSkipListMap<>(Comparator.comparing(OwnerId::value));
  final Map<StoreId, Store> stores =
      new ConcurrentSkipListMap<>(Comparator.comparing(StoreId::value));
  final Map<String, Staff> staff = new java.util.concurrent.ConcurrentSkipListMap<>();
  final List<Contract> contracts = new CopyOnWriteArrayList<>();
  final Map<SkuId, Sku> skus = new ConcurrentSkipListMap<>();
  final Map<StoreId, TreeMap<SkuId, Long>> onHand = new ConcurrentHashMap<>();
  final Map<RequestId, RequestView> requests = new ConcurrentHashMap<>();
  final Map<OrderId, OrderView> orders = new ConcurrentHashMap<>();

  /** Stands in for the next calls' outcome where it is set. */
  volatile Optional<Supplier<CompletionStage<Answer<Award>>>> nextGrab = Optional.empty();

  volatile Optional<Mutation> lastMutation = Optional.empty();
  final PhotosInMemory photos = new PhotosInMemory();
  final SettlementInMemory settlement;
  final ReportsInMemory reports = new ReportsInMemory(this);
  final NotificationsInMemory notifications;
  private final Clock clock;
  private final AtomicInteger orderNumbers = new AtomicInteger();

  MarketInMemory(Clock clock) {
    this.clock = clock;
    this.notifications = new NotificationsInMemory(clock, mutations, reads);
    this.settlement =
        new SettlementInMemory(id -> Optional.ofNullable(stores.get(id)), mutations, reads, clock);
    owner("head", Owner.Kind.HEAD_OFFICE, Optional.empty());
    owner("dealer-1", Owner.Kind.DEALER, Optional.of("head"));
    owner("dealer-2", Owner.Kind.DEALER, Optional.of("head"));
    store("s1", "dealer-1", 30.25, 120.16, "CN/East/Zhejiang/Hangzhou");
    store("s2", "dealer-2", 31.23, 121.47, "CN/East/Shanghai");
    store("s3", "dealer-1", 29.87, 121.54, "CN/East/Zhejiang/Ningbo");
    for (int i = 1; i <= 5; i++) {
      SkuId sku = new SkuId("sku-" + i);
      skus.put(sku, new Sku(sku, "coat", "red", String.valueOf(i), "", "Coat " + i));
      for (StoreId store : stores.keySet()) {
        onHand.computeIfAbsent(store, unused -> new TreeMap<>()).put(sku, 10L * i);
      }
    }
  }

  Gateways gateways() {
    return new Gateways(
        new Stock(),
        new Requests(),
        new Orders(),
        photos,
        new Directory(),
        new HistoryInMemory(this),
        new Routing(),
        settlement,
        reports,
        new CustomersInMemory(clock),
        notifications);
  }

  private void owner(String id, Owner.Kind kind, Optional<String> parent) {
    OwnerId owner = new OwnerId(id);
    owners.put(owner, new Owner(owner, id, kind, parent.map(OwnerId::new)));
  }

  private void store(String id, String owner, double latitude, double longitude, String region) {
    StoreId store = new StoreId(id);
    Place place = new Place(latitude, longitude, region);
    stores.put(store, new Store(store, "Store " + id, new OwnerId(owner), place));
  }

  private <T> CompletionStage<Answer<T>> ok(T value) {
    return CompletableFuture.completedFuture(Answer.ok(value));
  }

  private <T> CompletionStage<Answer<T>> refused(Refusal.Reason reason) {
    return CompletableFuture.completedFuture(Answer.refused(Refusal.of(reason)));
  }

  private void mutated(Mutation mutation) {
    mutations.incrementAndGet();
    lastMutation = Optional.of(mutation);
  }

  void tell(RequestView view) {
    requests.put(view.id(), view);
    watchers.forEach(watcher -> watcher.changed(view));
  }

  RequestView request(RequestId id, RequestSpec spec, long version, List<Award> awards) {
    Instant now = clock.instant();
    List<RequestView.Line> lines =
        spec.lines().stream()
            .map(u -> new RequestView.Line(u.sku(), u.quantity(), 0, u.quantity(), 0))
            .toList();
    return new RequestView(id, spec, RequestView.State.OPEN, lines, awards, now, now, version);
  }

  private final class Stock implements StockGateway {
    @Override
    public CompletionStage<Answer<MovementsAnswer>> record(
        StoreId store, Mutation mutation, List<Movement> movements) {
      mutated(mutation);
      return ok(new MovementsAnswer(clock.instant(), movements.size(), 0));
    }

    private static StockLineView line(StoreId store, SkuId sku, long units) {
      return new StockLineView(store, sku, units, 0, 0, units, 0, 0, 70, Optional.empty(), 7);
    }

    @Override
    public CompletionStage<Answer<StockLineView>> line(StoreId store, SkuId sku) {
      reads.incrementAndGet();
      long units = onHand.get(store).getOrDefault(sku, 0L);
      return ok(line(store, sku, units));
    }

    @Override
    public CompletionStage<Answer<List<StockLineView>>> lines(
        StoreId store, String skuPrefix, Optional<SkuId> after, int limit) {
      reads.incrementAndGet();
      return ok(
          onHand.get(store).entrySet().stream()
              .filter(e -> e.getKey().value().startsWith(skuPrefix))
              .filter(e -> after.isEmpty() || e.getKey().compareTo(after.get()) > 0)
              .limit(limit)
              .map(e -> line(store, e.getKey(), e.getValue()))
              .toList());
    }

    @Override
    public CompletionStage<Answer<List<StockLineView>>> linesToCount(
        StoreId store, Optional<SkuId> after, int limit) {
      reads.incrementAndGet();
      return ok(List.of());
    }

    @Override
    public CompletionStage<Answer<SuppliesView>> find(SupplyQuery query) {
      reads.incrementAndGet();
      List<SuppliesView.Supply> found =
          onHand.entrySet().stream()
              .filter(e -> query.except().filter(e.getKey()::equals).isEmpty())
              .map(
                  e ->
                      new SuppliesView.Supply(
                          e.getKey(),
                          OptionalLong.of(e.getValue().getOrDefault(query.sku(), 0L)),
                          70))
              .filter(s -> s.available().orElse(1) >= query.quantityMin())
              .toList();
      long total = onHand.values().stream().mapToLong(m -> m.getOrDefault(query.sku(), 0L)).sum();
      return ok(new SuppliesView(found, total));
    }
  }

  private final class Requests implements RequestGateway {
    @Override
    public CompletionStage<Answer<RequestView>> post(
        RequestId id, RequestSpec spec, Mutation mutation) {
      mutated(mutation);
      tell(requests.computeIfAbsent(id, unused -> request(id, spec, 1, List.of())));
      return ok(requests.get(id));
    }

    @Override
    public CompletionStage<Answer<RequestView>> get(RequestId id) {
      reads.incrementAndGet();
      RequestView view = requests.get(id);
      return view == null ? refused(Refusal.Reason.NOT_FOUND) : ok(view);
    }

    @Override
    public CompletionStage<Answer<Award>> grab(
        RequestId id, StoreId supplier, List<Units> lines, Mutation mutation) {
      mutated(mutation);
      if (nextGrab.isPresent()) {
        return nextGrab.get().get();
      }
      RequestView view = requests.get(id);
      if (view == null) {
        return refused(Refusal.Reason.NOT_FOUND);
      }
      if (view.spec().store().equals(supplier)) {
        return refused(Refusal.Reason.OWN_REQUEST);
      }
      Instant now = clock.instant();
      OrderId order = new OrderId(id + "-" + String.format("%08d", orderNumbers.incrementAndGet()));
      Award award =
          new Award(
              order,
              supplier,
              lines,
              now,
              now.plus(Duration.ofMinutes(5)),
              mutation.key(),
              mutation.fingerprint());
      OrderTerms terms =
          new OrderTerms(
              order,
              supplier,
              view.spec().store(),
              view.spec().customerReference(),
              lines,
              now,
              award.confirmBy());
      orders.put(order, order(terms, OrderView.Status.AWARDED, 1));
      List<Award> awards = new ArrayList<>(view.awards());
      awards.add(award);
      tell(request(id, view.spec(), view.version() + 1, awards));
      return ok(award);
    }

    @Override
    public CompletionStage<Answer<Bid>> bid(RequestId id, Bid.Terms terms, Mutation mutation) {
      mutated(mutation);
      return refused(requests.containsKey(id) ? Refusal.Reason.BID_LATE : Refusal.Reason.NOT_FOUND);
    }

    @Override
    public CompletionStage<Answer<Bid>> withdraw(RequestId id, StoreId store, Mutation mutation) {
      mutated(mutation);
      return refused(Refusal.Reason.NO_BID);
    }

    @Override
    public CompletionStage<Answer<Ask>> decline(
        RequestId id, StoreId store, Ask.DeclineReason reason, Mutation mutation) {
      mutated(mutation);
      return refused(Refusal.Reason.NOT_ASKED);
    }

    @Override
    public CompletionStage<Answer<RequestView>> edit(
        RequestId id, RequestEdit edit, Mutation mutation) {
      mutated(mutation);
      return ok(requests.get(id));
    }

    @Override
    public CompletionStage<Answer<RequestView>> merge(
        RequestId target, RequestId source, Mutation mutation) {
      mutated(mutation);
      merged.add(source);
      return ok(requests.get(target));
    }

    @Override
    public CompletionStage<Answer<RequestView>> cancel(
        RequestId id, String reason, Mutation mutation) {
      mutated(mutation);
      return ok(requests.get(id));
    }

    @Override
    public CompletionStage<Answer<List<RequestView>>> list(
        RequestQuery query, Optional<RequestQuery.Position> after, int limit) {
      reads.incrementAndGet();
      return ok(
          requests.values().stream()
              .sorted(Comparator.comparing((RequestView v) -> v.id().toString()))
              .filter(
                  v ->
                      after.isEmpty()
                          || v.id().toString().compareTo(after.get().id().toString()) > 0)
              .limit(limit)
              .toList());
    }

    @Override
    public CompletionStage<Answer<List<RequestView>>> queue(
        RequestQuery query, RequestQuery.Turns after, int limit) {
      throw new UnsupportedOperationException("the real queue has tests of its own");
    }

    @Override
    public OpenCount openCount(StoreId store) {
      return requests.values().stream()
          .map(RequestView::spec)
          .filter(spec -> spec.store().equals(store))
          .reduce(
              OpenCount.NONE,
              (count, spec) -> count.plus(spec.options().channel(), 1),
              (one, other) -> other);
    }

    @Override
    public Watch watch(RequestQuery query, RequestWatcher watcher) {
      requests.values().forEach(watcher::changed);
      watcher.synced(clock.instant());
      watchers.add(watcher);
      return () -> {
        watchers.remove(watcher);
        watchesClosed.incrementAndGet();
      };
    }
  }

  private static final OrderPins PINS =
      new OrderPins(
          new OwnerId("o1"),
          new OwnerId("o2"),
          new OrderPins.Periods(
              Duration.ofDays(3), Duration.ofDays(7), Duration.ofDays(14), Duration.ofDays(30)),
          Optional.empty());

  private static OrderView order(OrderTerms terms, OrderView.Status state, long version) {
    TransferOrder order = TransferOrder.unstarted();
    OrderEvent started = new OrderEvent.Started(terms.awardedAt(), terms, PINS, terms.lines());
    OrderView view = order.apply(started).view().orElseThrow();
    return new OrderView(
        terms,
        PINS,
        state,
        version,
        terms.awardedAt(),
        view.lines(),
        false,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        0,
        Optional.empty());
  }

  private final Map<OrderId, List<OrderMessage>> threads = new ConcurrentHashMap<>();

  private final class Orders implements OrderGateway {
    @Override
    public CompletionStage<Answer<OrderView>> get(OrderId id) {
      reads.incrementAndGet();
      OrderView view = orders.get(id);
      return view == null ? refused(Refusal.Reason.NOT_FOUND) : ok(view);
    }

    @Override
    public CompletionStage<Answer<List<OrderView>>> list(
        OrderQuery query, Optional<OrderQuery.Position> after, int limit) {
      reads.incrementAndGet();
      return ok(
          orders.values().stream()
              .sorted(Comparator.comparing((OrderView v) -> v.terms().order().value()))
              .filter(
                  v ->
                      after.isEmpty()
                          || v.terms().order().value().compareTo(after.get().id().value()) > 0)
              .limit(limit)
              .toList());
    }

    private CompletionStage<Answer<OrderView>> step(
        OrderId id, OrderView.Status state, Mutation mutation) {
      mutated(mutation);
      OrderView old = orders.get(id);
      orders.put(id, order(old.terms(), state, old.version() + 1));
      return ok(orders.get(id));
    }

    @Override
    public CompletionStage<Answer<OrderView>> act(
        OrderId id, OrderCommand command, Mutation mutation) {
      if (command instanceof OrderCommand.Confirm) {
        return step(id, OrderView.Status.CONFIRMED, mutation);
      } else if (command instanceof OrderCommand.Pack) {
        return step(id, OrderView.Status.PACKED, mutation);
      } else if (command instanceof OrderCommand.Ship) {
        return step(id, OrderView.Status.SHIPPED, mutation);
      } else if (command instanceof OrderCommand.Arrive) {
        return step(id, OrderView.Status.ARRIVED, mutation);
      } else if (command instanceof OrderCommand.Release) {
        return step(id, OrderView.Status.RELEASED, mutation);
      } else if (command instanceof OrderCommand.Withdraw) {
        return step(id, OrderView.Status.CANCELLED, mutation);
      }
      return step(id, OrderView.Status.RECEIVED, mutation);
    }

    @Override
    public CompletionStage<Answer<OrderMessage>> say(OrderId id, Saying saying, Mutation mutation) {
      mutated(mutation);
      List<OrderMessage> thread = threads.computeIfAbsent(id, any -> new ArrayList<>());
      thread.add(
          new OrderMessage(
              thread.size() + 1,
              clock.instant(),
              saying.from(),
              mutation.key(),
              mutation.fingerprint(),
              saying.text(),
              saying.photos()));
      return ok(thread.get(thread.size() - 1));
    }

    @Override
    public CompletionStage<Answer<List<OrderMessage>>> messages(OrderId id, int after, int limit) {
      reads.incrementAndGet();
      return ok(threads.getOrDefault(id, List.of()).stream().skip(after).limit(limit).toList());
    }
  }

  private final class Routing implements RoutingGateway {
    private volatile PolicyBook book = PolicyBook.EMPTY;

    @Override
    public PolicyBook policies() {
      return book;
    }

    @Override
    public CompletionStage<PolicyBook> fetchPolicies() {
      return CompletableFuture.completedFuture(book);
    }

    @Override
    public CompletionStage<Answer<Policy>> create(Policy draft, Mutation mutation) {
      mutated(mutation);
      return changed(book.create(draft, mutation, clock.instant()));
    }

    @Override
    public CompletionStage<Answer<Policy>> publish(PolicyRef ref, Mutation mutation) {
      mutated(mutation);
      return changed(book.publish(ref, mutation, clock.instant()));
    }

    private CompletionStage<Answer<Policy>> changed(Decision<PolicyEvent, Policy> decision) {
      decision.events().forEach(event -> book = book.apply(event));
      return decision instanceof Decision.Done<PolicyEvent, Policy> done
          ? ok(done.answer())
          : refused(((Decision.Refused<PolicyEvent, Policy>) decision).refusal().reason());
    }

    @Override
    public CompletionStage<Reliability> reliability(StoreId store) {
      return CompletableFuture.completedFuture(Reliability.of(List.of(), clock.instant()));
    }

    @Override
    public boolean hasReached(RequestView request, StoreId store) {
      return true;
    }
  }

  private final class Directory implements DirectoryGateway {
    @Override
    public Optional<Owner> owner(OwnerId id) {
      return Optional.ofNullable(owners.get(id));
    }

    @Override
    public Optional<Store> store(StoreId id) {
      return Optional.ofNullable(stores.get(id));
    }

    @Override
    public Optional<Sku> sku(SkuId id) {
      return Optional.ofNullable(skus.get(id));
    }

    @Override
    public CompletionStage<Optional<Owner>> fetchOwner(OwnerId id) {
      return CompletableFuture.completedFuture(owner(id));
    }

    @Override
    public CompletionStage<Optional<Store>> fetchStore(StoreId id) {
      return CompletableFuture.completedFuture(store(id));
    }

    @Override
    public CompletionStage<Optional<Sku>> fetchSku(SkuId id) {
      return CompletableFuture.completedFuture(sku(id));
    }

    @Override
    public List<Owner> owners(Optional<OwnerId> after, int limit) {
      return owners.values().stream()
          .filter(o -> after.isEmpty() || o.id().value().compareTo(after.get().value()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public List<Store> stores(String regionPrefix, Optional<StoreId> after, int limit) {
      return stores.values().stream()
          .filter(s -> s.place().region().startsWith(regionPrefix))
          .filter(s -> after.isEmpty() || s.id().value().compareTo(after.get().value()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public List<Sku> skus(
        Optional<String> style, Optional<String> gtin, Optional<SkuId> after, int limit) {
      return skus.values().stream()
          .filter(s -> style.isEmpty() || s.style().equals(style.get()))
          .filter(s -> after.isEmpty() || s.id().compareTo(after.get()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public CompletionStage<Answer<Integer>> importOwners(List<Owner> batch, Mutation mutation) {
      mutated(mutation);
      batch.forEach(owner -> owners.put(owner.id(), owner));
      return ok(batch.size());
    }

    @Override
    public CompletionStage<Answer<Integer>> importStores(List<Store> batch, Mutation mutation) {
      mutated(mutation);
      batch.forEach(store -> stores.put(store.id(), store));
      return ok(batch.size());
    }

    @Override
    public Optional<Staff> staff(String id) {
      return Optional.ofNullable(staff.get(id));
    }

    @Override
    public List<Staff> staff(Optional<String> after, int limit) {
      return staff.values().stream()
          .filter(one -> after.isEmpty() || one.id().compareTo(after.get()) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public CompletionStage<Answer<Integer>> importStaff(List<Staff> imported, Mutation mutation) {
      mutated(mutation);
      imported.forEach(one -> staff.put(one.id(), one));
      return ok(imported.size());
    }

    @Override
    public CompletionStage<Answer<Integer>> importContracts(
        List<Contract> batch, Mutation mutation) {
      mutated(mutation);
      contracts.addAll(batch);
      return ok(batch.size());
    }

    @Override
    public List<Contract> contracts(
        Optional<OwnerId> owner, Optional<Contract.Parties> after, int limit) {
      return contracts.stream()
          .filter(contract -> owner.isEmpty() || contract.owner().equals(owner.get()))
          .limit(limit)
          .toList();
    }

    @Override
    public CompletionStage<Answer<Integer>> importSkus(List<Sku> batch, Mutation mutation) {
      mutated(mutation);
      batch.forEach(sku -> skus.put(sku.id(), sku));
      return ok(batch.size());
    }
  }
}
