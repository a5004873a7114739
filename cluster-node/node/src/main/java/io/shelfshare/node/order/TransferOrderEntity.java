package io.shelfshare.node.order;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.LedgerStep;
import io.shelfshare.domain.order.OrderCommand;
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderMessage;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.node.Alarm;
import io.shelfshare.node.Answers;
import io.shelfshare.node.Commands;
import io.shelfshare.node.Market;
import io.shelfshare.node.Wire;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.settlement.BudgetEntity;
import io.shelfshare.node.settlement.LedgerEntity;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One transfer order: a supplier's leg of a request. Key: the order's id, which names its request.
 *
 * <p>Life: unstarted → (START, Bind) AWARDED → CONFIRMED → PACKED → SHIPPED → ARRIVED → RECEIVED →
 * SETTLED → CLOSED, with the exits RELEASED, CANCELLED, RETURNING → RETURNED and LOST. {@link
 * TransferOrder} decides; this entity persists, answers, publishes, and tells the stores, the
 * request and the books its steps until they have taken them.
 */
public final class TransferOrderEntity
    extends EventSourcedBehavior<TransferOrderEntity.Command, OrderEvent, TransferOrder> {
  /** The sharded type; entity ids are order ids. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "TransferOrder");

  /** The row of an order that has steps to tell wakes it after this, should nobody else. */
  private static final Duration ROW_FOR_STEPS = Duration.ofMinutes(5);

  private static final Set<OrderView.Status> SETTLED =
      EnumSet.of(OrderView.Status.SETTLED, OrderView.Status.CLOSED);

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Step 4 of a grab: the request tells until it is told {@code Started}. */
  public record Start(OrderTerms terms) implements Command {}

  private record StoreBound(StoreStockEntity.Bound bound) implements Command {}

  /** Reads it. */
  public record Get(ActorRef<Viewed> replyTo) implements Command {}

  /** A person does something to it. */
  public record Act(OrderCommand command, Mutation mutation, ActorRef<Viewed> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Viewed(Optional<OrderView> view, Optional<Refusal> refusal) implements Wire {
    static Viewed of(OrderView view) {
      return new Viewed(Optional.of(view), Optional.empty());
    }

    static Viewed refused(Refusal refusal) {
      return new Viewed(Optional.empty(), Optional.of(refusal));
    }
  }

  /** A party says something. */
  public record Say(
      OrderMessage.Side from,
      String text,
      List<String> photos,
      Mutation mutation,
      ActorRef<Said> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Said(Optional<OrderMessage> message, Optional<Refusal> refusal) implements Wire {}

  /** Reads its thread, from the first message after number {@code after}. */
  public record GetThread(int after, int limit, ActorRef<Thread> replyTo) implements Command {}

  /** Messages, or why there are none. */
  public record Thread(List<OrderMessage> messages, Optional<Refusal> refusal) implements Wire {}

  /** The supplier's till sold units of this order, in all. */
  public record Breached(OrderId order, List<Units> totals, ActorRef<BreachTaken> replyTo)
      implements Command {}

  /** The breaches are taken for good. */
  public record BreachTaken(OrderId order, List<Units> totals) implements Wire {}

  /** The request was taken back; it tells until it is told {@code CancelTaken}. */
  public record Cancel(OrderId order) implements Command {}

  private record StepTaken(Receiver receiver, long step) implements Command {}

  /** The open-work daemon wakes it. */
  public record WakeUp(Wake.Up up) implements Command {}

  private record SubsidyDecided(BudgetEntity.Reserved answer) implements Command {}

  private record NotAwarded() implements Command {}

  private enum Tick implements Command {
    TICK
  }

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private static final Commands<TransferOrderEntity, Command, OrderEvent, TransferOrder> COMMANDS =
      new Commands<TransferOrderEntity, Command, OrderEvent, TransferOrder>()
          .on(Start.class, TransferOrderEntity::onStart)
          .on(StoreBound.class, TransferOrderEntity::onStoreBound)
          .on(SubsidyDecided.class, TransferOrderEntity::onSubsidyDecided)
          .on(Get.class, TransferOrderEntity::onGet)
          .on(Act.class, TransferOrderEntity::onAct)
          .on(Say.class, TransferOrderEntity::onSay)
          .on(GetThread.class, TransferOrderEntity::onGetThread)
          .on(NotAwarded.class, (entity, order, message) -> entity.onNotAwarded())
          .on(Breached.class, TransferOrderEntity::onBreached)
          .on(Cancel.class, TransferOrderEntity::onCancel)
          .on(StepTaken.class, TransferOrderEntity::onStepTaken)
          .on(WakeUp.class, TransferOrderEntity::onWakeUp)
          .on(Tick.class, (entity, order, tick) -> entity.onTick(order))
          .on(Stop.class, (entity, order, stop) -> entity.Effect().stop())
          .covering(Command.class);

  private final Alarm<Command> alarm;
  private final OrderId id;
  private final Market market;
  private final Standing standing;
  private final ActorRef<StoreStockEntity.Bound> bound;
  private final ActorRef<StoreStockEntity.SupplyTaken> supplierTook;
  private final ActorRef<StoreStockEntity.InboundTaken> storeTook;
  private final ActorRef<TransferRequestEntity.Reported> requestTook;
  private final ActorRef<Command> self;
  private final BooksTold books;
  private final ActorRef<LedgerEntity.Taken> bookTook;
  private final ActorRef<BudgetEntity.Settled> budgetTook;
  private final ActorRef<BudgetEntity.Reserved> budgetAnswers;

  private final ActorRef<TransferRequestEntity.NotAwarded> notAwarded;

  /** The highest steps that were taken, as far as this incarnation heard. */
  private final Map<Receiver, Long> taken = new EnumMap<>(Receiver.class);

  /** True once the request said that there is no such award. */
  private boolean neverAwarded;

  /** What the request told, until the order has begun. */
  private Optional<OrderTerms> starting = Optional.empty();

  /** What the order will fix, while its budget decides. */
  private Optional<Priced> priced = Optional.empty();

  private record Priced(OrderPins pins, List<Units> held) {
    Priced withMoney(UnaryOperator<SettlementTerms> change) {
      return new Priced(
          new OrderPins(
              pins.supplierOwner(),
              pins.requesterOwner(),
              pins.periods(),
              pins.money().map(change)),
          held);
    }
  }

  private TransferOrderEntity(
      ActorContext<Command> context, TimerScheduler<Command> timers, OrderId id, Market market) {
    super(PersistenceId.of(KEY.name(), id.value()));
    this.alarm = new Alarm<>(timers, Tick.TICK);
    this.id = id;
    this.market = market;
    this.standing = market.standing(KEY.name(), id.value());
    this.bound = context.messageAdapter(StoreStockEntity.Bound.class, StoreBound::new);
    this.supplierTook =
        context.messageAdapter(
            StoreStockEntity.SupplyTaken.class,
            taken -> new StepTaken(Receiver.SUPPLIER, taken.step()));
    this.storeTook =
        context.messageAdapter(
            StoreStockEntity.InboundTaken.class,
            taken ->
                new StepTaken(taken.back() ? Receiver.RETURN : Receiver.DESTINATION, taken.step()));
    this.self = context.getSelf();
    this.books = new BooksTold(market);
    this.bookTook =
        context.messageAdapter(
            LedgerEntity.Taken.class,
            taken ->
                new StepTaken(
                    Receiver.LEDGER, books.took(Optional.of(taken.pair()), taken.step())));
    this.budgetTook =
        context.messageAdapter(
            BudgetEntity.Settled.class,
            taken -> new StepTaken(Receiver.LEDGER, books.took(Optional.empty(), taken.step())));
    this.budgetAnswers = context.messageAdapter(BudgetEntity.Reserved.class, SubsidyDecided::new);
    this.notAwarded =
        context.messageAdapter(TransferRequestEntity.NotAwarded.class, message -> new NotAwarded());
    this.requestTook =
        context.messageAdapter(
            TransferRequestEntity.Reported.class,
            reported -> new StepTaken(Receiver.REQUEST, reported.version()));
  }

  public static Behavior<Command> create(OrderId id, Market market) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new TransferOrderEntity(context, timers, id, market)));
  }

  @Override
  public TransferOrder emptyState() {
    return TransferOrder.unstarted();
  }

  @Override
  public CommandHandler<Command, OrderEvent, TransferOrder> commandHandler() {
    return COMMANDS.of(this);
  }

  private Instant now() {
    return market.clock().instant();
  }

  /**
   * The award reaches its order: a row stands first, so that a crash between here and its first
   * event is noticed, then the store is bound.
   */
  private Effect<OrderEvent, TransferOrder> onStart(TransferOrder order, Start command) {
    if (order.view().isPresent()) {
      market.request(id.request()).tell(new TransferRequestEntity.Started(id));
      return Effect().none();
    }
    starting = Optional.of(command.terms());
    Answers.afterRow(
        standing.until(now(), Optional.of(command.terms().confirmBy())),
        () -> market.stock(command.terms().supplier()).tell(new StoreStockEntity.Bind(id, bound)));
    return Effect().none();
  }

  private Effect<OrderEvent, TransferOrder> onStoreBound(TransferOrder order, StoreBound message) {
    if (starting.isEmpty() || order.view().isPresent()) {
      return Effect().none();
    }
    OrderTerms terms = starting.get();
    Optional<OrderPins> pins = pins(terms);
    if (pins.isEmpty()) {
      // This node's directory is behind; the request tells again.
      starting = Optional.empty();
      return Effect().none();
    }
    Priced now = new Priced(pins.get(), message.bound().held());
    Optional<SettlementTerms> money = pins.get().money();
    Optional<SubsidyRule.Budget> budget =
        money.flatMap(SettlementTerms::budget).flatMap(market.treasury()::cap);
    if (budget.isEmpty()) {
      return begin(order, now.withMoney(SettlementTerms::unsubsidized));
    }
    priced = Optional.of(now);
    market
        .treasury()
        .budget(budget.get().id())
        .tell(
            new BudgetEntity.Reserve(
                id,
                money.orElseThrow().subsidyMax(),
                budget.get().cap(),
                money.orElseThrow().rulesVersion(),
                budgetAnswers));
    return Effect().none();
  }

  /** The budget has set all of the order's subsidies apart, or pays none of them. */
  private Effect<OrderEvent, TransferOrder> onSubsidyDecided(
      TransferOrder order, SubsidyDecided decided) {
    if (priced.isEmpty() || order.view().isPresent()) {
      return Effect().none();
    }
    Priced now = priced.get();
    Optional<Money> wanted = now.pins().money().map(SettlementTerms::subsidyMax);
    if (!wanted.equals(Optional.of(decided.answer().amount()))) {
      // An answer to an earlier start, when other rules held.
      return Effect().none();
    }
    boolean granted = decided.answer().granted();
    return begin(order, granted ? now : now.withMoney(SettlementTerms::refusedByBudget));
  }

  private Effect<OrderEvent, TransferOrder> begin(TransferOrder order, Priced with) {
    OrderTerms terms = starting.orElseThrow();
    starting = Optional.empty();
    priced = Optional.empty();
    return persisted(
        order.start(terms, with.pins(), with.held(), now()).events(),
        () -> market.request(id.request()).tell(new TransferRequestEntity.Started(id)));
  }

  /** Empty where this node does not know the stores or the trade rules yet. */
  private Optional<OrderPins> pins(OrderTerms terms) {
    if (!market.treasury().knows(terms.supplier(), terms.requester())) {
      return Optional.empty();
    }
    return market
        .ownerOf(terms.supplier())
        .flatMap(
            supplier ->
                market
                    .ownerOf(terms.requester())
                    .map(
                        requester ->
                            new OrderPins(
                                supplier,
                                requester,
                                market.settings().orderPeriods(),
                                market
                                    .treasury()
                                    .terms(
                                        terms.supplier(),
                                        terms.requester(),
                                        terms.lines(),
                                        id.value().hashCode()))));
  }

  /** A grab is answered before its order has begun, so whoever comes that early waits for it. */
  private Effect<OrderEvent, TransferOrder> onceStarted(
      TransferOrder order,
      Consumer<Refusal> refused,
      Supplier<Effect<OrderEvent, TransferOrder>> then) {
    if (order.view().isPresent()) {
      return then.get();
    } else if (neverAwarded) {
      refused.accept(Refusal.of(Refusal.Reason.NOT_FOUND));
      return Effect().none();
    }
    askForStart();
    return Effect().stash();
  }

  private void askForStart() {
    if (starting.isEmpty()) {
      market.request(id.request()).tell(new TransferRequestEntity.StartAgain(id, notAwarded));
    }
  }

  private Effect<OrderEvent, TransferOrder> onNotAwarded() {
    neverAwarded = true;
    return Effect().none().thenUnstashAll();
  }

  private Effect<OrderEvent, TransferOrder> onGet(TransferOrder order, Get command) {
    return onceStarted(
        order,
        refusal -> command.replyTo().tell(Viewed.refused(refusal)),
        () -> {
          command.replyTo().tell(Viewed.of(order.view().orElseThrow()));
          return Effect().none();
        });
  }

  /** A person's step; what was done before is told again once a row stands. */
  private Effect<OrderEvent, TransferOrder> onAct(TransferOrder order, Act act) {
    Consumer<Refusal> refused = refusal -> act.replyTo().tell(Viewed.refused(refusal));
    return onceStarted(
        order,
        refused,
        () ->
            decided(
                order,
                act.command().decide(order, act.mutation(), now()),
                view -> act.replyTo().tell(Viewed.of(view)),
                refused));
  }

  private Effect<OrderEvent, TransferOrder> onSay(TransferOrder order, Say say) {
    Consumer<Refusal> refused =
        refusal -> say.replyTo().tell(new Said(Optional.empty(), Optional.of(refusal)));
    return onceStarted(
        order,
        refused,
        () ->
            decided(
                order,
                order.say(say.from(), say.text(), say.photos(), say.mutation(), now()),
                message -> say.replyTo().tell(new Said(Optional.of(message), Optional.empty())),
                refused));
  }

  private Effect<OrderEvent, TransferOrder> onGetThread(TransferOrder order, GetThread get) {
    return onceStarted(
        order,
        refusal -> get.replyTo().tell(new Thread(List.of(), Optional.of(refusal))),
        () -> {
          List<OrderMessage> page =
              order.state().orElseThrow().messages().stream()
                  .skip(get.after())
                  .limit(get.limit())
                  .toList();
          get.replyTo().tell(new Thread(page, Optional.empty()));
          return Effect().none();
        });
  }

  private Effect<OrderEvent, TransferOrder> onBreached(TransferOrder order, Breached command) {
    return decided(
        order,
        order.breached(command.totals(), now()),
        view -> command.replyTo().tell(new BreachTaken(id, command.totals())),
        refusal -> {});
  }

  private Effect<OrderEvent, TransferOrder> onCancel(TransferOrder order, Cancel command) {
    return decided(
        order,
        order.cancel(now()),
        view -> market.request(id.request()).tell(new TransferRequestEntity.CancelTaken(id)),
        refusal -> {});
  }

  /**
   * Acknowledgements are written together, once nobody's is missing: a crash asks for them again.
   */
  private Effect<OrderEvent, TransferOrder> onStepTaken(TransferOrder order, StepTaken message) {
    taken.merge(message.receiver(), message.step(), Math::max);
    boolean missing =
        order.pendingSteps().entrySet().stream()
            .anyMatch(step -> isNews(step.getKey(), step.getValue()));
    if (order.view().isEmpty() || missing) {
      return Effect().none();
    }
    List<OrderEvent> events = new ArrayList<>();
    TransferOrder next = order;
    for (Map.Entry<Receiver, Long> one : taken.entrySet()) {
      List<OrderEvent> more = next.stepTaken(one.getKey(), one.getValue(), now()).events();
      for (OrderEvent event : more) {
        next = next.apply(event);
      }
      events.addAll(more);
    }
    return persisted(events, () -> {});
  }

  private boolean isNews(Receiver receiver, long step) {
    return step > taken.getOrDefault(receiver, 0L);
  }

  /** Whatever an incarnation before may have left unpublished or untold is done again. */
  private Effect<OrderEvent, TransferOrder> onWakeUp(TransferOrder order, WakeUp command) {
    if (command.up().spent()) {
      standing.spent(command.up().work().due());
    }
    if (order.view().isEmpty()) {
      // A row stands, so it was told to start once.
      askForStart();
    }
    tellSteps(order);
    setAlarm(order);
    Answers.afterRow(rowOf(order), () -> publish(order, () -> command.up().awake()));
    return Effect().none();
  }

  private Effect<OrderEvent, TransferOrder> onTick(TransferOrder order) {
    alarm.rang();
    tellSteps(order);
    setAlarm(order);
    return order.view().isEmpty()
        ? Effect().none()
        : persisted(order.timeRunsOut(now()).events(), () -> {});
  }

  private <A> Effect<OrderEvent, TransferOrder> decided(
      TransferOrder order,
      Decision<OrderEvent, A> decision,
      Consumer<A> done,
      Consumer<Refusal> refused) {
    Runnable answer = Answers.to(decision, done, refused);
    if (decision.events().isEmpty() && decision instanceof Decision.Done<OrderEvent, A>) {
      Answers.afterRow(rowOf(order), answer);
      return Effect().none();
    }
    return persisted(decision.events(), answer);
  }

  /** Persists, publishes, tells the steps, and answers once an open-work row stands. */
  private Effect<OrderEvent, TransferOrder> persisted(List<OrderEvent> events, Runnable answer) {
    if (events.isEmpty()) {
      answer.run();
      return Effect().none();
    }
    return Effect()
        .persist(events)
        .thenRun(
            (TransferOrder order) -> {
              if (isVisible(order, events)) {
                order.view().ifPresent(market.readSide()::publishOrder);
              }
              Answers.afterRow(rowOf(order), answer);
              tellSteps(order);
              setAlarm(order);
            })
        .thenUnstashAll();
  }

  /** Steps that were taken show where they settled or closed the order. */
  private static boolean isVisible(TransferOrder order, List<OrderEvent> events) {
    return events.stream().anyMatch(event -> !(event instanceof OrderEvent.StepTaken))
        || order.view().filter(view -> SETTLED.contains(view.status())).isPresent();
  }

  /** The row that stands, or is put, while the order is not over. */
  private CompletionStage<Done> rowOf(TransferOrder order) {
    return order.isOver() ? Standing.NONE : standing.until(now(), Optional.of(rowDue(order)));
  }

  /** What is due at once is done by this incarnation; the row is for the one after a crash. */
  private Instant rowDue(TransferOrder order) {
    Instant atLast = now().plus(ROW_FOR_STEPS);
    return order.nextDue().filter(due -> due.isAfter(now())).orElse(atLast);
  }

  private void publish(TransferOrder order, Runnable written) {
    order.view().ifPresentOrElse(view -> market.readSide().publishOrder(view, written), written);
  }

  private void tellSteps(TransferOrder order) {
    order
        .supplyStep()
        .filter(step -> isNews(Receiver.SUPPLIER, step.step()))
        .ifPresent(
            step ->
                market
                    .stock(order.view().orElseThrow().terms().supplier())
                    .tell(new StoreStockEntity.Supply(step, supplierTook)));
    order
        .inboundStep()
        .filter(step -> isNews(Receiver.DESTINATION, step.step()))
        .ifPresent(
            step ->
                market
                    .stock(order.view().orElseThrow().terms().requester())
                    .tell(new StoreStockEntity.Inbound(step, false, storeTook)));
    order
        .returnStep()
        .filter(step -> isNews(Receiver.RETURN, step.step()))
        .ifPresent(
            step ->
                market
                    .stock(order.view().orElseThrow().returnTo().orElseThrow())
                    .tell(new StoreStockEntity.Inbound(step, true, storeTook)));
    order
        .ledgerStep()
        .filter(step -> isNews(Receiver.LEDGER, step.step()))
        .ifPresent(this::tellBooks);
    order
        .report()
        .filter(report -> isNews(Receiver.REQUEST, report.version()))
        .ifPresent(
            report ->
                market
                    .request(id.request())
                    .tell(new TransferRequestEntity.Report(report, requestTook)));
  }

  /** Where nothing is due, there is nothing to wait for. */
  private void tellBooks(LedgerStep step) {
    long taken = books.tell(step, bookTook, budgetTook);
    if (taken > 0) {
      self.tell(new StepTaken(Receiver.LEDGER, taken));
    }
  }

  private void setAlarm(TransferOrder order) {
    Instant soonest = now().plus(market.mending().resendAfter());
    order.nextDue().ifPresent(due -> alarm.setFor(due.isAfter(now()) ? due : soonest, now()));
  }

  @Override
  public EventHandler<TransferOrder, OrderEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(TransferOrder::apply);
  }

  /** Its events are few, so it has no snapshots, and nobody looks for one. */
  @Override
  public String snapshotPluginId() {
    return "akka.persistence.no-snapshot-store";
  }

  @Override
  public SignalHandler<TransferOrder> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            order -> {
              tellSteps(order);
              setAlarm(order);
            })
        .build();
  }
}
