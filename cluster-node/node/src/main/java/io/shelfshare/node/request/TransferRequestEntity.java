package io.shelfshare.node.request;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
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
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.request.Asking;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.Cancellation;
import io.shelfshare.domain.request.Editing;
import io.shelfshare.domain.request.GrabDecision;
import io.shelfshare.domain.request.Merging;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.node.Alarm;
import io.shelfshare.node.Answers;
import io.shelfshare.node.Market;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.openwork.Standing;
import io.shelfshare.node.openwork.Wake;
import io.shelfshare.node.stock.StoreStockEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transfer request: the only one that awards its units. Key: the request's id, made from the
 * store and the mutation that posted it.
 *
 * <p>Life: unposted → OPEN → PARTLY_COVERED → COVERED → FULFILLED, with the exits EXPIRED and
 * CANCELLED. A grab is soft-held here, reserved at its store, and only then awarded; losers cost no
 * write. {@link TransferRequest} decides; this entity persists, answers, publishes, and tells
 * orders to start or to cancel until they have.
 */
public final class TransferRequestEntity
    extends EventSourcedBehavior<TransferRequestEntity.Command, RequestEvent, TransferRequest> {
  /** The sharded type; entity ids are request ids. */
  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "TransferRequest");

  private static final Logger LOG = LoggerFactory.getLogger(TransferRequestEntity.class);

  /** The row of a request that its orders do not know of wakes it no later after a crash. */
  private static final Duration ROW_SOONEST = Duration.ofSeconds(60);

  /** What it hears. */
  public interface Command extends Wire {}

  /** Posts it. */
  public record Post(RequestSpec spec, Mutation mutation, ActorRef<Viewed> replyTo)
      implements Command {}

  /** Reads it. */
  public record Get(ActorRef<Viewed> replyTo) implements Command {}

  /** Takes it back. */
  public record Cancel(String reason, Mutation mutation, ActorRef<Viewed> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Viewed(Optional<RequestView> view, Optional<Refusal> refusal) implements Wire {
    static Viewed of(RequestView view) {
      return new Viewed(Optional.of(view), Optional.empty());
    }

    static Viewed refused(Refusal refusal) {
      return new Viewed(Optional.empty(), Optional.of(refusal));
    }
  }

  /** Step 1 of a grab. */
  public record Grab(
      StoreId supplier, List<Units> lines, Mutation mutation, ActorRef<Grabbed> replyTo)
      implements Command {}

  /** Exactly one of the two. */
  public record Grabbed(Optional<Award> award, Optional<Refusal> refusal) implements Wire {
    static Grabbed won(Award award) {
      return new Grabbed(Optional.of(award), Optional.empty());
    }

    static Grabbed refused(Refusal refusal) {
      return new Grabbed(Optional.empty(), Optional.of(refusal));
    }
  }

  private record StoreAnswered(StoreStockEntity.Reserved answer) implements Command {}

  /** Step 5: a store asks whether an order won. */
  public record AskVerdict(OrderId order, ActorRef<VerdictReply> replyTo) implements Command {}

  /** Whether it won. */
  public record VerdictReply(OrderId order, Verdict verdict) implements Wire {}

  /** An order that has not heard of its award asks for it. */
  public record StartAgain(OrderId order, ActorRef<NotAwarded> replyTo) implements Command {}

  /** There is no such award, and there never will be. */
  public record NotAwarded(OrderId order) implements Wire {}

  /** An order has begun its life for good. */
  public record Started(OrderId order) implements Command {}

  /** An order reports. */
  public record Report(OrderReport report, ActorRef<Reported> replyTo) implements Command {}

  /** The report, or a later one, has been taken for good. */
  public record Reported(OrderId order, long version) implements Wire {}

  /** An order knows of the cancellation for good. */
  public record CancelTaken(OrderId order) implements Command {}

  /** The open-work daemon wakes it. */
  public record WakeUp(Wake.Up up) implements Command {}

  private enum Tick implements Command {
    TICK
  }

  private record MergeDone(ActorRef<CourseCommands.Merged> replyTo) implements Command {}

  /** Leaves this node. What is being decided is lost, and its stores hear that it did not win. */
  public enum Stop implements Command {
    STOP
  }

  private final ActorContext<Command> context;
  private final Alarm<Command> alarm;
  private final RequestId id;
  private final Market market;
  private final RandomGenerator random;
  private final Standing standing;
  private final SoftHolds softHolds = new SoftHolds();
  private final CoveredHere.Own covered;
  private final MergeTold merge;
  private final Grabbers grabbers = new Grabbers();
  private final OrdersTold orders;
  private final Scout scout;
  private final Pursuit pursuit;
  private final ActorRef<StoreStockEntity.Reserved> storeAnswers;

  private TransferRequestEntity(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      RequestId id,
      Market market,
      Scout scout,
      RandomGenerator random) {
    super(PersistenceId.of(KEY.name(), id.toString()));
    this.context = context;
    this.alarm = new Alarm<>(timers, Tick.TICK);
    this.id = id;
    this.market = market;
    this.random = random;
    this.scout = scout;
    this.covered = market.coveredHere().of(id);
    this.merge =
        new MergeTold(
            id,
            market,
            context.messageAdapter(
                CourseCommands.Absorbed.class, answer -> new CourseCommands.AbsorbAnswered()));
    this.pursuit = new Pursuit(context, id, market, scout, random, softHolds);
    this.orders = new OrdersTold(market);
    this.standing = market.standing(KEY.name(), id.toString());
    this.storeAnswers = context.messageAdapter(StoreStockEntity.Reserved.class, StoreAnswered::new);
  }

  /**
   * The entity of one request.
   *
   * @param scout knows stores and stocks
   * @param random makes the fresh part of order ids, and the seeds of lotteries
   */
  public static Behavior<Command> create(
      RequestId id, Market market, Scout scout, RandomGenerator random) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TransferRequestEntity(context, timers, id, market, scout, random)));
  }

  @Override
  public TransferRequest emptyState() {
    return TransferRequest.unposted();
  }

  @Override
  public CommandHandler<Command, RequestEvent, TransferRequest> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Post.class, this::onPost)
        .onCommand(Get.class, this::onGet)
        .onCommand(Cancel.class, this::onCancel)
        .onCommand(Grab.class, this::onGrab)
        .onCommand(StoreAnswered.class, this::onStoreAnswered)
        .onCommand(CourseCommands.PlaceBid.class, this::onPlaceBid)
        .onCommand(CourseCommands.Withdraw.class, this::onWithdraw)
        .onCommand(CourseCommands.Decline.class, this::onDecline)
        .onCommand(CourseCommands.Edit.class, this::onEdit)
        .onCommand(CourseCommands.Merge.class, this::onMerge)
        .onCommand(MergeDone.class, this::onMergeDone)
        .onCommand(CourseCommands.Absorb.class, this::onAbsorb)
        .onCommand(CourseCommands.AbsorbAnswered.class, (request, answer) -> onAbsorbAnswered())
        .onCommand(
            CourseCommands.LookedUp.class,
            (request, found) -> persisted(pursuit.found(request, found), () -> {}))
        .onCommand(CourseCommands.Go.class, (request, go) -> goOn(request, List.of()))
        .onCommand(AskVerdict.class, this::onAskVerdict)
        .onCommand(StartAgain.class, this::onStartAgain)
        .onCommand(Started.class, this::onStarted)
        .onCommand(Report.class, this::onReport)
        .onCommand(CancelTaken.class, this::onCancelTaken)
        .onCommand(WakeUp.class, this::onWakeUp)
        .onCommand(Tick.class, (request, tick) -> onTick(request))
        .onCommand(Stop.class, stop -> onStop())
        .build();
  }

  private Instant now() {
    return market.clock().instant();
  }

  private Effect<RequestEvent, TransferRequest> onPost(TransferRequest request, Post command) {
    return viewed(
        request, request.post(command.spec(), command.mutation(), now()), command.replyTo());
  }

  private Effect<RequestEvent, TransferRequest> onCancel(TransferRequest request, Cancel command) {
    return viewed(
        request, request.cancel(command.reason(), command.mutation(), now()), command.replyTo());
  }

  private Effect<RequestEvent, TransferRequest> viewed(
      TransferRequest request,
      Decision<RequestEvent, io.shelfshare.domain.request.RequestView> decision,
      ActorRef<Viewed> replyTo) {
    return decided(
        request,
        decision,
        view -> replyTo.tell(Viewed.of(RequestViews.of(id, view))),
        refusal -> replyTo.tell(Viewed.refused(refusal)));
  }

  /** Nobody sees it open after its time: that it expired is written first. */
  private Effect<RequestEvent, TransferRequest> onGet(TransferRequest request, Get command) {
    List<RequestEvent> events = pursuit.due(request);
    Optional<RequestView> view =
        afterwards(request, events).view().map(v -> RequestViews.of(id, v));
    Optional<Refusal> refusal =
        view.isPresent() ? Optional.empty() : Optional.of(Refusal.of(Refusal.Reason.NOT_FOUND));
    return persisted(events, () -> command.replyTo().tell(new Viewed(view, refusal)));
  }

  private static TransferRequest afterwards(TransferRequest request, List<RequestEvent> events) {
    TransferRequest state = request;
    for (RequestEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  private Effect<RequestEvent, TransferRequest> onGrab(TransferRequest request, Grab command) {
    Optional<Refusal> notReached = notReached(request, command.supplier(), command.mutation());
    if (notReached.isPresent()) {
      command.replyTo().tell(Grabbed.refused(notReached.get()));
      return Effect().none();
    }
    GrabDecision decision =
        request.grab(
            command.supplier(),
            command.lines(),
            command.mutation(),
            softHolds,
            () -> OrderId.fresh(id, now(), random),
            now());
    if (decision instanceof GrabDecision.Answered won) {
      Answers.afterRow(rowOf(request), () -> command.replyTo().tell(Grabbed.won(won.award())));
      return Effect().none();
    } else if (decision instanceof GrabDecision.InFlight inFlight) {
      grabbers.join(inFlight.order(), command.replyTo());
      return Effect().none();
    } else if (decision instanceof GrabDecision.Reserve reserve) {
      grabbers.join(reserve.order(), command.replyTo());
      reserve(reserve.supplier(), reserve.order(), reserve.lines());
      setAlarm(request);
      return Effect().none();
    }
    GrabDecision.Refused refused = (GrabDecision.Refused) decision;
    if (refused.refusal().reason() == Refusal.Reason.ALREADY_COVERED && softHolds.isEmpty()) {
      request.posted().ifPresent(covered::lost);
    }
    return persisted(
        refused.events(), () -> command.replyTo().tell(Grabbed.refused(refused.refusal())));
  }

  private Optional<Refusal> notReached(TransferRequest request, StoreId store, Mutation sent) {
    return request
        .posted()
        .filter(posted -> !scout.hasReached(posted, store))
        .flatMap(posted -> posted.notInAudience(store, sent, now()));
  }

  private Effect<RequestEvent, TransferRequest> onPlaceBid(
      TransferRequest request, CourseCommands.PlaceBid command) {
    Decision<RequestEvent, Bid> decision =
        notReached(request, command.terms().store(), command.mutation())
            .<Decision<RequestEvent, Bid>>map(Decision::refused)
            .orElseGet(
                () ->
                    onPosted(
                        request,
                        r -> new Bidding(r).bid(command.terms(), command.mutation(), now())));
    return bidAnswered(request, decision, command.replyTo());
  }

  private Effect<RequestEvent, TransferRequest> onWithdraw(
      TransferRequest request, CourseCommands.Withdraw command) {
    return bidAnswered(
        request,
        onPosted(request, r -> new Bidding(r).withdraw(command.store(), command.mutation(), now())),
        command.replyTo());
  }

  private Effect<RequestEvent, TransferRequest> bidAnswered(
      TransferRequest request,
      Decision<RequestEvent, Bid> decision,
      ActorRef<CourseCommands.BidAnswered> replyTo) {
    return decided(
        request,
        decision,
        bid -> replyTo.tell(new CourseCommands.BidAnswered(Optional.of(bid), Optional.empty())),
        no -> replyTo.tell(new CourseCommands.BidAnswered(Optional.empty(), Optional.of(no))));
  }

  private Effect<RequestEvent, TransferRequest> onDecline(
      TransferRequest request, CourseCommands.Decline command) {
    ActorRef<CourseCommands.AskAnswered> replyTo = command.replyTo();
    return decided(
        request,
        onPosted(
            request,
            r ->
                new Asking(r)
                    .decline(command.store(), command.reason(), command.mutation(), now())),
        ask -> replyTo.tell(new CourseCommands.AskAnswered(Optional.of(ask), Optional.empty())),
        no -> replyTo.tell(new CourseCommands.AskAnswered(Optional.empty(), Optional.of(no))));
  }

  private Effect<RequestEvent, TransferRequest> onEdit(
      TransferRequest request, CourseCommands.Edit command) {
    return viewed(
        request,
        onPosted(
            request,
            r -> new Editing(r).edit(command.edit(), command.mutation(), softHolds, now())),
        command.replyTo());
  }

  private Effect<RequestEvent, TransferRequest> onMerge(
      TransferRequest request, CourseCommands.Merge command) {
    ActorRef<CourseCommands.Merged> replyTo = command.replyTo();
    return decided(
        request,
        onPosted(
            request,
            r -> new Merging(r).into(command.target(), command.mutation(), softHolds, now())),
        view -> context.getSelf().tell(new MergeDone(replyTo)),
        no -> replyTo.tell(new CourseCommands.Merged(Optional.empty(), Optional.of(no))));
  }

  /** Once the cancellation is durable, its units are known. */
  private Effect<RequestEvent, TransferRequest> onMergeDone(
      TransferRequest request, MergeDone message) {
    List<Units> units =
        request
            .posted()
            .flatMap(PostedRequest::cancelled)
            .flatMap(Cancellation::merge)
            .map(Cancellation.Merge::lines)
            .orElseGet(List::of);
    message.replyTo().tell(new CourseCommands.Merged(Optional.of(units), Optional.empty()));
    return Effect().none();
  }

  private Effect<RequestEvent, TransferRequest> onAbsorb(
      TransferRequest request, CourseCommands.Absorb command) {
    ActorRef<CourseCommands.Absorbed> replyTo = command.replyTo();
    return decided(
        request,
        onPosted(request, r -> new Merging(r).absorb(command.source(), command.units(), now())),
        view ->
            replyTo.tell(
                new CourseCommands.Absorbed(
                    Optional.of(RequestViews.of(id, view)), Optional.empty())),
        no -> {
          LOG.warn("{} cannot take over what {} asked for: {}", id, command.source(), no);
          replyTo.tell(new CourseCommands.Absorbed(Optional.empty(), Optional.of(no)));
        });
  }

  private Effect<RequestEvent, TransferRequest> onAbsorbAnswered() {
    merge.answered();
    return Effect().none();
  }

  private static <A> Decision<RequestEvent, A> onPosted(
      TransferRequest request, Function<PostedRequest, Decision<RequestEvent, A>> decide) {
    return request
        .posted()
        .map(decide)
        .orElseGet(() -> Decision.refused(Refusal.of(Refusal.Reason.NOT_FOUND)));
  }

  private void reserve(StoreId supplier, OrderId order, List<Units> lines) {
    market
        .stock(supplier)
        .tell(
            new StoreStockEntity.Reserve(
                order, lines, market.settings().awardWithin(), storeAnswers));
  }

  /** Step 3: the store has reserved the units, or has not. */
  private Effect<RequestEvent, TransferRequest> onStoreAnswered(
      TransferRequest request, StoreAnswered message) {
    StoreStockEntity.Reserved answer = message.answer();
    OrderId order = answer.order();
    if (answer.refusal().isPresent()) {
      Optional<SoftHolds.SoftHold> hold = softHolds.get(order);
      softHolds.drop(order);
      grabbers.refuse(order, answer.refusal().get());
      Refusal.Reason reason = answer.refusal().get().reason();
      boolean waits =
          reason == Refusal.Reason.CONTENDED && !freesForgotten(request, hold, answer.undecided());
      setAlarm(request);
      return persisted(pursuit.failed(request, hold, reason), waits ? () -> {} : this::soonAgain);
    }
    List<ActorRef<Grabbed>> waiting = grabbers.take(order);
    Optional<StoreId> supplier = softHolds.get(order).map(SoftHolds.SoftHold::supplier);
    Decision<RequestEvent, Award> decision =
        request.reserved(order, softHolds, market.settings().confirmWithin(), now());
    return decided(
        request,
        decision,
        award -> waiting.forEach(grabber -> grabber.tell(Grabbed.won(award))),
        refusal -> {
          waiting.forEach(grabber -> grabber.tell(Grabbed.refused(refusal)));
          // A store that nobody knows here any more, as its answer is late, asks by itself.
          supplier.ifPresent(store -> release(store, order));
          soonAgain();
        });
  }

  /**
   * Holds of attempts that a crash made this request forget stand in the way of a new one. Their
   * store hears at once that they did not win, instead of when it asks.
   */
  private boolean freesForgotten(
      TransferRequest request, Optional<SoftHolds.SoftHold> attempt, List<OrderId> undecided) {
    boolean frees = false;
    for (OrderId order : undecided) {
      boolean forgotten =
          softHolds.get(order).isEmpty() && request.verdict(order, softHolds) == Verdict.NO;
      if (forgotten && attempt.isPresent()) {
        release(attempt.get().supplier(), order);
        frees = true;
      }
    }
    return frees;
  }

  private Effect<RequestEvent, TransferRequest> onAskVerdict(
      TransferRequest request, AskVerdict command) {
    OrderId order = command.order();
    Verdict verdict = request.verdict(order, softHolds);
    if (verdict == Verdict.NO) {
      grabbers.refuse(order, Refusal.of(Refusal.Reason.CONTENDED));
    }
    command.replyTo().tell(new VerdictReply(order, verdict));
    tellOthers(request);
    return Effect().none();
  }

  private Effect<RequestEvent, TransferRequest> onStartAgain(
      TransferRequest request, StartAgain command) {
    if (request.verdict(command.order(), softHolds) == Verdict.NO) {
      command.replyTo().tell(new NotAwarded(command.order()));
      return Effect().none();
    }
    orders.started().remove(command.order());
    tellOthers(request);
    setAlarm(request);
    return Effect().none();
  }

  private Effect<RequestEvent, TransferRequest> onStarted(
      TransferRequest request, Started message) {
    orders.started().add(message.order());
    setAlarm(request);
    return Effect().none();
  }

  private Effect<RequestEvent, TransferRequest> onReport(TransferRequest request, Report command) {
    OrderId order = command.report().order();
    Decision<RequestEvent, Long> decision = request.report(command.report(), now());
    return decided(
        request,
        decision,
        version -> command.replyTo().tell(new Reported(order, version)),
        refusal -> LOG.error("Order {} reports to {}: {}", order, id, refusal));
  }

  private Effect<RequestEvent, TransferRequest> onCancelTaken(
      TransferRequest request, CancelTaken message) {
    return persisted(request.cancelTold(message.order(), now()).events(), () -> {});
  }

  /** Whatever an incarnation before may have left unpublished or untold is done again. */
  private Effect<RequestEvent, TransferRequest> onWakeUp(TransferRequest request, WakeUp command) {
    if (command.up().spent()) {
      standing.spent(command.up().work().due());
    }
    List<RequestEvent> events = pursuit.due(request);
    if (!events.isEmpty()) {
      return persisted(events, () -> context.getSelf().tell(command));
    }
    tellOthers(request);
    Answers.afterRow(rowOf(request), () -> publish(request, () -> command.up().awake()));
    return Effect().none();
  }

  private Effect<RequestEvent, TransferRequest> onTick(TransferRequest request) {
    alarm.rang();
    List<RequestEvent> events = new ArrayList<>();
    for (SoftHolds.SoftHold hold :
        softHolds.placedBefore(now().minus(market.mending().resendAfter()))) {
      if (now().isAfter(hold.mutation().notAfter())) {
        softHolds.drop(hold.order());
        grabbers.refuse(hold.order(), Refusal.of(Refusal.Reason.TOO_LATE));
        events.addAll(pursuit.failed(request, Optional.of(hold), Refusal.Reason.NO_ANSWER));
        release(hold.supplier(), hold.order());
      } else {
        reserve(hold.supplier(), hold.order(), hold.lines());
      }
    }
    tellOthers(request);
    return goOn(request, events);
  }

  /** Does what is due, looks up what is needed, or goes on awarding; one thing after the other. */
  private Effect<RequestEvent, TransferRequest> goOn(
      TransferRequest request, List<RequestEvent> before) {
    List<RequestEvent> events = before.isEmpty() ? pursuit.due(request) : before;
    if (events.isEmpty() && Pursuit.hasCourse(request)) {
      pursuit.lookUp(request);
      events = pursuit.award(request, hold -> reserve(hold.supplier(), hold.order(), hold.lines()));
    }
    setAlarm(request);
    return persisted(events, () -> {});
  }

  private void soonAgain() {
    context.getSelf().tell(CourseCommands.Go.GO);
  }

  /** Those whose grab is being decided find another incarnation at once. */
  private Effect<RequestEvent, TransferRequest> onStop() {
    grabbers.refuseAll(Refusal.of(Refusal.Reason.CONTENDED));
    return Effect().stop();
  }

  /** Sooner than by the store's own question. */
  private void release(StoreId supplier, OrderId order) {
    market.stock(supplier).tell(new StoreStockEntity.Judged(order, Verdict.NO));
  }

  /** As {@link #persisted}; what was done before is told again once a row stands. */
  private <A> Effect<RequestEvent, TransferRequest> decided(
      TransferRequest request,
      Decision<RequestEvent, A> decision,
      Consumer<A> done,
      Consumer<Refusal> refused) {
    Runnable answer = Answers.to(decision, done, refused);
    if (decision.events().isEmpty() && decision instanceof Decision.Done<RequestEvent, A>) {
      Answers.afterRow(rowOf(request), answer);
      return Effect().none();
    }
    return persisted(decision.events(), answer);
  }

  /** Persists, publishes, tells the orders, and answers once an open-work row stands. */
  private Effect<RequestEvent, TransferRequest> persisted(
      List<RequestEvent> events, Runnable answer) {
    if (events.isEmpty()) {
      answer.run();
      return Effect().none();
    }
    return Effect()
        .persist(events)
        .thenRun(
            (TransferRequest request) -> {
              covered.changed();
              for (RequestEvent event : events) {
                if (event instanceof RequestEvent.Awarded awarded) {
                  softHolds.drop(awarded.award().order());
                }
              }
              publish(request, () -> {});
              Answers.afterRow(standing.until(now(), rowDue(request)), answer);
              tellOthers(request);
              setAlarm(request);
              if (Pursuit.hasCourse(request)) {
                soonAgain();
              }
            });
  }

  /** Orders that are to start or to end, and the request that this one is merged into. */
  private void tellOthers(TransferRequest request) {
    orders.tell(request);
    merge.tell(request);
  }

  /** The row that stands, or is put, while there is anything to wake for. */
  private CompletionStage<Done> rowOf(TransferRequest request) {
    return request.nextDue(Set.of()).isEmpty() && !merge.isPending(request)
        ? Standing.NONE
        : standing.until(now(), rowDue(request));
  }

  /**
   * When the row has to wake it: soon where orders still have to hear that it was taken back, else
   * when its time runs out. That orders have to start needs no row of its own, since their stores
   * ask about holds that nobody bound.
   */
  private Optional<Instant> rowDue(TransferRequest request) {
    if (!request.ordersToCancel().isEmpty() || merge.isPending(request)) {
      return Optional.of(now().plus(ROW_SOONEST));
    }
    Optional<Instant> due = request.nextDue(orders.started()).filter(d -> d.isAfter(now()));
    boolean late = Pursuit.hasCourse(request) && request.nextDue(orders.started()).isPresent();
    return due.or(() -> late ? Optional.of(now().plus(ROW_SOONEST)) : expiry(request));
  }

  private Optional<Instant> expiry(TransferRequest request) {
    return request.view().map(view -> view.spec().expireAt()).filter(due -> due.isAfter(now()));
  }

  private void publish(TransferRequest request, Runnable written) {
    request
        .view()
        .ifPresentOrElse(
            view -> market.readSide().publishRequest(RequestViews.of(id, view), written), written);
  }

  private void setAlarm(TransferRequest request) {
    Instant soonest = now().plus(market.mending().resendAfter());
    if (!softHolds.isEmpty() || merge.isPending(request)) {
      alarm.setFor(soonest, now());
    }
    request
        .nextDue(orders.started())
        .ifPresent(due -> alarm.setFor(due.isAfter(request.lastEventAt()) ? due : soonest, now()));
  }

  @Override
  public EventHandler<TransferRequest, RequestEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(TransferRequest::apply);
  }

  /** Its events are few, so it has no snapshots, and nobody looks for one. */
  @Override
  public String snapshotPluginId() {
    return "akka.persistence.no-snapshot-store";
  }

  @Override
  public SignalHandler<TransferRequest> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            request -> {
              tellOthers(request);
              setAlarm(request);
            })
        .onSignal(PostStop.instance(), request -> covered.changed())
        .build();
  }
}
