package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.routing.Spot;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.domain.stock.SupplyStep;
import io.shelfshare.simulation.fault.Op;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store's stock. */
final class StoreNode extends Node {
  private static final Duration AWARD_WITHIN = Duration.ofSeconds(30);

  final StoreId id;
  final OwnerId owner;
  final Spot spot;
  private final List<StockEvent> journal = new ArrayList<>();
  private StoreStock stock = StoreStock.empty();

  StoreNode(World world, StoreId id, OwnerId owner, Spot spot) {
    super(world, id.value());
    this.id = id;
    this.owner = owner;
    this.spot = spot;
  }

  StoreStock stock() {
    return stock;
  }

  private StoreStock deciding(Op op) {
    return world.seam.decides(op, stock, journal);
  }

  private <A> Decision<StockEvent, A> persist(Decision<StockEvent, A> decision) {
    for (StockEvent event : world.seam.stock(decision.events(), stock)) {
      world.happened(name, event);
      world.judge.happened(id, event);
      stock.apply(event);
      journal.add(event);
      world.judge.shows(id, stock, event);
    }
    return decision;
  }

  void record(List<Movement> movements, Mutation sent) {
    world.judge.tells(id, sent, movements);
    answer(
        sent,
        persist(deciding(Op.RECORD).record(read(Op.RECORD, sent), movements, now(Op.RECORD))));
  }

  void reserve(RequestNode asking, OrderId order, List<Units> lines) {
    var decision =
        persist(deciding(Op.RESERVE).reserve(order, lines, AWARD_WITHIN, now(Op.RESERVE)));
    Optional<Refusal> refusal =
        decision instanceof Decision.Refused<StockEvent, StoreStock.Reservation> refused
            ? Optional.of(refused.refusal())
            : Optional.empty();
    List<OrderId> undecided =
        refusal.filter(no -> no.reason() == Refusal.Reason.CONTENDED).isPresent()
            ? stock.undecided(order.request())
            : List.of();
    if (refusal.filter(no -> no.reason() == Refusal.Reason.NOT_AVAILABLE).isPresent()) {
      world.judge.unavailable(id, order, lines);
    }
    send(
        asking,
        () -> "reserved " + order + refusal.map(no -> ": " + no.reason()).orElse(""),
        () -> asking.storeAnswered(id, order, refusal, undecided));
  }

  void bind(OrderNode order) {
    var decision = persist(deciding(Op.BIND).bind(order.id, now(Op.BIND)));
    List<Units> held = ((Decision.Done<StockEvent, List<Units>>) decision).answer();
    send(order, () -> "bound", () -> order.bound(held));
  }

  void supply(OrderNode order, SupplyStep step) {
    if (world.seam.reaches(Receiver.SUPPLIER)) {
      persist(deciding(Op.SUPPLY).supply(step, now(Op.SUPPLY)));
    }
    acknowledge(order, Receiver.SUPPLIER, step.step());
  }

  void inbound(OrderNode order, InboundStep step, Receiver as) {
    if (world.seam.reaches(as)) {
      persist(deciding(Op.INBOUND).inbound(step, now(Op.INBOUND)));
    }
    acknowledge(order, as, step.step());
  }

  private void acknowledge(OrderNode order, Receiver as, long step) {
    send(order, () -> as + " took step " + step, () -> order.taken(as, step));
  }

  void verdict(OrderId order, Verdict verdict) {
    persist(deciding(Op.VERDICT).verdict(order, verdict, now(Op.VERDICT)));
  }

  void breachTold(OrderId order, List<Units> totals) {
    persist(stock.breachTold(order, totals, now(Op.TOLD)));
  }

  @Override
  void tick() {
    for (OrderId order : stock.overdue(now(Op.TIME))) {
      RequestNode request = world.request(order.request());
      send(request, () -> "did " + order + " win?", () -> request.askVerdict(this, order));
    }
    stock
        .untoldBreaches()
        .forEach(
            (order, totals) -> {
              OrderNode to = world.order(order);
              send(to, () -> "sold at the till " + totals, () -> to.breached(this, totals));
            });
  }

  boolean isQuiet() {
    return stock.nextDue().isEmpty();
  }

  @Override
  void crash() {
    int snapshotAt = world.random().nextInt(journal.size() + 1);
    StoreStock again = StoreStock.empty();
    for (int i = 0; i < journal.size(); i++) {
      if (i == snapshotAt) {
        again = StoreStock.of(again.state());
      }
      again.apply(journal.get(i));
    }
    world.judge.replayed(name, stock.state(), again.state());
    stock = world.seam.replayed(again);
  }
}
