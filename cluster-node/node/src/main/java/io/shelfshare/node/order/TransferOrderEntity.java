package io.shelfshare.node.order;

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
import io.shelfshare.node.Answers;
import io.shelfshare.node.Market;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.OrderView;
import io.shelfshare.node.openwork.OpenWorkTable;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.request.TransferRequestEntity;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** The row of an unfinished order wakes it no later than this after a crash. */
  private static final Duration ROW_SOONEST = Duration.ofSeconds(60);

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
  public record WakeUp(OpenWorkTable.Work work, ActorRef<Wake.Woken> replyTo) implements Command {}

  private enum Tick implements Command {
    TICK
  }

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final TimerScheduler<Command> timers;
  private final OrderId id;
  private final Market market;
  private final Standing standing;
  private final ActorRef<StoreStockEntity.Bound> bound;
  private final ActorRef<StoreStockEntity.SupplyTaken> supplierTook;
  private final ActorRef<StoreStockEntity.InboundTaken> destinationTook;
  private final ActorRef<TransferRequestEntity.Reported> requestTook;

  /** What the request told, until the store was bound. */
  private Optional<OrderTerms> starting = Optional.empty();

  private TransferOrderEntity(
      ActorContext<Command> context, TimerScheduler<Command> timers, OrderId id, Market market) {
    super(PersistenceId.of(KEY.name(), id.value()));
    this.timers = timers;
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
                viewed(order.confirm(c.found(), c.shortReason(), c.mutation(), now()), c.replyTo()))
        .onCommand(Pack.class, (order, c) -> viewed(order.pack(c.mutation(), now()), c.replyTo()))
        .onCommand(
            Ship.class,
            (order, c) ->
                viewed(
                    order.ship(
                        c.lines(),
                        c.shortReason(),
                        c.carrier(),
                        c.trackingNumber(),
                        c.mutation(),
                        now()),
                    c.replyTo()))
        .onCommand(
            Receive.class,
            (order, c) -> viewed(order.receive(c.receipts(), c.mutation(), now()), c.replyTo()))
        .onCommand(
            Release.class,
            (order, c) -> viewed(order.release(c.reason(), c.mutation(), now()), c.replyTo()))
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
        standing.until(now(), Optional.of(now().plus(ROW_SOONEST))),
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

  private Effect<OrderEvent, TransferOrder> onGet(TransferOrder order, Get command) {
    Optional<OrderView> view = order.view().map(OrderViews::of);
    Optional<Refusal> refusal =
        view.isPresent() ? Optional.empty() : Optional.of(Refusal.of(Refusal.Reason.NOT_FOUND));
    command.replyTo().tell(new Viewed(view, refusal));
    return Effect().none();
  }

  private Effect<OrderEvent, TransferOrder> viewed(
      Decision<OrderEvent, io.shelfshare.domain.order.OrderView> decision,
      ActorRef<Viewed> replyTo) {
    return persisted(
        decision.events(),
        Answers.to(
            decision,
            view -> replyTo.tell(Viewed.of(OrderViews.of(view))),
            refusal -> replyTo.tell(Viewed.refused(refusal))));
  }

  private Effect<OrderEvent, TransferOrder> onBreached(TransferOrder order, Breached command) {
    var decision = order.breached(command.totals(), now());
    return persisted(
        decision.events(),
        Answers.to(
            decision,
            view -> command.replyTo().tell(new BreachTaken(id, command.totals())),
            refusal -> {}));
  }

  private Effect<OrderEvent, TransferOrder> onCancel(TransferOrder order, Cancel command) {
    var decision = order.cancel(now());
    return persisted(
        decision.events(),
        Answers.to(
            decision,
            view -> market.request(id.request()).tell(new TransferRequestEntity.CancelTaken(id)),
            refusal -> {}));
  }

  private Effect<OrderEvent, TransferOrder> onStepTaken(TransferOrder order, StepTaken taken) {
    return order.view().isEmpty()
        ? Effect().none()
        : persisted(order.stepTaken(taken.receiver(), taken.step(), now()).events(), () -> {});
  }

  private Effect<OrderEvent, TransferOrder> onWakeUp(TransferOrder order, WakeUp command) {
    if (order.view().isEmpty()) {
      // A row stands, so it was told to start once: the request is asked to tell it again.
      market.request(id.request()).tell(new TransferRequestEntity.StartAgain(id));
    }
    tellSteps(order);
    setTimer(order);
    Runnable woken = () -> command.replyTo().tell(new Wake.Woken(command.work()));
    if (order.isOver()) {
      woken.run();
    } else {
      Answers.afterRow(standing.until(now(), rowDue(order)), woken);
    }
    return Effect().none();
  }

  private Effect<OrderEvent, TransferOrder> onTick(TransferOrder order) {
    tellSteps(order);
    setTimer(order);
    return order.view().isEmpty()
        ? Effect().none()
        : persisted(order.holdRunsOut(now()).events(), () -> {});
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
              publish(order);
              Answers.afterRow(standing.until(now(), rowDue(order)), answer);
              tellSteps(order);
              setTimer(order);
            });
  }

  /** What is due at once is done by this incarnation; the row is for the one after a crash. */
  private Optional<Instant> rowDue(TransferOrder order) {
    Instant soonest = now().plus(ROW_SOONEST);
    return order.nextDue().map(due -> due.isBefore(soonest) ? soonest : due);
  }

  private void publish(TransferOrder order) {
    order.view().ifPresent(view -> market.readSide().publishOrder(OrderViews.of(view)));
  }

  private void tellSteps(TransferOrder order) {
    order
        .supplyStep()
        .ifPresent(
            step ->
                market
                    .stock(order.view().orElseThrow().terms().supplier())
                    .tell(new StoreStockEntity.Supply(step, supplierTook)));
    order
        .inboundStep()
        .ifPresent(
            step ->
                market
                    .stock(order.view().orElseThrow().terms().requester())
                    .tell(new StoreStockEntity.Inbound(step, destinationTook)));
    order
        .report()
        .ifPresent(
            report ->
                market
                    .request(id.request())
                    .tell(new TransferRequestEntity.Report(report, requestTook)));
  }

  private void setTimer(TransferOrder order) {
    order
        .nextDue()
        .ifPresentOrElse(
            due -> {
              Duration wait = Duration.between(now(), due);
              Duration again = market.settings().resendAfter();
              timers.startSingleTimer(Tick.TICK, wait.compareTo(again) < 0 ? again : wait);
            },
            () -> timers.cancel(Tick.TICK));
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
              publish(order);
              tellSteps(order);
              setTimer(order);
            })
        .build();
  }
}
