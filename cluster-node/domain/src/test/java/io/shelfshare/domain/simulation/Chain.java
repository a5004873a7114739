package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.REQUEST;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.order.Liable;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderEvent.Shipment;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.GrabDecision;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Three stores, a request of the first one and its orders, joined by a bag of messages that come in
 * any order, several times or never. Whatever an entity persists is durable at once; a crash makes
 * it anew from its journal and forgets its soft holds. In some chains an order persists what its
 * receivers took only once it knows that all of them are done. At the worst of moments all nodes
 * die and come back after more than a day.
 */
final class Chain {
  private static final OrderPins PINS =
      new OrderPins(
          new OwnerId("dealer-b"),
          new OwnerId("dealer-a"),
          new OrderPins.Periods(
              Duration.ofSeconds(60),
              Duration.ofSeconds(30),
              Duration.ofSeconds(30),
              Duration.ofSeconds(90)),
          Optional.empty());

  final RequestSpec spec;

  /** A store and its journal. */
  static final class Store {
    final List<StockEvent> journal = new ArrayList<>();
    StoreStock stock = StoreStock.empty();

    <X> Decision<StockEvent, X> persist(Decision<StockEvent, X> decision) {
      decision.events().forEach(stock::apply);
      journal.addAll(decision.events());
      return decision;
    }
  }

  /** An order and its journal. */
  static final class Order {
    final List<OrderEvent> journal = new ArrayList<>();
    final Map<Receiver, Long> acks = new EnumMap<>(Receiver.class);
    TransferOrder order = TransferOrder.unstarted();

    /** Nobody's acknowledgement is missing, as far as this incarnation heard. */
    boolean isDone() {
      return order.supplyStep().filter(step -> isNews(Receiver.SUPPLIER, step.step())).isEmpty()
          && order.report().filter(one -> isNews(Receiver.REQUEST, one.version())).isEmpty()
          && order.inboundStep().filter(step -> isNews(Receiver.DESTINATION, step.step())).isEmpty()
          && order.returnStep().filter(step -> isNews(Receiver.RETURN, step.step())).isEmpty()
          && order.ledgerStep().filter(step -> isNews(Receiver.LEDGER, step.step())).isEmpty();
    }

    private boolean isNews(Receiver receiver, long step) {
      return step > acks.getOrDefault(receiver, 0L);
    }

    <X> Decision<OrderEvent, X> persist(Decision<OrderEvent, X> decision) {
      decision.events().forEach(event -> order = order.apply(event));
      journal.addAll(decision.events());
      return decision;
    }
  }

  /** Something on its way; {@code notBefore} makes a few of them very late. */
  private record Message(Runnable effect, Instant notBefore) {}

  final Map<StoreId, Store> stores = new LinkedHashMap<>();
  final Map<OrderId, Order> orders = new LinkedHashMap<>();
  final List<RequestEvent> journal = new ArrayList<>();
  final List<Award> answered = new ArrayList<>();
  TransferRequest request = TransferRequest.unposted();

  /** What the owners owe each other. */
  final Books books = new Books();

  SoftHolds softHolds = new SoftHolds();
  private final List<Message> bag = new ArrayList<>();
  private final List<Mutation> mutations = new ArrayList<>();
  private final Random random;
  private final SentClerk sentClerk;
  private final int patienceSeconds;
  Instant now = T0;
  private final boolean acksAreHeldBack;
  private boolean settling;
  private final Modes modes;
  int blackouts;

  Chain(long seed) {
    this(seed, false);
  }

  /**
   * @param anyMode whether its request is decided by bids and asks as well
   */
  Chain(long seed, boolean anyMode) {
    random = new Random(seed);
    sentClerk = new SentClerk(random);
    spec =
        new RequestSpec(
            A,
            List.of(units(SHIRT, 12), units(COAT, 4)),
            RequestSpec.Mode.FIRST_COME,
            random.nextInt(3) == 0 ? Optional.of("token") : Optional.empty(),
            T0.plusSeconds(60 + random.nextInt(300)),
            Optional.empty(),
            false,
            0,
            "",
            "CN/East",
            Modes.options(anyMode ? seed : 0));
    modes = new Modes(this, random);
    acksAreHeldBack = random.nextBoolean();
    patienceSeconds = random.nextInt(3) == 0 ? 20 : 200;
    for (StoreId id : List.of(A, B, C)) {
      Store store = new Store();
      stores.put(id, store);
      for (SkuId sku : List.of(SHIRT, COAT)) {
        move(store, Movement.Kind.RECEIPT, sku, 7);
      }
    }
    persist(request.post(spec, mutation(), now));
  }

