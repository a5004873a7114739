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
    Optional<Cancellation> cancelled)
    implements TransferRequest {
  public PostedRequest {
    legs = List.copyOf(legs);
    excluded = Set.copyOf(excluded);
  }

  @Override
  public Decision<RequestEvent, RequestView> post(
      RequestSpec again, Mutation retried, Instant now) {
    RequestView asPosted =
        RequestHistory.posted(new RequestEvent.Posted(postedAt, spec, mutation, fingerprint))
            .seen();
    Optional<Remembered<RequestView>> known =
        Optional.of(new Remembered<>(mutation, fingerprint, postedAt, asPosted))
            .filter(one -> one.key().equals(retried.key()));
    return Remembered.<RequestEvent, RequestView>recall(known, retried, now)
        .orElseGet(() -> Decision.refused(Refusal.of(Reason.REQUEST_ID_REUSED)));
  }

  @Override
  public GrabDecision grab(
      StoreId supplier,
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
    Optional<Refusal> refusal = new GrabRules(this, softHolds).refusal(supplier, lines);
    if (refusal.isPresent()) {
      return new GrabDecision.Refused(List.of(), refusal.get());
    }
    OrderId order = freshOrder.get();
    softHolds.place(new SoftHolds.SoftHold(order, supplier, lines, grab, now, false));
    return new GrabDecision.Reserve(order, lines);
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
            .filter(award -> award.mutation().equals(grab.key()))
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
  private <A> Optional<Decision<RequestEvent, A>> recall(
      Optional<Remembered<A>> sameKind, Mutation taken, Instant now) {
    Mutation.Key key = taken.key();
    boolean used =
        mutation.equals(key)
            || cancelled.filter(one -> one.mutation().equals(key)).isPresent()
            || legs.stream().anyMatch(leg -> leg.award().mutation().equals(key));
    return Remembered.<RequestEvent, A>recall(sameKind, taken, now)
        .or(
            () ->
                used
                    ? Optional.of(
                        Decision.refused(
                            Refusal.of(Reason.REQUEST_ID_REUSED, "request_id", key.id())))
                    : Optional.empty());
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
    if (isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal =
        new GrabRules(this, softHolds).refusal(hold.supplier(), hold.lines());
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
            hold.mutation().fingerprint());
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
    return isOpen() ? Optional.of(spec.expireAt()) : Optional.empty();
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
        awards());
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
        awards());
  }

  private List<Award> awards() {
    return legs.stream().map(Leg::award).toList();
  }

  /** Whether units can still be grabbed: open or partly covered. */
  private boolean isOpen() {
    return Coverage.isOpen(this);
  }

  /** A covered request does not expire; units that its orders give back later do (P10). */
  private boolean isDueToExpire(Instant at) {
    return isOpen() && !at.isBefore(spec.expireAt());
  }

  private List<RequestEvent> thenExpire(List<RequestEvent> events, Instant at) {
    if (!after(events).isDueToExpire(at)) {
      return events;
    }
    List<RequestEvent> more = new ArrayList<>(events);
    more.add(new RequestEvent.Expired(at));
    return more;
  }

  private PostedRequest after(List<RequestEvent> events) {
    PostedRequest state = this;
    for (RequestEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  private Optional<Leg> leg(OrderId order) {
    return legs.stream().filter(leg -> leg.isOf(order)).findFirst();
  }

  private Instant time(Instant now) {
    return now.isAfter(lastEventAt) ? now : lastEventAt;
  }
}
