package io.shelfshare.domain.request;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Remembered;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.routing.Facts;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The sealed windows of a request: bids are collected, ranked when the window closes, and then
 * awarded one after the other, best first, by the same two durable writes as a grab.
 */
public final class Bidding {
  private final PostedRequest request;
  private final Course course;

  public Bidding(PostedRequest request) {
    this.request = request;
    this.course = request.course();
  }

  /** Takes a bid; the answer is the bid as it was made. */
  public Decision<RequestEvent, Bid> bid(Bid.Terms terms, Mutation mutation, Instant now) {
    Optional<Remembered<Bid>> known =
        course.bids().stream()
            .filter(bid -> bid.mutation().equals(mutation.key()))
            .findFirst()
            .map(b -> new Remembered<>(b.mutation(), b.fingerprint(), b.at(), b.asSubmitted()));
    Optional<Decision<RequestEvent, Bid>> again = request.recall(known, mutation, now);
    if (again.isPresent()) {
      return again.get();
    }
    Instant at = request.time(now);
    if (request.isDueToExpire(at)) {
      return new Decision.Refused<>(
          List.of(new RequestEvent.Expired(at)), Refusal.of(Reason.REQUEST_EXPIRED));
    }
    Optional<Refusal> refusal = refusal(terms, at);
    if (refusal.isPresent()) {
      return Decision.refused(refusal.get());
    }
    int round = course.turn() instanceof Turn.Collecting now1 ? now1.round() : course.round() + 1;
    Bid bid =
        new Bid(
            terms.store(),
            round,
            Units.listOf(Units.bySku(terms.lines())),
            terms.shipBy(),
            terms.fee(),
            terms.currency(),
            at,
            mutation.key(),
            mutation.fingerprint(),
            Bid.State.SUBMITTED,
            Optional.empty(),
            Optional.empty());
    return Decision.done(List.of(new RequestEvent.Bade(at, bid)), bid);
  }

  private Optional<Refusal> refusal(Bid.Terms terms, Instant at) {
    Optional<Refusal> never =
        new GrabRules(request, new SoftHolds()).refusal(terms.store(), terms.lines());
    if (never.isPresent()) {
      return never;
    }
    Turn turn = course.turn();
    if (turn instanceof Turn.FirstCome || turn instanceof Turn.Asking) {
      return Optional.of(Refusal.of(Reason.NO_WINDOW));
    }
    boolean closed = turn instanceof Turn.Collecting window && !at.isBefore(window.closesAt());
    boolean lastStage = turn.stage() + 1 == request.spec().stages().size();
    if (closed || turn instanceof Turn.Deciding || (turn instanceof Turn.Decided && !lastStage)) {
      return Optional.of(Refusal.of(Reason.BID_LATE));
    }
    return course.submittedBy(terms.store()).map(bid -> Refusal.of(Reason.ALREADY_BID));
  }

  /** Takes a bid back while its window is open. */
  public Decision<RequestEvent, Bid> withdraw(StoreId store, Mutation mutation, Instant now) {
    Optional<Remembered<Bid>> known =
        course.bids().stream()
            .filter(
                bid ->
                    bid.withdrawal().filter(w -> w.mutation().equals(mutation.key())).isPresent())
            .findFirst()
            .map(
                bid -> {
                  Bid.Withdrawal back = bid.withdrawal().orElseThrow();
                  return new Remembered<>(back.mutation(), back.fingerprint(), back.at(), bid);
                });
    Optional<Decision<RequestEvent, Bid>> again = request.recall(known, mutation, now);
    if (again.isPresent()) {
      return again.get();
    }
    Instant at = request.time(now);
    boolean collects =
        Coverage.isInRace(request)
            && course.turn() instanceof Turn.Collecting window
            && at.isBefore(window.closesAt());
    Optional<Bid> bid = course.submittedBy(store).filter(one -> collects);
    if (bid.isEmpty()) {
      return Decision.refused(Refusal.of(Reason.NO_BID));
    }
    var event = new RequestEvent.BidWithdrawn(at, store, mutation.key(), mutation.fingerprint());
    return Decision.done(List.of(event), bid.get().withdrawn(event));
  }

  /** Whose facts {@link #close} needs. */
  public List<StoreId> bidders() {
    return course.undecided().stream().map(Bid::store).toList();
  }