  <X> Decision<RequestEvent, X> persist(Decision<RequestEvent, X> decision) {
    persist(decision.events());
    return decision;
  }

  void persist(List<RequestEvent> events) {
    events.forEach(event -> request = request.apply(event));
    journal.addAll(events);
  }

  void send(Runnable effect) {
    int lateSeconds = random.nextInt(5) == 0 ? random.nextInt(60) : 0;
    bag.add(new Message(effect, now.plusSeconds(lateSeconds)));
  }

  private Order order(OrderId id) {
    return orders.computeIfAbsent(id, any -> new Order());
  }

  /** A new mutation or, as clients retry, one that was used before. */
  Mutation mutation() {
    if (!mutations.isEmpty() && random.nextInt(6) == 0) {
      return mutations.get(random.nextInt(mutations.size()));
    }
    int n = mutations.size();
    UUID id = new UUID(now.toEpochMilli() << 16 | 0x7000L, n);
    Mutation mutation = new Mutation("x", id, "body", now.plusSeconds(5 + random.nextInt(200)));
    mutations.add(mutation);
    return mutation;
  }

  /** One thing happens. */
  void step() {
    now = now.plusMillis(random.nextInt(800) - 100);
    if (blackouts < 3 && orders.values().stream().anyMatch(Chain::endsWithoutAck)) {
      if (random.nextInt(12) == 0) {
        blackout();
      }
    }
    int dice = random.nextInt(100);
    if (dice < 60 && !bag.isEmpty()) {
      int i = random.nextInt(bag.size());
      if (!now.isBefore(bag.get(i).notBefore())) {
        Message message = random.nextInt(6) == 0 ? bag.get(i) : bag.remove(i);
        if (random.nextInt(10) > 0) {
          message.effect().run();
        }
      }
    } else if (dice < 68) {
      tick();
    } else if (dice < 98) {
      client();
    } else if (random.nextInt(6) == 0) {
      crash();
    }
  }

  /** Nothing is lost any more: all that is due gets done, and what never came is written off. */
  void settle() {
    settling = true;
    for (int round = 0; round < 40 || (round < 80 && ordersTell()); round++) {
      now = now.plusSeconds(30);
      tick();
      for (Order order : orders.values()) {
        order.persist(order.order.confirmLost(List.of(), Liable.CARRIER, mutation(), now));
      }
      while (!bag.isEmpty()) {
        bag.remove(0).effect().run();
      }
    }
  }

  /** An order that closed late has the books to tell that nothing follows. */
  private boolean ordersTell() {
    return orders.values().stream().anyMatch(order -> order.order.ledgerStep().isPresent());
  }

