package io.shelfshare.node.stock;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotAdapter;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.stock.DayTally;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StockEvent;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.domain.stock.SupplyStep;
import io.shelfshare.node.Alarm;
import io.shelfshare.node.Answers;
import io.shelfshare.node.Market;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.SkuWeek;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.grpc.gateway.StoreDay;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.order.TransferOrderEntity;
import io.shelfshare.node.request.TransferRequestEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One store's stock, the only writer of it. Key: the store.
 *
 * <p>Life: empty → movements, holds and steps of orders, for ever. {@link StoreStock} decides; this
 * entity persists, answers, publishes the lines that changed, and asks about holds that nobody
 * bound in time.
 */
public final class StoreStockEntity
    extends EventSourcedBehavior<StoreStockEntity.Command, StockEvent, StoreStock> {
  /** The sharded type; entity ids are store ids. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "StoreStock");

  private static final int SNAPSHOT_EVERY = 500;
  private static final Duration NOTE_EVERY = Duration.ofMinutes(2);
  private static final Duration ROW_SOONEST = Duration.ofSeconds(30);

  /** What it hears. */
  public sealed interface Command extends Wire {}

  /** Records physical facts. */
  public record Record(Mutation mutation, List<Movement> movements, ActorRef<Recorded> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Recorded(Optional<StoreStock.Recorded> answer, Optional<Refusal> refusal)
      implements Wire {}

  /** Step 2 of a grab: hold units for an order that may win. */
  public record Reserve(
      OrderId order, List<Units> lines, Duration awardWithin, ActorRef<Reserved> replyTo)
      implements Command {}

  /**
   * Exactly one of the first two.
   *
   * @param undecided orders of the same request whose holds stand in the way, where they do
   */
  public record Reserved(
      OrderId order,
      Optional<StoreStock.Reservation> reservation,
      Optional<Refusal> refusal,
      List<OrderId> undecided)
      implements Wire {}

  /** Step 4: an order that won takes its hold over. */
  public record Bind(OrderId order, ActorRef<Bound> replyTo) implements Command {}

  /** What was left of the hold when it was bound. */
  public record Bound(OrderId order, List<Units> held) implements Wire {}

  /** A step of an order that this store supplies. */
  public record Supply(SupplyStep step, ActorRef<SupplyTaken> replyTo) implements Command {}

  /** The step, or a later one, has taken effect for good. */
  public record SupplyTaken(OrderId order, long step) implements Wire {}

  /**
   * A step of an order on its way to this store.
   *
   * @param back true for the leg of its refused units
   */
  public record Inbound(InboundStep step, boolean back, ActorRef<InboundTaken> replyTo)
      implements Command {}

  /** The step, or a later one, has taken effect for good. */
  public record InboundTaken(OrderId order, long step, boolean back) implements Wire {}

  /** Step 5: a request answers whether an order won. */
  public record Judged(OrderId order, Verdict verdict) implements Command {}

  /** An order knows of breaches up to these totals. */
  public record BreachTold(OrderId order, List<Units> totals) implements Command {}

  /** Asks for lines in the order of SKUs. */
  public record ListLines(
      String skuPrefix, Optional<SkuId> after, int limit, ActorRef<Lines> replyTo)
      implements Command {}

  /** Asks for the lines of these SKUs. */
  public record GetLines(List<SkuId> skus, ActorRef<Lines> replyTo) implements Command {}

  /** Asks for the lines that should be counted, in the order of SKUs. */
  public record ListCountTasks(Optional<SkuId> after, int limit, ActorRef<Lines> replyTo)
      implements Command {}

  /** Lines. */
  public record Lines(List<StockLineView> lines) implements Wire {}

  /** The open-work daemon wakes it. */
  public record WakeUp(Wake.Up up) implements Command {}

  private record PublishedBefore(long version) implements Command {}

  private record LinesPublished(List<SkuId> skus, long version) implements Command {}

  private enum Tick implements Command {
    TICK
  }

  /** Leaves this node. */
  public enum Stop implements Command {
    STOP
  }

  private final ActorContext<Command> context;
  private final Alarm<Command> alarm;
  private final StoreId store;
  private final Market market;
  private final Standing standing;
  private final UnpublishedLines unpublished = new UnpublishedLines();

  /** Wake-ups to be answered once nothing is unpublished. */
  private final List<Wake.Up> awake = new ArrayList<>();

  private Instant notedAt = Instant.EPOCH;

  /** Those that were handed to the publisher, which keeps them until they are written. */
  private List<DayTally> publishedDays = List.of();

  /** What was sold in weeks is with the publisher up to this version. */
  private long publishedWeeks;

  private long notedVersion;
  private final ActorRef<TransferRequestEntity.VerdictReply> verdicts;
  private final ActorRef<TransferOrderEntity.BreachTaken> breachesTaken;

  private StoreStockEntity(
      ActorContext<Command> context, TimerScheduler<Command> timers, StoreId store, Market market) {
    super(PersistenceId.of(KEY.name(), store.value()));
    this.context = context;
    this.alarm = new Alarm<>(timers, Tick.TICK);
    this.store = store;
    this.market = market;
    this.standing = market.standing(KEY.name(), store.value());
    this.verdicts =
        context.messageAdapter(
            TransferRequestEntity.VerdictReply.class,
            reply -> new Judged(reply.order(), reply.verdict()));
    this.breachesTaken =
        context.messageAdapter(
            TransferOrderEntity.BreachTaken.class,
            reply -> new BreachTold(reply.order(), reply.totals()));
  }

  public static Behavior<Command> create(StoreId store, Market market) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new StoreStockEntity(context, timers, store, market)));
  }

  @Override
  public StoreStock emptyState() {
    return StoreStock.empty();
  }

  @Override
  public CommandHandler<Command, StockEvent, StoreStock> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Record.class, this::onRecord)
        .onCommand(Reserve.class, this::onReserve)
        .onCommand(Bind.class, this::onBind)
        .onCommand(Supply.class, this::onSupply)
        .onCommand(Inbound.class, this::onInbound)
        .onCommand(Judged.class, this::onJudged)
        .onCommand(BreachTold.class, this::onBreachTold)
        .onCommand(ListLines.class, this::onListLines)
        .onCommand(GetLines.class, this::onGetLines)
        .onCommand(ListCountTasks.class, this::onListCountTasks)
        .onCommand(WakeUp.class, this::onWakeUp)
        .onCommand(LinesPublished.class, this::onLinesPublished)
        .onCommand(PublishedBefore.class, this::onPublishedBefore)
        .onCommand(Tick.class, (stock, tick) -> onTick(stock))
        .onCommand(Stop.class, (stock, stop) -> onStop(stock))
        .build();
  }

  private Instant now() {
    return market.clock().instant();
  }

  private Effect<StockEvent, StoreStock> onRecord(StoreStock stock, Record command) {
    return decided(
        stock,
        stock.record(command.mutation(), command.movements(), now()),
        answer -> command.replyTo().tell(new Recorded(Optional.of(answer), Optional.empty())),
        refusal -> command.replyTo().tell(new Recorded(Optional.empty(), Optional.of(refusal))));
  }

  private Effect<StockEvent, StoreStock> onReserve(StoreStock stock, Reserve command) {
    OrderId order = command.order();
    return decided(
        stock,
        stock.reserve(order, command.lines(), command.awardWithin(), now()),
        held -> {
          var reserved = new Reserved(order, Optional.of(held), Optional.empty(), List.of());
          command.replyTo().tell(reserved);
        },
        refusal -> {
          boolean contended = refusal.reason() == Refusal.Reason.CONTENDED;
          List<OrderId> undecided = contended ? stock.undecided(order.request()) : List.of();
          command
              .replyTo()
              .tell(new Reserved(order, Optional.empty(), Optional.of(refusal), undecided));
        });
  }

  private Effect<StockEvent, StoreStock> onBind(StoreStock stock, Bind command) {
    return decided(
        stock,
        stock.bind(command.order(), now()),
        held -> command.replyTo().tell(new Bound(command.order(), held)),
        refusal -> {});
  }

  private Effect<StockEvent, StoreStock> onSupply(StoreStock stock, Supply command) {
    SupplyStep step = command.step();
    return decided(
        stock,
        stock.supply(step, now()),
        held -> command.replyTo().tell(new SupplyTaken(step.order(), step.step())),
        refusal -> {});
  }

  private Effect<StockEvent, StoreStock> onInbound(StoreStock stock, Inbound command) {
    InboundStep step = command.step();
    return decided(
        stock,
        stock.inbound(step, now()),
        taken -> command.replyTo().tell(new InboundTaken(step.order(), taken, command.back())),
        refusal -> {});
  }

  private Effect<StockEvent, StoreStock> onJudged(StoreStock stock, Judged judged) {
    return decided(
        stock, stock.verdict(judged.order(), judged.verdict(), now()), held -> {}, refusal -> {});
  }

  private Effect<StockEvent, StoreStock> onBreachTold(StoreStock stock, BreachTold told) {
    return decided(
        stock, stock.breachTold(told.order(), told.totals(), now()), held -> {}, refusal -> {});
  }

  /** Persists what was decided, then publishes, and answers once an open-work row stands. */
  private <A> Effect<StockEvent, StoreStock> decided(
      StoreStock before,
      Decision<StockEvent, A> decision,
      Consumer<A> done,
      Consumer<Refusal> refused) {
    Runnable answer = Answers.to(decision, done, refused);
    if (decision instanceof Decision.Refused<StockEvent, A>) {
      answer.run();
      return Effect().none();
    } else if (decision.events().isEmpty()) {
      Answers.afterRow(standing.until(now(), rowDue(before)), answer);
      return Effect().none();
    }
    return Effect()
        .persist(decision.events())
        .thenRun(
            (StoreStock stock) -> {
              publish(stock);
              tellBreaches(stock);
              setAlarm(stock);
              Answers.afterRow(standing.until(now(), rowDue(stock)), answer);
            });
  }

  /** What is due at once is done by this incarnation; the row is for the one after a crash. */
  private Optional<Instant> rowDue(StoreStock stock) {
    Instant soonest = now().plus(ROW_SOONEST);
    return stock.nextDue().map(due -> due.isBefore(soonest) ? soonest : due);
  }

  private void publish(StoreStock stock) {
    List<SkuId> skus = unpublished.takeUnsent();
    if (!skus.isEmpty()) {
      long version = stock.version();
      market
          .readSide()
          .publishLines(
              skus.stream().map(sku -> view(stock, sku)).toList(),
              unpublishedDays(stock),
              unpublishedWeeks(stock, skus),
              () -> context.getSelf().tell(new LinesPublished(skus, version)));
    }
  }

  private Effect<StockEvent, StoreStock> onStop(StoreStock stock) {
    if (unpublished.isEmpty()) {
      note(stock);
    }
    return Effect().stop();
  }

  /** The days that changed since they were published last; after a recovery, all that are known. */
  private List<StoreDay> unpublishedDays(StoreStock stock) {
    List<DayTally> days = stock.days();
    List<StoreDay> changed =
        days.stream()
            .filter(day -> !publishedDays.contains(day))
            .map(day -> new StoreDay(store, day, stock.version()))
            .toList();
    publishedDays = days;
    return changed;
  }

  /** What was sold of these SKUs in the weeks that changed since they were published last. */
  private List<SkuWeek> unpublishedWeeks(StoreStock stock, List<SkuId> skus) {
    List<SkuWeek> changed =
        skus.stream()
            .flatMap(sku -> stock.weeksOf(sku).stream())
            .filter(week -> week.version() > publishedWeeks)
            .map(week -> new SkuWeek(store, week))
            .toList();
    publishedWeeks = stock.version();
    return changed;
  }

  /** Notes up to which version the table has everything, to save work after a stop. */
  private void note(StoreStock stock) {
    if (stock.version() > notedVersion) {
      notedAt = now();
      notedVersion = stock.version();
      market.readSide().notePublished(store, stock.version());
    }
  }

  private Effect<StockEvent, StoreStock> onLinesPublished(
      StoreStock stock, LinesPublished published) {
    unpublished.published(published.skus(), published.version());
    if (unpublished.isEmpty()) {
      awake.forEach(Wake.Up::awake);
      awake.clear();
      if (notedAt.plus(NOTE_EVERY).isBefore(now())) {
        note(stock);
      }
    }
    return Effect().none();
  }

  private Effect<StockEvent, StoreStock> onPublishedBefore(
      StoreStock stock, PublishedBefore before) {
    notedVersion = before.version();
    publishedWeeks = before.version();
    unpublished.publishedBefore(before.version());
    publish(stock);
    return onLinesPublished(stock, new LinesPublished(List.of(), 0));
  }

  private StockLineView view(StoreStock stock, SkuId sku) {
    return StockLineViews.of(store, sku, stock.line(sku), stock.version());
  }

  private Effect<StockEvent, StoreStock> onListLines(StoreStock stock, ListLines command) {
    command
        .replyTo()
        .tell(
            new Lines(
                StockLineViews.page(
                    store, stock, command.skuPrefix(), command.after(), command.limit())));
    return Effect().none();
  }

  private Effect<StockEvent, StoreStock> onListCountTasks(
      StoreStock stock, ListCountTasks command) {
    command
        .replyTo()
        .tell(new Lines(StockLineViews.toCount(store, stock, command.after(), command.limit())));
    return Effect().none();
  }

  private Effect<StockEvent, StoreStock> onGetLines(StoreStock stock, GetLines command) {
    command
        .replyTo()
        .tell(new Lines(command.skus().stream().map(sku -> view(stock, sku)).toList()));
    return Effect().none();
  }

  /** Whatever an incarnation before may have left unpublished or untold is done again. */
  private Effect<StockEvent, StoreStock> onWakeUp(StoreStock stock, WakeUp command) {
    if (command.up().spent()) {
      standing.spent(command.up().work().due());
    }
    askAndTell(stock);
    CompletionStage<Done> row =
        stock.nextDue().isEmpty() ? Standing.NONE : standing.until(now(), rowDue(stock));
    if (unpublished.isEmpty()) {
      Answers.afterRow(row, command.up()::awake);
    } else {
      awake.add(command.up());
    }
    return Effect().none();
  }

  private Effect<StockEvent, StoreStock> onTick(StoreStock stock) {
    alarm.rang();
    askAndTell(stock);
    return Effect().none();
  }

  private void askAndTell(StoreStock stock) {
    for (OrderId order : stock.overdue(now())) {
      market.request(order.request()).tell(new TransferRequestEntity.AskVerdict(order, verdicts));
    }
    tellBreaches(stock);
    setAlarm(stock);
  }

  private void tellBreaches(StoreStock stock) {
    stock
        .untoldBreaches()
        .forEach(
            (order, totals) ->
                market
                    .order(order)
                    .tell(new TransferOrderEntity.Breached(order, totals, breachesTaken)));
  }

  private void setAlarm(StoreStock stock) {
    Instant soonest = now().plus(market.mending().resendAfter());
    stock.nextDue().ifPresent(due -> alarm.setFor(due.isAfter(soonest) ? due : soonest, now()));
  }

  @Override
  public EventHandler<StoreStock, StockEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onAnyEvent(
            (stock, event) -> {
              unpublished.touched(TouchedLines.of(stock, event), stock.version() + 1);
              stock.apply(event);
              return stock;
            });
  }

  @Override
  public SignalHandler<StoreStock> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            stock -> {
              context.pipeToSelf(
                  market.readSide().publishedVersion(store),
                  // Where the table does not tell, everything recovered is published again.
                  (version, failure) -> new PublishedBefore(failure == null ? version : 0));
              askAndTell(stock);
            })
        .build();
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
  }

  @Override
  public SnapshotAdapter<StoreStock> snapshotAdapter() {
    return new StockSnapshots(unpublished);
  }
}
