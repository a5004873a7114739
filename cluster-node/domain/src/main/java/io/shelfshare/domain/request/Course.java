package io.shelfshare.domain.request;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Audience;
import io.shelfshare.domain.routing.Scoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How far the deciding of a request is: whose turn it is, who bid, who was asked, whom it reached.
 *
 * @param bids of all windows, oldest first
 * @param asks oldest first; only the last can be pending
 */
public record Course(Turn turn, List<Bid> bids, List<Ask> asks, Audience audience) {
  public Course {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
  }

  /** At its first stage, nobody asked but who is at once. */
  public static Course first(RequestSpec spec, Instant at) {
    List<io.shelfshare.domain.routing.Ring> rings = spec.options().policy().rings();
    boolean atOnce = !rings.isEmpty() && !rings.get(0).havingIt();
    Audience audience = atOnce ? new Audience(0, java.util.Set.of()) : Audience.FIRST;
    return new Course(turn(spec, 0, 1, at), List.of(), List.of(), audience);
  }

  private static Turn turn(RequestSpec spec, int stage, int round, Instant at) {
    Stage one = spec.stages().get(stage);
    return switch (one.mode()) {
      case FIRST_COME -> new Turn.FirstCome(stage, at);
      case SEALED_WINDOW -> new Turn.Collecting(stage, at, round, at.plus(one.window()));
      case ASSIGNED -> new Turn.Asking(stage, at);
    };
  }

  /** The store that is being asked. */
  public Optional<Ask> pendingAsk() {
    return asks.isEmpty()
        ? Optional.empty()
        : Optional.of(asks.get(asks.size() - 1)).filter(Ask::isPending);
  }

  /** The newest round of bids. */
  public int round() {
    return bids.isEmpty() ? 0 : bids.get(bids.size() - 1).round();
  }

  Optional<Bid> submittedBy(StoreId store) {
    return bids.stream().filter(bid -> bid.isOf(store) && bid.isSubmitted()).findFirst();
  }

  /** Bids that are not decided, best first. */
  List<Bid> undecided() {
    return bids.stream()
        .filter(Bid::isSubmitted)
        .sorted(java.util.Comparator.comparingInt(Bid::rank))
        .toList();
  }

  Course entered(RequestSpec spec, int stage, Instant at) {
    Course passed = endAsk(Ask.Outcome.PASSED, at, Optional.empty());
    return passed.withTurn(turn(spec, stage, round() + 1, at));
  }

  Course bade(RequestSpec spec, Bid bid) {
    List<Bid> more = new ArrayList<>(bids);
    more.add(bid);
    boolean opens = turn instanceof Turn.Decided;
    return withBids(more).withTurn(opens ? turn(spec, turn.stage(), bid.round(), bid.at()) : turn);
  }

  Course withdrawn(RequestEvent.BidWithdrawn event) {
    return changeBids(
        bid -> bid.isOf(event.store()) && bid.isSubmitted() ? bid.withdrawn(event) : bid);
  }

  Course closed(RequestEvent.WindowClosed event) {
    Course ranked =
        changeBids(
            bid -> {
              for (int i = 0; i < event.ranking().size(); i++) {
                Scoring.Ranked one = event.ranking().get(i);
                if (bid.isSubmitted() && bid.isOf(one.store())) {
                  return bid.with(
                      Bid.State.SUBMITTED,
                      Optional.of(
                          new Bid.Result(
                              i + 1,
                              one.score(),
                              one.lottery(),
                              Optional.empty(),
                              Optional.empty())));
                }
              }
              return bid;
            });
    int round = turn instanceof Turn.Collecting collecting ? collecting.round() : round();
    var closing = new Turn.Closing(event.at(), event.seed(), event.policy());
    return ranked
        .withTurn(new Turn.Deciding(turn.stage(), turn.since(), round, closing))
        .whenAllDecided();
  }

  Course lost(Map<StoreId, Refusal.Reason> losers) {
    return changeBids(
            bid ->
                bid.isSubmitted() && losers.containsKey(bid.store())
                    ? bid.with(
                        Bid.State.LOST,
                        bid.result().map(result -> result.lost(losers.get(bid.store()))))
                    : bid)
        .whenAllDecided();
  }

  Course awarded(Award award) {
    OrderId order = award.order();
    Course changed =
        changeBids(
            bid ->
                bid.isSubmitted() && bid.mutation().equals(award.mutation())
                    ? bid.with(Bid.State.AWARDED, bid.result().map(result -> result.won(order)))
                    : bid);
    boolean accepted = pendingAsk().filter(ask -> ask.store().equals(award.store())).isPresent();
    return accepted
        ? changed.endAsk(Ask.Outcome.ACCEPTED, award.at(), Optional.empty())
        : changed.whenAllDecided();
  }

  Course asked(Ask ask) {
    List<Ask> more = new ArrayList<>(asks);
    more.add(ask);
    return new Course(turn, bids, more, audience);
  }

  Course endAsk(Ask.Outcome how, Instant when, Optional<Ask.Declined> refusal) {
    if (pendingAsk().isEmpty()) {
      return this;
    }
    List<Ask> changed = new ArrayList<>(asks);
    changed.set(asks.size() - 1, changed.get(asks.size() - 1).ended(how, when, refusal));
    return new Course(turn, bids, changed, audience);
  }

  Course opened(RequestEvent.RingOpened event) {
    java.util.Set<StoreId> having = new java.util.LinkedHashSet<>(audience.having());
    having.addAll(event.stores());
    return new Course(turn, bids, asks, new Audience(event.ring(), having));
  }

  private Course whenAllDecided() {
    boolean over = bids.stream().noneMatch(Bid::isSubmitted);
    return turn instanceof Turn.Deciding d && over
        ? withTurn(new Turn.Decided(d.stage(), d.since(), d.round(), d.closed()))
        : this;
  }

  private Course changeBids(UnaryOperator<Bid> change) {
    return withBids(bids.stream().map(change).toList());
  }

  private Course withBids(List<Bid> next) {
    return new Course(turn, next, asks, audience);
  }

  private Course withTurn(Turn next) {
    return new Course(next, bids, asks, audience);
  }
}
