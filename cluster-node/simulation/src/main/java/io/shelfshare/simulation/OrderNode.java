package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.simulation.fault.Op;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An order; what it was told to start with, and who took what of late, is in memory alone. */
final class OrderNode extends Node {
  final OrderId id;
  private final List<OrderEvent> journal = new ArrayList<>();
  private final Map<Receiver, Long> taken = new EnumMap<>(Receiver.class);
  private final BooksTold books = new BooksTold();
  private final boolean writesAcksTogether;
  private TransferOrder order = TransferOrder.unstarted();
  private Optional<OrderTerms> starting = Optional.empty();
  private List<Units> held = List.of();

  OrderNode(World world, OrderId id, boolean writesAcksTogether) {
    super(world, "order " + id);
    this.id = id;
    this.writesAcksTogether = writesAcksTogether;
  }

  Optional<OrderView> view() {
    return order.view();
  }

  boolean isOver() {
    return order.isOver();
  }

  private <A> Decision<OrderEvent, A> persist(Decision<OrderEvent, A> decision) {
    for (OrderEvent event : world.seam.order(decision.events())) {
      world.happened(name, event);
      world.judge.happened(id, event);
      order = order.apply(event);
      journal.add(event);
      world.judge.shows(id, order.view().orElseThrow());
    }
    return decision;
  }

  /** The award reaches it: the supplier's store is bound first. */
  void start(OrderTerms terms) {
    if (order.view().isPresent()) {
      return;
    }
    starting = Optional.of(terms);
    StoreNode store = world.store(terms.supplier());
    send(store, () -> "bind " + id, () -> store.bind(this));
  }

  void bound(List<Units> nowHeld) {
    if (starting.isEmpty() || order.view().isPresent()) {
      return;
    }
    held = nowHeld;
    OrderTerms terms = starting.get();
    OrderPins pins = world.prices.pins(world, terms);
    BudgetNode budget = world.budget();
    send(budget, () -> "subsidies for " + id, () -> budget.reserve(this, pins));
  }

  void subsidyDecided(OrderPins pins) {
    if (starting.isEmpty() || order.view().isPresent()) {
      return;
    }
    persist(order.start(starting.get(), pins, held, now(Op.START)));
    starting = Optional.empty();
    tell();
  }

  /** A person does something to it. */
  void act(OrderCommand command, Mutation sent) {
    if (order.view().isPresent()) {
      answer(sent, persist(command.decide(order, read(Op.ACT, sent), now(Op.ACT))));
      tell();
    }
  }

  void say(Mutation sent) {
    if (order.view().isPresent()) {
      OrderMessage.Side side = OrderMessage.Side.REQUESTER;
      answer(sent, persist(order.say(side, "Well?", List.of(), read(Op.ACT, sent), now(Op.ACT))));
    }
  }

  void breached(StoreNode store, List<Units> totals) {
    if (persist(order.breached(totals, now(Op.TOLD))) instanceof Decision.Done) {
      send(store, () -> "heard of " + totals, () -> store.breachTold(id, totals));
      tell();
    }
  }

  void cancel(RequestNode request) {
    if (persist(order.cancel(now(Op.TOLD))) instanceof Decision.Done) {
      send(request, () -> "knows that it is cancelled", () -> request.cancelTold(id));
      tell();
    }
  }

  /** Who gets its steps has taken one; some orders write that only once nobody is missing. */
  void taken(Receiver receiver, long step) {
    if (order.view().isEmpty()) {
      return;
    }
    taken.merge(receiver, step, Math::max);
    boolean missing =
        order.pendingSteps().entrySet().stream()
            .anyMatch(one -> one.getValue() > taken.getOrDefault(one.getKey(), 0L));
    if (!writesAcksTogether || !missing) {
      taken.forEach((who, upTo) -> persist(order.stepTaken(who, upTo, now(Op.TOLD))));
      tell();
    }
  }

  void booksTook(String part, long step) {
    books.took(part, step).ifPresent(all -> taken(Receiver.LEDGER, all));
  }

  @Override
  void tick() {
    if (order.view().isEmpty()) {
      return;
    }
    persist(order.timeRunsOut(now(Op.TIME)));
    tell();
  }

  private boolean isNews(Receiver receiver, long step) {
    return step > taken.getOrDefault(receiver, 0L);
  }

  private void tell() {
    if (order.view().isEmpty() || order.pendingSteps().isEmpty()) {
      return;
    }
    OrderView view = order.view().orElseThrow();
    order
        .supplyStep()
        .filter(step -> isNews(Receiver.SUPPLIER, step.step()))
        .ifPresent(
            step -> {
              StoreNode to = world.store(view.terms().supplier());
              send(to, () -> "step " + step.step(), () -> to.supply(this, step));
            });
    order
        .inboundStep()
        .filter(step -> isNews(Receiver.DESTINATION, step.step()))
        .ifPresent(
            step -> {
              StoreNode to = world.store(view.terms().requester());
              Receiver as = Receiver.DESTINATION;
              send(to, () -> "inbound " + step.step(), () -> to.inbound(this, step, as));
            });
    order
        .returnStep()
        .filter(step -> isNews(Receiver.RETURN, step.step()))
        .ifPresent(
            step -> {
              StoreNode to = world.store(view.returnTo().orElseThrow());
              send(to, () -> "back " + step.step(), () -> to.inbound(this, step, Receiver.RETURN));
            });
    order
        .report()
        .filter(report -> isNews(Receiver.REQUEST, report.version()))
        .ifPresent(
            report -> {
              RequestNode to = world.request(id.request());
              send(to, () -> "report " + report.version(), () -> to.report(this, report));
            });
    order
        .ledgerStep()
        .filter(step -> isNews(Receiver.LEDGER, step.step()))
        .flatMap(step -> books.tell(this, step))
        .ifPresent(step -> taken(Receiver.LEDGER, step));
  }

  @Override
  void crash() {
    starting = Optional.empty();
    held = List.of();
    taken.clear();
    books.forget();
    int snapshotAt = world.random().nextInt(journal.size() + 1);
    TransferOrder again = TransferOrder.unstarted();
    for (int i = 0; i < journal.size(); i++) {
      if (i == snapshotAt && i > 0) {
        again = TransferOrder.of(again.state().orElseThrow());
      }
      again = again.apply(journal.get(i));
    }
    world.judge.replayed(name, order, again);
    order = again;
  }
}
