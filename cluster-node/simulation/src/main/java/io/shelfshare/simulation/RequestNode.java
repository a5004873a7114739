package io.shelfshare.simulation;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.order.OrderEvent.Receiver;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Asking;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Bidding;
import io.shelfshare.domain.request.Editing;
import io.shelfshare.domain.request.GrabDecision;
import io.shelfshare.domain.request.OrderReport;
import io.shelfshare.domain.request.PostedRequest;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.SoftHolds;
import io.shelfshare.domain.request.TransferRequest;
import io.shelfshare.simulation.fault.Op;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A request; its soft holds and who waits for them are in memory alone. */
final class RequestNode extends Node {
  private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(90);

  final RequestId id;
  private final List<RequestEvent> journal = new ArrayList<>();
  private TransferRequest request = TransferRequest.unposted();
  private SoftHolds softHolds = new SoftHolds();
  private final Map<OrderId, Mutation> waiting = new HashMap<>();
  private final Pursuit pursuit = new Pursuit(this);
  private final OrdersTold orders = new OrdersTold(this);

  RequestNode(World world, RequestId id) {
    super(world, "request " + id);
    this.id = id;
  }

  Optional<PostedRequest> posted() {
    return request.posted();
  }

  SoftHolds softHolds() {
    return softHolds;
  }

  OrderId freshOrder() {
    OrderId fresh = OrderId.fresh(id, world.now(), world.random());
    world.nameOrder(fresh);
    return fresh;
  }

  TransferRequest deciding(Op op) {
    return world.seam.decides(op, request, journal);
  }

  void persist(List<RequestEvent> decided) {
    for (RequestEvent event : world.seam.request(decided, request)) {
      world.happened(name, event);
      world.judge.happened(id, event, world.now());
      request = request.apply(event);
      journal.add(event);
      world.judge.shows(id, request.view().orElseThrow(), event);
    }
  }

  private <A> Decision<RequestEvent, A> persist(Decision<RequestEvent, A> decision) {
    persist(decision.events());
    return decision;
  }

  void post(RequestSpec spec, Mutation sent) {
    answer(sent, persist(deciding(Op.POST).post(spec, read(Op.POST, sent), now(Op.POST))));
  }

  void grab(StoreId taker, List<Units> lines, Mutation sent) {
    if (refusesOutsider(taker, sent, Op.GRAB)) {
      return;
    }
    GrabDecision decision =
        deciding(Op.GRAB)
            .grab(taker, lines, read(Op.GRAB, sent), softHolds, this::freshOrder, now(Op.GRAB));
    if (decision instanceof GrabDecision.Reserve reserve) {
      waiting.put(reserve.order(), sent);
      reserve(reserve.supplier(), reserve.order(), reserve.lines());
    } else if (decision instanceof GrabDecision.Refused refused) {
      persist(refused.events());
      world.judge.refused(name, sent, refused.refusal(), world.now());
    } else if (decision instanceof GrabDecision.Answered again) {
      world.judge.won(id, sent, again.award(), false, world.now());
    }
  }

  /** Refuses a store that the request has not reached. */
  private boolean refusesOutsider(StoreId store, Mutation sent, Op op) {
    Optional<Refusal> refusal =
        posted()
            .filter(one -> !world.scouting.hasReached(one, store))
            .flatMap(one -> one.notInAudience(store, read(op, sent), now(op)));
    if (refusal.isPresent()) {
      world.count("NotInAudience");
      world.judge.outside(id, store);
      world.judge.refused(name, sent, refusal.get(), world.now());
    }
    return refusal.isPresent();
  }

  void reserve(StoreId supplier, OrderId order, List<Units> lines) {
    StoreNode store = world.store(supplier);
    send(
        store, () -> "reserve " + lines + " for " + order, () -> store.reserve(this, order, lines));
  }