  /**
   * Closes a window whose time is over.
   *
   * @param facts of every bidder; the offers are filled in here
   * @param seed of the lottery
   */
  public List<RequestEvent> close(List<Facts> facts, long seed, Instant now) {
    Instant at = request.time(now);
    boolean over =
        Coverage.isInRace(request)
            && course.turn() instanceof Turn.Collecting window
            && !at.isBefore(window.closesAt());
    if (!over) {
      return List.of();
    }
    List<Bid> bids = course.undecided();
    long feeMost = bids.stream().mapToLong(Bid::fee).max().orElse(0);
    long wanted = Coverage.lines(request).stream().mapToLong(RequestLine::open).sum();
    List<Facts> offers = new ArrayList<>();
    for (Bid bid : bids) {
      Facts known =
          facts.stream()
              .filter(one -> one.store().equals(bid.store()))
              .findFirst()
              .orElseGet(() -> Facts.unknown(bid.store(), wanted));
      long shipSeconds =
          bid.shipBy().map(by -> Math.max(0, Duration.between(at, by).toSeconds())).orElse(0L);
      offers.add(
          known.withOffer(
              new Facts.Offer(Units.total(bid.lines()), bid.fee(), feeMost, shipSeconds)));
    }
    Policy policy = request.spec().options().policy();
    return List.of(
        new RequestEvent.WindowClosed(at, seed, policy.ref(), Scoring.rank(policy, offers, seed)));
  }

  /** What comes next of a closed window: events first, or else a soft hold to reserve for. */
  public record Next(List<RequestEvent> events, Optional<SoftHolds.SoftHold> reserve) {
    /** There is nothing to go on with now. */
    public static final Next NOTHING = new Next(List.of(), Optional.empty());

    public Next {
      events = List.copyOf(events);
    }
  }

  /**
   * Goes on with awarding. Where it answers with a soft hold, that is placed, and its store is to
   * be asked to reserve; one at a time.
   *
   * @param patience how long a store has to answer
   */
  public Next award(
      SoftHolds softHolds, Supplier<OrderId> freshOrder, Duration patience, Instant now) {
    boolean deciding = course.turn() instanceof Turn.Deciding && Coverage.isInRace(request);
    // One at a time: what is in flight may still take units, or free them.
    if (!deciding || !softHolds.isEmpty() || request.isDueToExpire(request.time(now))) {
      return Next.NOTHING;
    }
    List<Bid> undecided = course.undecided();
    Map<StoreId, Reason> lost = new LinkedHashMap<>();
    for (Bid bid : undecided) {
      GrabRules rules = new GrabRules(request, softHolds);
      List<Units> lines = share(bid, rules);
      Optional<Reason> because =
          lines.isEmpty()
              ? Optional.of(Reason.OUTBID)
              : rules.refusal(bid.store(), lines).map(Refusal::reason);
      if (because.isEmpty()) {
        if (!lost.isEmpty()) {
          break;
        }
        return new Next(
            List.of(), Optional.of(place(bid, lines, softHolds, freshOrder, patience, now)));
      }
      lost.put(bid.store(), because.get());
    }
    return lost.isEmpty()
        ? Next.NOTHING
        : new Next(List.of(new RequestEvent.BidsLost(request.time(now), lost)), Optional.empty());
  }

  private static SoftHolds.SoftHold place(
      Bid bid,
      List<Units> lines,
      SoftHolds softHolds,
      Supplier<OrderId> freshOrder,
      Duration patience,
      Instant now) {
    Mutation.Key key = bid.mutation();
    var mutation = new Mutation(key.actor(), key.id(), bid.fingerprint(), now.plus(patience));
    var hold =
        new SoftHolds.SoftHold(
            freshOrder.get(), bid.store(), Optional.empty(), lines, mutation, now, false);
    softHolds.place(hold);
    return hold;
  }

  /** As much of a bid as better ones have left. */
  private List<Units> share(Bid bid, GrabRules rules) {
    SortedMap<SkuId, Long> left = new TreeMap<>(rules.free());
    List<Units> lines = new ArrayList<>();
    for (Units units : bid.lines()) {
      SkuId line = request.spec().lineOf(units.sku());
      long taken = Math.min(units.quantity(), left.getOrDefault(line, 0L));
      if (taken > 0) {
        left.merge(line, -taken, Long::sum);
        lines.add(new Units(units.sku(), taken));
      }
    }
    return lines;
  }

  /**
   * The store of a bid that was being awarded cannot, or did not answer. Where it holds the units
   * for an attempt that a crash has forgotten, nothing is lost: it is tried again.
   */
  public List<RequestEvent> failed(SoftHolds.SoftHold hold, Reason reason, Instant now) {
    boolean undecided =
        reason != Reason.CONTENDED
            && course.turn() instanceof Turn.Deciding
            && Coverage.isInRace(request)
            && course
                .submittedBy(hold.supplier())
                .filter(bid -> bid.mutation().equals(hold.mutation().key()))
                .isPresent();
    return undecided
        ? List.of(new RequestEvent.BidsLost(request.time(now), Map.of(hold.supplier(), reason)))
        : List.of();
  }
}
