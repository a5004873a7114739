package io.shelfshare.simulation;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.simulation.fault.Seam;
import io.shelfshare.simulation.judge.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One chain with its clock and its luck. Each step has a luck of its own, made from the seed and
 * the step's number, so that a run can be played again without some of its steps.
 */
final class World {
  static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
  static final List<SkuId> SKUS =
      List.of(new SkuId("shirt-m"), new SkuId("shirt-l"), new SkuId("coat"));

  private static final int BLACKOUTS_MAX = 3;

  final Seam seam;
  final Judge judge = new Judge(Prices.CAP.minor());
  final Trace trace;
  final Network network = new Network(this);
  final Scouting scouting = new Scouting(this);
  final Prices prices;
  private final long seed;
  private final boolean acksTogether;
  private final Map<StoreId, StoreNode> stores = new LinkedHashMap<>();
  private final Map<RequestId, RequestNode> requests = new LinkedHashMap<>();
  private final Map<OrderId, OrderNode> orders = new LinkedHashMap<>();
  private final Map<OwnerPair, BookNode> books = new LinkedHashMap<>();
  private final BudgetNode budget = new BudgetNode(this);
  private final PolicyNode policies = new PolicyNode(this);
  private final List<RequestNode> requestList = new ArrayList<>();
  private final List<OrderNode> orderList = new ArrayList<>();
  private final Map<String, Long> seen = new TreeMap<>();
  private final Shops shops;
  private final OrderClerks clerks;
  private RandomGenerator random;
  private Instant now = START;
  private long events;
  private int blackouts;
  private int namedOrders;
  private boolean settling;
  private int stepNumber = -1;
  private int made;

  World(long seed, Seam seam, Trace trace) {
    this.seed = seed;
    this.seam = seam;
    this.trace = trace;
    random = Luck.of(seed, -1);
    acksTogether = random.nextBoolean();
    prices = new Prices(random.nextInt(3) == 0 ? 20 : 90);
    Calls calls = new Calls(this);
    shops = new Shops(this, calls);
    clerks = new OrderClerks(this, calls);
    addStore("s1", "dealer-a", new Spot(30.27, 120.15, "CN/East/Hangzhou"));
    addStore("s2", "dealer-b", new Spot(30.19, 120.20, "CN/East/Hangzhou"));
    addStore("s3", "dealer-c", new Spot(31.23, 121.47, "CN/East/Shanghai"));
    addStore("s4", "dealer-a", new Spot(39.90, 116.40, "CN/North/Beijing"));
    shops.open();
  }

  private void addStore(String id, String owner, Spot spot) {
    StoreId store = new StoreId(id);
    stores.put(store, new StoreNode(this, store, new OwnerId(owner), spot));
    judge.isAt(store, spot);
  }

  RandomGenerator random() {
    return random;
  }

  Instant now() {
    return now;
  }

  boolean isSettling() {
    return settling;
  }

  /** How many events were persisted. */
  long events() {
    return events;
  }

  /** How often each kind of event happened. */
  Map<String, Long> seen() {
    return seen;
  }

  void happened(String entity, Object event) {
    events++;
    count(event.getClass().getSimpleName());
    trace.event(entity, event);
  }

  /** Something worth knowing happened once more. */
  void count(String what) {
    seen.merge(what, 1L, Long::sum);
  }

  Collection<StoreNode> stores() {
    return stores.values();
  }

  StoreNode store(StoreId id) {
    return Objects.requireNonNull(stores.get(id), id::value);
  }

  List<RequestNode> requests() {
    return requestList;
  }

  RequestNode request(RequestId id) {
    RequestNode known = requests.get(id);
    if (known == null) {
      known = new RequestNode(this, id);
      requests.put(id, known);
      requestList.add(known);
      trace.name(id.toString(), "r" + requestList.size());
    }
    return known;
  }

  List<OrderNode> orders() {
    return orderList;
  }