  /**
   * The store has reserved the units, or has not.
   *
   * @param undecided orders of this request that it holds units for, where those stand in the way
   */
  void storeAnswered(
      StoreId store, OrderId order, Optional<Refusal> refusal, List<OrderId> undecided) {
    Mutation sent = waiting.remove(order);
    if (refusal.isPresent()) {
      for (OrderId other : undecided) {
        if (softHolds.get(other).isEmpty()) {
          judge(store, other, request.verdict(other, softHolds));
        }
      }
      Optional<SoftHolds.SoftHold> hold = softHolds.get(order);
      softHolds.drop(order);
      hold.ifPresent(one -> persist(pursuit.failed(one, refusal.get().reason())));
      return;
    }
    Decision<RequestEvent, Award> decision =
        persist(deciding(Op.RESERVED).reserved(order, softHolds, CONFIRM_WITHIN, now(Op.RESERVED)));
    if (decision instanceof Decision.Done<RequestEvent, Award> done) {
      softHolds.drop(order);
      if (sent != null) {
        world.judge.won(id, sent, done.answer(), !done.events().isEmpty(), world.now());
      }
      orders.tell(request);
    } else {
      judge(store, order, Verdict.NO);
    }
  }

  private void judge(StoreId id, OrderId order, Verdict said) {
    Verdict verdict = world.seam.verdict(said);
    StoreNode store = world.store(id);
    send(store, () -> verdict + " to " + order, () -> store.verdict(order, verdict));
  }

  void askVerdict(StoreNode store, OrderId order) {
    judge(store.id, order, request.verdict(order, softHolds));
  }

  void bid(Bid.Terms terms, Mutation sent) {
    if (!refusesOutsider(terms.store(), sent, Op.BID)) {
      onPosted(Op.BID, sent, one -> new Bidding(one).bid(terms, read(Op.BID, sent), now(Op.BID)));
    }
  }

  void withdraw(StoreId store, Mutation sent) {
    Op op = Op.WITHDRAW;
    onPosted(op, sent, one -> new Bidding(one).withdraw(store, read(op, sent), now(op)));
  }

  void decline(StoreId store, Mutation sent) {
    Op op = Op.DECLINE;
    Ask.DeclineReason busy = Ask.DeclineReason.BUSY;
    onPosted(op, sent, one -> new Asking(one).decline(store, busy, read(op, sent), now(op)));
  }

  void edit(RequestEdit edit, Mutation sent) {
    Op op = Op.EDIT;
    onPosted(op, sent, one -> new Editing(one).edit(edit, read(op, sent), softHolds, now(op)));
  }

  void cancel(Mutation sent) {
    Op op = Op.CANCEL;
    answer(sent, persist(deciding(op).cancel("", read(op, sent), now(op))));
    orders.tell(request);
  }

  private <A> void onPosted(
      Op op, Mutation sent, Function<PostedRequest, Decision<RequestEvent, A>> decide) {
    deciding(op).posted().ifPresent(one -> answer(sent, persist(decide.apply(one))));
  }

  void report(OrderNode order, OrderReport report) {
    if (world.seam.reaches(Receiver.REQUEST)) {
      persist(deciding(Op.REPORT).report(world.seam.told(report), now(Op.REPORT)));
    }
    send(order, () -> "heard", () -> order.taken(Receiver.REQUEST, report.version()));
  }

  void cancelTold(OrderId order) {
    persist(request.cancelTold(order, now(Op.TOLD)));
  }

  @Override
  void tick() {
    for (SoftHolds.SoftHold hold : softHolds.placedBefore(world.now().minusSeconds(10))) {
      if (world.now().isAfter(hold.mutation().notAfter())) {
        softHolds.drop(hold.order());
        waiting.remove(hold.order());
        persist(pursuit.failed(hold, Refusal.Reason.NO_ANSWER));
        judge(hold.supplier(), hold.order(), Verdict.NO);
      } else {
        reserve(hold.supplier(), hold.order(), hold.lines());
      }
    }
    orders.tell(request);
    pursuit.goOn();
  }

  boolean isQuiet() {
    return request.nextDue(Set.of()).isEmpty() && softHolds.isEmpty();
  }

  /** All that is being decided is forgotten. */
  @Override
  void crash() {
    softHolds = new SoftHolds();
    waiting.clear();
    pursuit.forget();
    TransferRequest again = TransferRequest.unposted();
    for (RequestEvent event : journal) {
      again = again.apply(event);
    }
    world.judge.replayed(name, request, again);
    request = world.seam.replayed(again, journal);
  }
}