  private void client() {
    StoreId id = random.nextBoolean() ? B : C;
    SkuId sku = random.nextInt(3) > 0 ? SHIRT : COAT;
    long quantity = 1 + random.nextInt(3);
    List<Units> some = List.of(units(sku, quantity));
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        Mutation mutation = mutation();
        send(() -> grab(id, some, mutation));
        modes.client(id, some);
      }
      case 2, 3 -> {
        Movement.Kind[] kinds = Movement.Kind.values();
        Movement.Kind kind = kinds[Math.max(0, random.nextInt(7) - 3)];
        move(stores.get(random.nextInt(6) == 0 ? A : id), kind, sku, quantity + random.nextInt(3));
      }
      case 4 -> {
        if (random.nextInt(40) == 0) {
          persist(request.cancel("", mutation(), now));
        }
      }
      default -> orders.values().forEach(order -> clerk(order, some));
    }
  }

  private void clerk(Order to, List<Units> some) {
    boolean sent =
        to.order
            .view()
            .filter(view -> view.lines().stream().anyMatch(line -> line.shipped() > 0))
            .isPresent();
    if (sent ? random.nextInt(3) > 0 : random.nextInt(25) == 0) {
      to.persist(sentClerk.act(to.order, mutation(), now));
      return;
    }
    List<Units> all = random.nextInt(3) > 0 ? List.of() : some;
    ShortReason reason = ShortReason.values()[random.nextInt(5)];
    switch (random.nextInt(12)) {
      case 0, 1 -> to.persist(to.order.confirm(all, Optional.of(reason), mutation(), now));
      case 2 -> to.persist(to.order.pack(mutation(), now));
      case 3, 4 -> to.persist(to.order.ship(all, Optional.of(reason), shipment(), mutation(), now));
      case 5 -> to.persist(to.order.receive(List.of(), Optional.empty(), mutation(), now));
      case 6 -> {
        Receipt one = new Receipt(some.get(0).sku(), 1, random.nextInt(2));
        to.persist(to.order.receive(List.of(one), Optional.empty(), mutation(), now));
      }
      case 7 -> to.persist(to.order.release(reason, mutation(), now));
      case 8, 9, 10 -> confirmWhatIsThere(to);
      default -> {}
    }
  }

  /** A clerk finds what the till left, before the order has heard of it. */
  private void confirmWhatIsThere(Order to) {
    if (to.order.version() == 0) {
      return;
    }
    OrderView view = to.order.view().orElseThrow();
    List<Units> there =
        stores.get(view.terms().supplier()).stock.holdOf(view.terms().order()).stream()
            .flatMap(hold -> hold.held().stream())
            .toList();
    long pending = view.lines().stream().mapToLong(OrderLine::pending).sum();
    if (!there.isEmpty() && Units.total(there) < pending) {
      ShortReason reason = random.nextInt(3) > 0 ? ShortReason.NOT_FOUND : ShortReason.WRONG_ITEM;
      to.persist(to.order.confirm(there, Optional.of(reason), mutation(), now));
    }
  }

  private void move(Store store, Movement.Kind kind, SkuId sku, long quantity) {
    store.persist(
        store.stock.record(mutation(), List.of(new Movement(sku, kind, quantity, "")), now));
  }

  private void grab(StoreId store, List<Units> lines, Mutation mutation) {
    GrabDecision decision =
        request.grab(store, lines, mutation, softHolds, () -> OrderId.fresh(REQUEST, random), now);
    if (decision instanceof GrabDecision.Reserve reserve) {
      send(() -> reserve(store, reserve.order(), reserve.lines()));
    } else if (decision instanceof GrabDecision.Refused refused) {
      persist(refused.events());
    } else if (decision instanceof GrabDecision.Answered again) {
      answered.add(again.award());
    }
  }

  void reserve(StoreId id, OrderId order, List<Units> lines) {
    Store store = stores.get(id);
    var decision = store.persist(store.stock.reserve(order, lines, Duration.ofSeconds(30), now));
    if (decision instanceof Decision.Done) {
      send(() -> reserved(id, order));
    } else {
      send(() -> modes.refused(order, Refusal.Reason.NOT_AVAILABLE));
    }
  }

  private void reserved(StoreId store, OrderId order) {
    var decision = persist(request.reserved(order, softHolds, Duration.ofSeconds(90), now));
    if (decision instanceof Decision.Done<RequestEvent, Award> done) {
      softHolds.drop(order);
      answered.add(done.answer());
    } else {
      send(() -> verdict(store, order, request.verdict(order, softHolds)));
    }
  }

  private void verdict(StoreId id, OrderId order, Verdict verdict) {
    Store store = stores.get(id);
    store.persist(store.stock.verdict(order, verdict, now));
  }

  private void start(Award award) {
    OrderTerms terms =
        new OrderTerms(
            award.order(),
            award.store(),
            A,
            spec.customerReference(),
            award.lines(),
            award.at(),
            award.confirmBy());
    if (order(award.order()).order.version() > 0) {
      return;
    }
    Store store = stores.get(award.store());
    send(
        () -> {
          var bound = store.persist(store.stock.bind(award.order(), now));
          List<Units> held = ((Decision.Done<StockEvent, List<Units>>) bound).answer();
          send(
              () -> {
                Order order = order(award.order());
                if (order.order.version() > 0) {
                  return;
                }
                OrderPins pins = books.pins(PINS, terms.order(), terms.lines(), now);
                order.persist(order.order.start(terms, pins, held, now));
              });
        });
  }

  /** Everybody does what is due; whatever was not acknowledged is told again. */
  private void tick() {
    if (settling || random.nextInt(4) == 0) {
      persist(request.expire(now));
    }
    request.ordersToStart().forEach(award -> send(() -> start(award)));
    request.ordersToCancel().forEach(id -> send(() -> cancel(id)));
    softHolds
        .placedBefore(now.minusSeconds(patienceSeconds))
        .forEach(hold -> modes.refused(hold.order(), Refusal.Reason.NO_ANSWER));
    modes.goOn(settling);
    stores.forEach(
        (id, store) -> {
          for (OrderId order : store.stock.overdue(now)) {
            send(
                () -> {
                  Verdict verdict = request.verdict(order, softHolds);
                  send(() -> verdict(id, order, verdict));
                });
          }
          store
              .stock
              .untoldBreaches()
              .forEach((order, totals) -> send(() -> breached(store, order, totals)));
        });
    orders.forEach(this::tell);
  }

  private void cancel(OrderId id) {
    Order order = order(id);
    if (order.persist(order.order.cancel(now)) instanceof Decision.Done) {
      send(() -> persist(request.cancelTold(id, now)));
    }
  }

  private void breached(Store store, OrderId id, List<Units> totals) {
    Order order = order(id);
    if (order.persist(order.order.breached(totals, now)) instanceof Decision.Done) {
      send(() -> store.persist(store.stock.breachTold(id, totals, now)));
    }
  }

  private void tell(OrderId id, Order to) {
    if (to.order.version() == 0) {
      return;
    }
    to.persist(to.order.timeRunsOut(now));
    Store supplier = stores.get(to.order.view().orElseThrow().terms().supplier());
    to.order
        .supplyStep()
        .ifPresent(
            step ->
                send(
                    () -> {
                      supplier.persist(supplier.stock.supply(step, now));
                      taken(to, Receiver.SUPPLIER, step.step());
                    }));
    to.order
        .inboundStep()
        .ifPresent(
            step ->
                send(
                    () -> {
                      Store asking = stores.get(A);
                      asking.persist(asking.stock.inbound(step, now));
                      taken(to, Receiver.DESTINATION, step.step());
                    }));
    to.order
        .returnStep()
        .ifPresent(
            step ->
                send(
                    () -> {
                      Store back =
                          stores.get(to.order.view().orElseThrow().returnTo().orElseThrow());
                      back.persist(back.stock.inbound(step, now));
                      taken(to, Receiver.RETURN, step.step());
                    }));
    to.order
        .ledgerStep()
        .ifPresent(
            step ->
                send(
                    () -> {
                      books.take(step, now);
                      taken(to, Receiver.LEDGER, step.step());
                    }));
    to.order
        .report()
        .ifPresent(
            report ->
                send(
                    () -> {
                      persist(request.report(report, now));
                      taken(to, Receiver.REQUEST, report.version());
                    }));
  }

  private void taken(Order to, Receiver receiver, long step) {
    send(
        () -> {
          to.acks.merge(receiver, step, Math::max);
          if (!acksAreHeldBack || to.isDone()) {
            to.acks.forEach((who, taken) -> to.persist(to.order.stepTaken(who, taken, now)));
            to.acks.clear();
          }
        });
  }

  private static Shipment shipment() {
    return new Shipment("SF", "1Z", Optional.empty());
  }

  private static boolean endsWithoutAck(Order order) {
    return order.order.inboundStep().filter(InboundStep::ended).isPresent()
        || order.order.returnStep().filter(InboundStep::ended).isPresent();
  }

  /**
   * All nodes die, with all that was under way, and memories of a day are over when they return.
   */
  private void blackout() {
    blackouts++;
    bag.clear();
    crash();
    now = now.plus(Duration.ofHours(25));
    stores.values().forEach(store -> move(store, Movement.Kind.SALE, SHIRT, 1));
  }

  private void crash() {
    books.crash();
    softHolds = new SoftHolds();
    orders.values().forEach(order -> order.acks.clear());
    TransferRequest again = TransferRequest.unposted();
    for (RequestEvent event : journal) {
      again = again.apply(event);
    }
    assertThat(again).isEqualTo(request);
    for (Store store : stores.values()) {
      StoreStock stock = StoreStock.empty();
      store.journal.forEach(stock::apply);
      assertThat(stock.state()).isEqualTo(store.stock.state());
      store.stock = StoreStock.of(stock.state());
    }
    for (Order order : orders.values()) {
      TransferOrder replayed = TransferOrder.unstarted();
      for (OrderEvent event : order.journal) {
        replayed = replayed.apply(event);
      }
      assertThat(replayed).isEqualTo(order.order);
    }
  }
}
