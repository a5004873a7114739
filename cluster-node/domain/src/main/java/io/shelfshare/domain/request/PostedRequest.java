package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A posted request with all that happened to it; a snapshot holds its components.
 *
 * @param legs the awards and what came of them, oldest first
 * @param excluded suppliers that gave up and are left out of the rest of the race
 * @param expiredAt when its time ran out with units open
 * @param cancelled how it was taken back
 * @param course whose turn it is, who bid, who was asked
 * @param edits the mutations that changed what it asks for
 * @param asPosted what it asked for before any edit
 */
public record PostedRequest(
    RequestSpec spec,
    Instant postedAt,
    Mutation.Key mutation,
    String fingerprint,
    long version,
    Instant lastEventAt,
    List<Leg> legs,
    Set<StoreId> excluded,
    Optional<Instant> expiredAt,
    Optional<Cancellation> cancelled,
    Course course,
    List<Remembered<RequestView>> edits,
    RequestSpec asPosted)
    implements TransferRequest {
  public PostedRequest {
    legs = List.copyOf(legs);
    excluded = Set.copyOf(excluded);
    edits = List.copyOf(edits);
  }

  PostedRequest with(Course next) {
    return with(spec, next, edits);
  }

  private PostedRequest with(
      RequestSpec nextSpec, Course nextCourse, List<Remembered<RequestView>> nextEdits) {
    return new PostedRequest(
        nextSpec,
        postedAt,
        mutation,
        fingerprint,
        version,
        lastEventAt,
        legs,
        excluded,
        expiredAt,
        cancelled,
        nextCourse,
        nextEdits,
        asPosted);
  }

  PostedRequest edited(RequestEvent.Edited event) {
    PostedRequest changed = with(spec.edited(event.edit()), course, edits);
    var remembered =
        new Remembered<>(event.mutation(), event.fingerprint(), event.at(), changed.seen());
    return with(changed.spec(), course, Remembered.with(edits, remembered));
  }

  @Override
  public Decision<RequestEvent, RequestView> post(
      RequestSpec again, Mutation retried, Instant now) {
    RequestView first =
        RequestHistory.posted(new RequestEvent.Posted(postedAt, asPosted, mutation, fingerprint))
            .seen();
    Optional<Remembered<RequestView>> known =
        Optional.of(new Remembered<>(mutation, fingerprint, postedAt, first))
            .filter(one -> one.key().equals(retried.key()));
    return Remembered.<RequestEvent, RequestView>recall(known, retried, now)
        .orElseGet(() -> Decision.refused(Refusal.of(Reason.REQUEST_ID_REUSED)));
  }

  @Override
  public GrabDecision grab(
      StoreId taker,
      List<Units> wanted,
      Mutation grab,
      SoftHolds softHolds,
      Supplier<OrderId> freshOrder,
      Instant now) {
    Instant at = time(now);
    legs.forEach(leg -> softHolds.drop(leg.award().order()));
    Optional<GrabDecision> known = recall(grab, softHolds, now);
    if (known.isPresent()) {
      return known.get();
    }
    if (isDueToExpire(at)) {
      return new GrabDecision.Refused(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    List<Units> lines = Units.listOf(Units.bySku(wanted));
    Optional<Refusal> refusal =
        notItsTurn(taker).or(() -> new GrabRules(this, softHolds).refusal(taker, lines));
    if (refusal.isPresent()) {
      return new GrabDecision.Refused(List.of(), refusal.get());
    }
    OrderId order = freshOrder.get();
    StoreId supplier = spec.isSupply() ? spec.store() : taker;
    Optional<StoreId> receiver = spec.isSupply() ? Optional.of(taker) : Optional.empty();
    softHolds.place(new SoftHolds.SoftHold(order, supplier, receiver, lines, grab, now, false));
    return new GrabDecision.Reserve(order, supplier, lines);
  }

  /**
   * The refusal of a grab or a bid by a store that the request has not reached. Empty where another
   * one takes precedence, or where it has its answer already: a retry never gets another one.
   */
  public Optional<Refusal> notInAudience(StoreId taker, Mutation sent, Instant now) {
    boolean otherwiseAnswered =
        recall(Optional.empty(), sent, now).isPresent()
            || isDueToExpire(time(now))
            || !couldTake(taker);
    return otherwiseAnswered ? Optional.empty() : Optional.of(Refusal.of(Reason.NOT_IN_AUDIENCE));
  }

  private boolean couldTake(StoreId taker) {
    return isOpen() && !taker.equals(spec.store()) && !excluded.contains(taker);
  }

  /** Who could grab at all, but not in this mode. */
  private Optional<Refusal> notItsTurn(StoreId taker) {
    if (!couldTake(taker)) {
      return Optional.empty();
    }
    Turn turn = course.turn();
    if (turn instanceof Turn.FirstCome) {
      return Optional.empty();
    }
    if (turn instanceof Turn.Asking) {
      boolean asked = course.pendingAsk().filter(ask -> ask.store().equals(taker)).isPresent();
      return asked ? Optional.empty() : Optional.of(Refusal.of(Reason.NOT_ASKED));
    }
    return Optional.of(Refusal.of(Reason.BIDS_ONLY));
  }

  private Optional<GrabDecision> recall(Mutation grab, SoftHolds softHolds, Instant now) {
    Optional<SoftHolds.SoftHold> deciding = softHolds.of(grab.key());
    if (deciding.isPresent()
        && deciding.get().mutation().fingerprint().equals(grab.fingerprint())) {
      return Optional.of(new GrabDecision.InFlight(deciding.get().order()));
    }
    Optional<Remembered<Award>> remembered =
        legs.stream()
            .map(Leg::award)
            .filter(award -> award.mutation().equals(grab.key()) && !isBid(grab.key()))
            .findFirst()
            .map(a -> new Remembered<>(a.mutation(), a.fingerprint(), a.at(), a));
    Optional<Decision<RequestEvent, Award>> known = recall(remembered, grab, now);
    if (known.isEmpty() && deciding.isPresent()) {
      return Optional.of(new GrabDecision.Refused(List.of(), Refusal.of(Reason.REQUEST_ID_REUSED)));
    }
    return known.map(
        decision ->
            decision instanceof Decision.Done<RequestEvent, Award> done
                ? new GrabDecision.Answered(done.answer())
                : new GrabDecision.Refused(
                    List.of(), ((Decision.Refused<RequestEvent, Award>) decision).refusal()));
  }

  /** One memory for all kinds of mutation: an id that was used for one is refused to another. */
  <A> Optional<Decision<RequestEvent, A>> recall(
      Optional<Remembered<A>> sameKind, Mutation taken, Instant now) {
    Mutation.Key key = taken.key();
    boolean used =
        mutation.equals(key)
            || cancelled.filter(one -> one.mutation().equals(key)).isPresent()
            || legs.stream().anyMatch(leg -> leg.award().mutation().equals(key))
            || edits.stream().anyMatch(one -> one.key().equals(key))
            || isBid(key)
            || course.bids().stream()
                .flatMap(bid -> bid.withdrawal().stream())
                .anyMatch(one -> one.mutation().equals(key))
            || course.asks().stream()
                .flatMap(ask -> ask.declined().stream())
                .anyMatch(one -> one.mutation().equals(key));
    return Remembered.<RequestEvent, A>recall(sameKind, taken, now)
        .or(
            () ->
                used
                    ? Optional.of(
                        Decision.refused(
                            Refusal.of(Reason.REQUEST_ID_REUSED, "request_id", key.id())))
                    : Optional.empty());
  }

  /** A bid is awarded under its own mutation; a grab under the same id is another. */
  private boolean isOfABid(Mutation one) {
    return course.bids().stream()
        .anyMatch(
            bid -> bid.mutation().equals(one.key()) && bid.fingerprint().equals(one.fingerprint()));
  }

  private boolean isBid(Mutation.Key key) {
    return course.bids().stream().anyMatch(bid -> bid.mutation().equals(key));
  }

  @Override
  public Decision<RequestEvent, Award> reserved(
      OrderId order, SoftHolds softHolds, Duration confirmWithin, Instant now) {
    Optional<Leg> won = leg(order);
    if (won.isPresent()) {
      return Decision.unchanged(won.get().award());
    }
    Optional<SoftHolds.SoftHold> held = softHolds.get(order);
    if (held.isEmpty()) {
      return Decision.refused(Refusal.of(Reason.CONTENDED));
    }
    SoftHolds.SoftHold hold = held.get();
    Instant at = time(now);
    softHolds.drop(order);
    if (now.isAfter(hold.mutation().notAfter())) {
      return Decision.refused(Refusal.of(Reason.TOO_LATE));
    }
    // Its id may have been used for something else since it was held softly.
    Optional<Decision<RequestEvent, Award>> used =
        isOfABid(hold.mutation())
            ? Optional.empty()
            : recall(Optional.empty(), hold.mutation(), now);
    if (used.isPresent()) {
      return used.get();
    }
    if (isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal = new GrabRules(this, softHolds).refusal(hold.taker(), hold.lines());
    if (refusal.isPresent()) {
      return Decision.refused(refusal.get());
    }
    softHolds.place(hold);
    softHolds.awarding(order);
    Award award =
        new Award(
            order,
            hold.supplier(),
            hold.lines(),
            at,
            at.plus(confirmWithin),
            hold.mutation().key(),
            hold.mutation().fingerprint(),
            hold.receiver());
    return Decision.done(List.of(new RequestEvent.Awarded(at, award)), award);
  }

  @Override
  public Verdict verdict(OrderId order, SoftHolds softHolds) {
    Optional<Leg> won = leg(order);
    if (won.isPresent()) {
      return won.get().ended() ? Verdict.ENDED : Verdict.WON;
    }
    if (softHolds.get(order).filter(SoftHolds.SoftHold::awarding).isPresent()) {
      return Verdict.UNDECIDED;
    }
    softHolds.drop(order);
    return Verdict.NO;
  }

  @Override
  public Decision<RequestEvent, Long> report(OrderReport report, Instant now) {
    Optional<Leg> leg = leg(report.order());
    if (leg.isEmpty()) {
      return Decision.refused(Refusal.of(Reason.NOT_FOUND, "order", report.order()));
    }
    if (report.version() <= leg.get().reportVersion()) {
      return Decision.unchanged(leg.get().reportVersion());
    }
    Instant at = time(now);
    RequestEvent reported = new RequestEvent.OrderReported(at, report);
    return Decision.done(thenExpire(List.of(reported), at), report.version());
  }

  @Override
  public Decision<RequestEvent, Boolean> expire(Instant now) {
    Instant at = time(now);
    return isDueToExpire(at)
        ? Decision.done(List.of(new RequestEvent.Expired(at)), true)
        : Decision.unchanged(expiredAt.isPresent());
  }

  @Override
  public Decision<RequestEvent, RequestView> cancel(String reason, Mutation taken, Instant now) {
    Instant at = time(now);
    Optional<Remembered<RequestView>> remembered =
        cancelled
            .filter(one -> one.mutation().equals(taken.key()))
            .map(c -> new Remembered<>(c.mutation(), c.fingerprint(), c.at(), seenWhen(c)));
    Optional<Decision<RequestEvent, RequestView>> known = recall(remembered, taken, now);
    if (known.isPresent()) {
      return known.get();
    }
    if (cancelled.isPresent()) {
      return Decision.refused(Refusal.of(Reason.REQUEST_CANCELLED));
    }
    List<RequestEvent> events = new ArrayList<>(thenExpire(List.of(), at));
    boolean anyGoesOn = legs.stream().anyMatch(leg -> !leg.ended());
    if (!anyGoesOn && (expiredAt.isPresent() || !events.isEmpty())) {
      return new Decision.Refused<>(List.copyOf(events), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    if (!anyGoesOn && !isOpen()) {
      return Decision.refused(Refusal.of(Reason.ALREADY_COVERED, "state", Coverage.status(this)));
    }
    events.add(new RequestEvent.Cancelled(at, reason, taken.key(), taken.fingerprint()));
    return Decision.done(events, after(events).seen());
  }

  @Override
  public Decision<RequestEvent, OrderId> cancelTold(OrderId order, Instant now) {
    return ordersToCancel().contains(order)
        ? Decision.done(List.of(new RequestEvent.CancelTold(time(now), order)), order)
        : Decision.unchanged(order);
  }

  @Override
  public PostedRequest apply(RequestEvent event) {
    return RequestHistory.apply(this, event);
  }

  @Override
  public List<Award> ordersToStart() {
    return legs.stream().filter(leg -> leg.reportVersion() == 0).map(Leg::award).toList();
  }

  @Override
  public List<OrderId> ordersToCancel() {
    return cancelled.isEmpty()
        ? List.of()
        : legs.stream()
            .filter(leg -> !leg.ended() && !leg.cancelTold())
            .map(leg -> leg.award().order())
            .toList();
  }

  @Override
  public Optional<Instant> nextDue(Set<OrderId> started) {
    boolean tells =
        !ordersToCancel().isEmpty()
            || ordersToStart().stream().anyMatch(award -> !started.contains(award.order()));
    if (tells) {
      return Optional.of(lastEventAt);
    }
    return new Progress(this).nextDue();
  }

  @Override
  public Optional<PostedRequest> posted() {
    return Optional.of(this);
  }

  @Override
  public Optional<RequestView> view() {
    return Optional.of(seen());
  }

  RequestView seen() {
    return new RequestView(
        spec,
        Coverage.status(this),
        postedAt,
        lastEventAt,
        version,
        Coverage.lines(this),
        awards(),
        coursed());
  }

  private Course coursed() {
    boolean same = course.bids().stream().noneMatch(Bid::isSubmitted);
    return same || Coverage.isInRace(this)
        ? course
        : new Course(
            course.turn(),
            course.bids().stream().map(bid -> bid.in(this)).toList(),
            course.asks(),
            course.audience());
  }

  /** No award follows a cancellation, so that its awards are those of today. */
  private RequestView seenWhen(Cancellation then) {
    return new RequestView(
        spec,
        RequestView.Status.CANCELLED,
        postedAt,
        then.at(),
        then.version(),
        then.lines(),
        awards(),
        coursed());
  }

  private List<Award> awards() {
    return legs.stream().map(Leg::award).toList();
  }

  /** Whether units can still be grabbed: open or partly covered. */
  boolean isOpen() {
    return Coverage.isOpen(this);
  }

  /** A covered request does not expire; units that its orders give back later do (P10). */
  boolean isDueToExpire(Instant at) {
    return isOpen() && !at.isBefore(spec.expireAt());
  }

  List<RequestEvent> thenExpire(List<RequestEvent> events, Instant at) {
    if (!after(events).isDueToExpire(at)) {
      return events;
    }
    List<RequestEvent> more = new ArrayList<>(events);
    more.add(new RequestEvent.Expired(at));
    return more;
  }

  PostedRequest after(List<RequestEvent> events) {
    PostedRequest state = this;
    for (RequestEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  Optional<Leg> leg(OrderId order) {
    return legs.stream().filter(leg -> leg.isOf(order)).findFirst();
  }

  Instant time(Instant now) {
    return now.isAfter(lastEventAt) ? now : lastEventAt;
  }
}
