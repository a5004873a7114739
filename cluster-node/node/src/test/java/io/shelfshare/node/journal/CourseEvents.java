package io.shelfshare.node.journal;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Award;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.RequestEdit;
import io.shelfshare.domain.request.RequestEvent;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Scoring;
import io.shelfshare.node.WireTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One event of each kind that tells how a request is decided. */
final class CourseEvents {
  private CourseEvents() {}

  static Stream<RequestEvent> all(Instant at, Mutation.Key key, List<Units> lines, OrderId order) {
    var course = WireTest.view(new Turn.Asking(0, at)).course();
    Bid seen = course.bids().get(0);
    Bid bid =
        new Bid(
            seen.store(),
            1,
            lines,
            seen.shipBy(),
            seen.fee(),
            seen.currency(),
            at,
            key,
            "f00d",
            Bid.State.SUBMITTED,
            Optional.empty(),
            Optional.empty());
    Ask old = course.asks().get(0);
    Ask ask =
        new Ask(
            1,
            old.store(),
            at,
            old.until(),
            old.policy(),
            old.score(),
            Ask.Outcome.PENDING,
            Optional.empty(),
            Optional.empty());
    StoreId store = bid.store();
    return Stream.of(
        new RequestEvent.Posted(at, WireTest.spec(), key, "f00d"),
        new RequestEvent.Awarded(
            at,
            new Award(order, store, lines, at, at, key, "f00d", Optional.of(new StoreId("s7")))),
        new RequestEvent.Bade(at, bid),
        new RequestEvent.BidWithdrawn(at, store, key, "f00d"),
        new RequestEvent.WindowClosed(
            at, -77, old.policy(), List.of(new Scoring.Ranked(store, old.score(), -3))),
        new RequestEvent.BidsLost(at, Map.of(store, Refusal.Reason.OUTBID)),
        new RequestEvent.Asked(at, ask),
        new RequestEvent.AskDeclined(at, new Ask.Declined(Ask.DeclineReason.TOO_FAR, key, "f00d")),
        new RequestEvent.AskRanOut(at),
        new RequestEvent.StageEntered(at, 1),
        new RequestEvent.RingOpened(at, 2, Set.of(store)),
        new RequestEvent.Edited(
            at,
            new RequestEdit(Optional.of(at), Optional.of(""), Optional.empty(), lines),
            key,
            "f00d"));
  }
}