  OrderNode order(OrderId id) {
    OrderNode known = orders.get(id);
    if (known == null) {
      known = new OrderNode(this, id, acksTogether);
      orders.put(id, known);
      orderList.add(known);
    }
    return known;
  }

  void nameOrder(OrderId id) {
    namedOrders++;
    trace.name(id.value(), "o" + namedOrders);
  }

  BookNode book(OwnerPair pair) {
    return books.computeIfAbsent(pair, one -> new BookNode(this, one));
  }

  Collection<BookNode> books() {
    return books.values();
  }

  PolicyNode policies() {
    return policies;
  }

  BudgetNode budget() {
    return budget;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /**
   * One of these by luck. Where a shrunk run lacks some of them, it is still the same one, unless
   * that is lacking too.
   */
  <N extends Node> N anyNodeOf(Collection<N> of) {
    long salt = random.nextLong();
    return of.stream()
        .min(Comparator.comparingLong(node -> Luck.mix(node.birth ^ salt)))
        .orElseThrow();
  }

  /** A number of its own for whatever this step makes. */
  long freshNumber() {
    made++;
    return ((long) stepNumber << 20) + made;
  }

  /** One thing happens. */
  void step(int number) {
    random = Luck.of(seed, number);
    stepNumber = number;
    made = 0;
    now = now.plusMillis(Luck.passing(random));
    int dice = random.nextInt(1_000);
    trace.add(
        () -> "#" + number + " at " + Duration.between(START, now).toMillis() / 1_000.0 + " s");
    if (dice < 600 && network.deliverOne()) {
      return;
    }
    int other = dice < 600 ? 600 + dice * 2 / 3 : dice;
    if (other < 710) {
      Node node = anyNode();
      act(node, () -> node.name + " does what is due", node::tick);
    } else if (other < 850) {
      shops.act();
    } else if (other < 985) {
      clerks.act();
    } else if (other < 998) {
      Node node = anyNode();
      trace.add(() -> "    " + node.name + " dies and comes back");
      node.crash();
    } else if (blackouts < BLACKOUTS_MAX && random.nextInt(4) == 0) {
      blackout();
    }
  }

  private Node anyNode() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> anyNodeOf(stores.values());
      case 2, 3, 4 -> requestList.isEmpty() ? budget : anyNodeOf(requestList);
      case 5, 6 -> orderList.isEmpty() ? budget : anyNodeOf(orderList);
      default -> {
        int dice = random.nextInt(8);
        Node one = dice == 0 ? policies : budget;
        yield dice < 2 || books.isEmpty() ? one : anyNodeOf(books.values());
      }
    };
  }

  /** An entity does something; it may die right after it persisted, before anybody hears of it. */
  void act(Node node, Supplier<String> what, Runnable effect) {
    trace.add(() -> "    " + what.get());
    boolean dies = !settling && random.nextInt(100) == 0;
    network.mute(dies);
    effect.run();
    network.mute(false);
    if (dies) {
      trace.add(() -> "    " + node.name + " dies before it tells anybody");
      node.crash();
    }
  }

  /** All nodes die, with all that was under way; memories of a day or a week are over then. */
  private void blackout() {
    blackouts++;
    network.clear();
    nodes().forEach(Node::crash);
    now = now.plus(Duration.ofHours(random.nextInt(3) == 0 ? 24 * 8 : 25));
    trace.add(() -> "    all nodes died; it is " + now + " when they are back");
    count("Blackout");
  }

  List<Node> nodes() {
    List<Node> all = new ArrayList<>(stores.values());
    all.addAll(requestList);
    all.addAll(orderList);
    all.addAll(books.values());
    all.add(budget);
    all.add(policies);
    return all;
  }

  /** From now on nothing is lost. */
  void startSettling(int number) {
    random = Luck.of(seed, number);
    stepNumber = number;
    made = 0;
    settling = true;
  }

  void wait(Duration time) {
    now = now.plus(time);
  }
}
