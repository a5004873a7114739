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
import io.shelfshare.domain.order.OrderEvent;
import io.shelfshare.domain.order.OrderEvent.Receipt;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.ShortReason;
import io.shelfshare.domain.order.TransferOrder;
import io.shelfshare.node.Alarm;
import io.shelfshare.node.Answers;
import io.shelfshare.node.Market;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.OrderView;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One transfer order: a supplier's leg of a request. Key: the order's id, which names its request.
 *
 * <p>Life: unstarted → (START, Bind) AWARDED → CONFIRMED → PACKED → SHIPPED → ARRIVED → RECEIVED,
 * with the exits RELEASED and CANCELLED. {@link TransferOrder} decides; this entity persists,
 * answers, publishes, and tells the two stores and the request its steps until they have taken
 * them.
 */
public final class TransferOrderEntity
    extends EventSourcedBehavior<TransferOrderEntity.Command, OrderEvent, TransferOrder> {
  /** The sharded type; entity ids are order ids. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "TransferOrder");

  /** The row of an order that has steps to tell wakes it after this, should nobody else. */
  private static final Duration ROW_FOR_STEPS = Duration.ofMinutes(5);

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Step 4 of a grab: the request tells until it is told {@code Started}. */
  public record Start(OrderTerms terms) implements Command {}

  private record StoreBound(StoreStockEntity.Bound bound) implements Command {}

  /** Reads it. */
  public record Get(ActorRef<Viewed> replyTo) implements Command {}

  /** The supplier found units; everything that is pending where it is empty. */
  public record Confirm(
      List<Units> found,
      Optional<ShortReason> shortReason,
      Mutation mutation,
      ActorRef<Viewed> replyTo)
      implements Command {}

  /** The supplier packed. */
  public record Pack(Mutation mutation, ActorRef<Viewed> replyTo) implements Command {}

  /** The supplier sent units off; everything that is pending where it is empty. */
  public record Ship(
      List<Units> lines,
      Optional<ShortReason> shortReason,
      String carrier,
      String trackingNumber,
      Mutation mutation,
      ActorRef<Viewed> replyTo)
      implements Command {}

  /** Units arrived; everything that is in transit where it is empty. */
  public record Receive(List<Receipt> receipts, Mutation mutation, ActorRef<Viewed> replyTo)
      implements Command {}

  /** The supplier gives it up. */
  public record Release(ShortReason reason, Mutation mutation, ActorRef<Viewed> replyTo)
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

  private record NotAwarded() implements Command {}

  private enum Tick implements Command {
    TICK
  }

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final Alarm<Command> alarm;
  private final OrderId id;
  private final Market market;
  private final Standing standing;
  private final ActorRef<StoreStockEntity.Bound> bound;
  private final ActorRef<StoreStockEntity.SupplyTaken> supplierTook;
  private final ActorRef<StoreStockEntity.InboundTaken> destinationTook;
  private final ActorRef<TransferRequestEntity.Reported> requestTook;

  private final ActorRef<TransferRequestEntity.NotAwarded> notAwarded;

  /** The highest steps that were taken, as far as this incarnation heard. */
  private final Map<Receiver, Long> taken = new EnumMap<>(Receiver.class);

  /** True once the request said that there is no such award. */
  private boolean neverAwarded;

  /** What the request told, until the store was bound. */
  private Optional<OrderTerms> starting = Optional.empty();

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
    this.destinationTook =
        context.messageAdapter(
            StoreStockEntity.InboundTaken.class,
            taken -> new StepTaken(Receiver.DESTINATION, taken.step()));
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
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Start.class, this::onStart)
        .onCommand(StoreBound.class, this::onStoreBound)
        .onCommand(Get.class, this::onGet)
        .onCommand(
            Confirm.class,
            (order, c) ->
                step(
                    order,
                    c.replyTo(),
                    () -> order.confirm(c.found(), c.shortReason(), c.mutation(), now())))
        .onCommand(
            Pack.class,
            (order, c) -> step(order, c.replyTo(), () -> order.pack(c.mutation(), now())))
        .onCommand(Ship.class, this::onShip)
        .onCommand(
            Receive.class,
            (order, c) ->
                step(order, c.replyTo(), () -> order.receive(c.receipts(), c.mutation(), now())))
        .onCommand(
            Release.class,
            (order, c) ->
                step(order, c.replyTo(), () -> order.release(c.reason(), c.mutation(), now())))
        .onCommand(NotAwarded.class, message -> onNotAwarded())
        .onCommand(Breached.class, this::onBreached)
        .onCommand(Cancel.class, this::onCancel)
        .onCommand(StepTaken.class, this::onStepTaken)
        .onCommand(WakeUp.class, this::onWakeUp)
        .onCommand(Tick.class, (order, tick) -> onTick(order))
        .onCommand(Stop.class, stop -> Effect().stop())
        .build();
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
    starting = Optional.empty();
    return persisted(
        order.start(terms, message.bound().held(), now()).events(),
        () -> market.request(id.request()).tell(new TransferRequestEntity.Started(id)));
  }

  /** A grab is answered before its order has begun, so whoever comes that early waits for it. */
  private Effect<OrderEvent, TransferOrder> onceStarted(
      TransferOrder order,
      ActorRef<Viewed> replyTo,
      Supplier<Effect<OrderEvent, TransferOrder>> then) {
    if (order.view().isPresent()) {
      return then.get();
    } else if (neverAwarded) {
      replyTo.tell(Viewed.refused(Refusal.of(Refusal.Reason.NOT_FOUND)));
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
        command.replyTo(),
        () -> {
          command.replyTo().tell(Viewed.of(OrderViews.of(order.view().orElseThrow())));
          return Effect().none();
        });
  }

  /** A clerk's step; what was done before is told again once a row stands. */
  private Effect<OrderEvent, TransferOrder> step(
      TransferOrder order,
      ActorRef<Viewed> replyTo,
      Supplier<Decision<OrderEvent, io.shelfshare.domain.order.OrderView>> decide) {
    return onceStarted(
        order,
        replyTo,
        () ->
            decided(
                order,
                decide.get(),
                view -> replyTo.tell(Viewed.of(OrderViews.of(view))),
                refusal -> replyTo.tell(Viewed.refused(refusal))));
  }

  private Effect<OrderEvent, TransferOrder> onShip(TransferOrder order, Ship command) {
    return step(
        order,
        command.replyTo(),
        () ->
            order.ship(
                command.lines(),
                command.shortReason(),
                command.carrier(),
                command.trackingNumber(),
                command.mutation(),
                now()));
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
        order.supplyStep().filter(step -> isNews(Receiver.SUPPLIER, step.step())).isPresent()
            || order
                .inboundStep()
                .filter(step -> isNews(Receiver.DESTINATION, step.step()))
                .isPresent()
            || order.report().filter(r -> isNews(Receiver.REQUEST, r.version())).isPresent();
    if (order.view().isEmpty() || missing) {
      return Effect().none();
    }
    List<OrderEvent> events = new ArrayList<>();
    taken.forEach(
        (receiver, step) -> events.addAll(order.stepTaken(receiver, step, now()).events()));
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
        : persisted(order.holdRunsOut(now()).events(), () -> {});
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
    boolean visible = events.stream().anyMatch(event -> !(event instanceof OrderEvent.StepTaken));
    return Effect()
        .persist(events)
        .thenRun(
            (TransferOrder order) -> {
              if (visible) {
                publish(order, () -> {});
              }
              Answers.afterRow(rowOf(order), answer);
              tellSteps(order);
              setAlarm(order);
            })
        .thenUnstashAll();
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
    order
        .view()
        .ifPresentOrElse(
            view -> market.readSide().publishOrder(OrderViews.of(view), written), written);
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
                    .tell(new StoreStockEntity.Inbound(step, destinationTook)));
    order
        .report()
        .filter(report -> isNews(Receiver.REQUEST, report.version()))
        .ifPresent(
            report ->
                market
                    .request(id.request())
                    .tell(new TransferRequestEntity.Report(report, requestTook)));
  }

  private void setAlarm(TransferOrder order) {
    Instant soonest = now().plus(market.settings().resendAfter());
    order.nextDue().ifPresent(due -> alarm.setFor(due.isAfter(now()) ? due : soonest, now()));
  }

  @Override
  public EventHandler<TransferOrder, OrderEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(TransferOrder::apply);
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
