package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.A;
import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.Scoring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How requests are decided in each mode; {@link Play} plays one. */
class ModesTest {
  private static final StoreId D = new StoreId("s00004");

  @Test
  @DisplayName("P1: the best bids of a window get what is open, and each learns its place and why")
  void theBestBidsWinAndEachLearnsWhy() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 5));
    play.bids(B, 500, shirts(3));
    play.bids(C, 100, shirts(4));
    play.bids(D, 900, shirts(5));
    play.wait(10);
    play.close(7);
    play.awardAll();

    Bid best = play.bidOf(C);
    assertThat(best.state()).isEqualTo(Bid.State.AWARDED);
    assertThat(best.result().orElseThrow().rank()).isEqualTo(1);
    assertThat(best.result().orElseThrow().order()).isPresent();
    assertThat(best.result().orElseThrow().score().parts()).isNotEmpty();
    assertThat(play.request.view().orElseThrow().lines().get(0).open()).isZero();
    long awarded =
        play.request.view().orElseThrow().awards().stream()
            .mapToLong(award -> Units.total(award.lines()))
            .sum();
    assertThat(awarded).isEqualTo(5);
    assertThat(play.state().course().bids()).noneMatch(Bid::isSubmitted);
    assertThat(play.state().course().bids())
        .filteredOn(bid -> bid.state() == Bid.State.LOST)
        .allMatch(
            bid -> bid.result().orElseThrow().lostBecause().equals(Optional.of(Reason.OUTBID)))
        .isNotEmpty();
  }

  @Test
  @DisplayName("Equal bids are drawn by a lottery that anybody can draw again from its seed")
  void equalBidsAreDrawnByLottery() {
    for (long seed = 0; seed < 20; seed++) {
      Play play = Play.posted(Play.options(Play.window(3)), units(SHIRT, 1));
      play.bids(B, 100, shirts(1));
      play.bids(C, 100, shirts(1));
      play.wait(3);
      play.close(seed);
      play.awardAll();
      boolean first = Long.compareUnsigned(Scoring.lottery(seed, B), Scoring.lottery(seed, C)) < 0;
      assertThat(play.bidOf(first ? B : C).state()).isEqualTo(Bid.State.AWARDED);
      assertThat(play.bidOf(first ? C : B).result().orElseThrow().lostBecause())
          .contains(Reason.OUTBID);
      assertThat(play.state().course().turn().closing().orElseThrow().seed()).isEqualTo(seed);
    }
  }

  @Test
  void aBidAfterTheWindowIsLateAndAGrabOfASealedRequestIsToldToBid() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 5));
    assertThat(play.lost(B, shirts(1))).isEqualTo(Reason.BIDS_ONLY);
    play.wait(10);
    assertThat(refusal(play.bid(B, 1, shirts(1), play.next())).reason()).isEqualTo(Reason.BID_LATE);
  }

  @Test
  @DisplayName("P6: a bid that is sent again is answered as it was, and another body is an error")
  void aBidIsTakenOnce() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 5));
    Mutation mutation = play.next();
    Bid first = play.happens(play.bid(B, 100, shirts(2), mutation));
    assertThat(answer(play.bid(B, 100, shirts(2), mutation))).isEqualTo(first);
    assertThat(refusal(play.bid(B, 100, shirts(2), play.next())).reason())
        .isEqualTo(Reason.ALREADY_BID);
    play.wait(10);
    play.close(1);
    play.awardAll();
    assertThat(answer(play.bid(B, 100, shirts(2), mutation))).isEqualTo(first);
    assertThat(
            ((GrabDecision.Refused)
                    play.request.grab(B, shirts(2), mutation, play.soft, () -> null, play.now))
                .refusal()
                .reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void aWithdrawnBidWinsNothingAndItsStoreMayBidAgain() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 1));
    play.bids(B, 100, shirts(1));
    Mutation back = play.next();
    Bid gone = play.happens(new Bidding(play.state()).withdraw(B, back, play.now));
    assertThat(gone.state()).isEqualTo(Bid.State.WITHDRAWN);
    assertThat(answer(new Bidding(play.state()).withdraw(B, back, play.now))).isEqualTo(gone);
    assertThat(refusal(new Bidding(play.state()).withdraw(B, play.next(), play.now)).reason())
        .isEqualTo(Reason.NO_BID);
    play.bids(B, 90, shirts(1));
    play.wait(10);
    play.close(1);
    play.awardAll();
    assertThat(play.state().course().bids())
        .extracting(Bid::state)
        .containsExactly(Bid.State.WITHDRAWN, Bid.State.AWARDED);
  }

  @Test
  void aBidderWithoutTheUnitsLosesAndTheNextOneIsTried() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.bids(B, 1, shirts(2));
    play.bids(C, 900, shirts(2));
    play.wait(10);
    play.close(1);
    var hold =
        new Bidding(play.state())
            .award(play.soft, () -> io.shelfshare.domain.Samples.order(77), Play.PATIENCE, play.now)
            .reserve()
            .orElseThrow();
    assertThat(hold.supplier()).isEqualTo(B);
    play.soft.drop(hold.order());
    play.happen(new Bidding(play.state()).failed(hold, Reason.NOT_AVAILABLE, play.now));
    play.awardAll();
    assertThat(play.bidOf(B).result().orElseThrow().lostBecause()).contains(Reason.NOT_AVAILABLE);
    assertThat(play.bidOf(C).state()).isEqualTo(Bid.State.AWARDED);
  }

  @Test
  @DisplayName("P10: what a window has not awarded when its request ends is lost with that reason")
  void bidsOfAnEndedRequestAreLost() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.bids(B, 1, shirts(2));
    play.happens(play.request.cancel("", play.next(), play.now));
    assertThat(play.bidOf(B).state()).isEqualTo(Bid.State.LOST);
    assertThat(play.bidOf(B).result().orElseThrow().lostBecause())
        .contains(Reason.REQUEST_CANCELLED);
    play.wait(10);
    play.close(1);
    play.awardAll();
    assertThat(play.request.view().orElseThrow().awards()).isEmpty();
  }

  @Test
  void aBidAfterADecidedWindowOpensAnother() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.wait(10);
    play.close(1);
    assertThat(play.state().course().turn()).isInstanceOf(Turn.Decided.class);
    Bid bid = play.bids(B, 1, shirts(2));
    assertThat(play.state().course().turn())
        .isEqualTo(new Turn.Collecting(0, play.now, bid.round(), play.now.plusSeconds(10)));
    play.wait(10);
    play.close(2);
    play.awardAll();
    assertThat(play.bidOf(B).state()).isEqualTo(Bid.State.AWARDED);
  }

  @Test
  @DisplayName("ASSIGNED: the best store is asked; refusal and silence pass it to the next")
  void refusalAndSilencePassTheAskOn() {
    Play play = Play.posted(Play.options(Play.asking(60)), units(SHIRT, 2));
    play.ask(Play.at(B, 9_000), Play.at(C, 2_000), Play.at(D, 5_000));
    assertThat(play.state().course().pendingAsk().orElseThrow().store()).isEqualTo(C);
    assertThat(play.lost(B, shirts(1))).isEqualTo(Reason.NOT_ASKED);

    Mutation no = play.next();
    Ask declined =
        play.happens(new Asking(play.state()).decline(C, Ask.DeclineReason.BUSY, no, play.now));
    assertThat(declined.outcome()).isEqualTo(Ask.Outcome.DECLINED);
    assertThat(answer(new Asking(play.state()).decline(C, Ask.DeclineReason.BUSY, no, play.now)))
        .isEqualTo(declined);

    play.ask(Play.at(B, 9_000), Play.at(C, 2_000), Play.at(D, 5_000));
    assertThat(play.state().course().pendingAsk().orElseThrow().store()).isEqualTo(D);
    play.wait(60);
    play.due();
    assertThat(play.state().course().asks().get(1).outcome()).isEqualTo(Ask.Outcome.SILENT);

    play.ask(Play.at(B, 9_000), Play.at(C, 2_000), Play.at(D, 5_000));
    play.wins(B, shirts(2));
    assertThat(play.state().course().asks().get(2).outcome()).isEqualTo(Ask.Outcome.ACCEPTED);
    assertThat(play.request.view().orElseThrow().status()).isEqualTo(RequestView.Status.COVERED);
  }

  @Test
  void anAskIsNotPassedOnWhileItsGrabIsBeingDecided() {
    Play play = Play.posted(Play.options(Play.asking(60)), units(SHIRT, 2));
    play.ask(Play.at(B, 9_000));
    play.wait(59);
    var reserve = (GrabDecision.Reserve) play.grab(B, shirts(2));
    play.wait(5);
    play.due();
    assertThat(play.state().course().pendingAsk()).isPresent();
    play.happens(play.request.reserved(reserve.order(), play.soft, Play.CONFIRM, play.now));
  }

  @Test
  @DisplayName("FIRST_COME falls back to a window, and that to ASSIGNED, by the clock alone")
  void fallsBackFromModeToMode() {
    Play play =
        Play.posted(
            Play.options(Play.firstCome(120), Play.window(10), Play.asking(60)), units(SHIRT, 3));
    play.wins(B, shirts(1));
    play.wait(119);
    play.due();
    assertThat(play.state().course().turn()).isInstanceOf(Turn.FirstCome.class);
    assertThat(play.request.nextDue(java.util.Set.of())).isPresent();
    play.wait(1);
    play.due();
    assertThat(play.state().course().turn()).isInstanceOf(Turn.Collecting.class);
    play.bids(C, 5, shirts(1));
    play.wait(10);
    play.close(3);
    play.awardAll();
    assertThat(play.bidOf(C).state()).isEqualTo(Bid.State.AWARDED);
    play.due();
    assertThat(play.state().course().turn()).isInstanceOf(Turn.Asking.class);
    play.ask(Play.at(D, 10));
    play.wins(D, shirts(1));
    assertThat(play.request.view().orElseThrow().status()).isEqualTo(RequestView.Status.COVERED);
  }

  @Test
  @DisplayName("P1: substitutes count for the line that they stand in for")
  void substitutesCoverTheirLine() {
    Play play =
        Play.posted(
            Play.options(RequestOptions.Kind.DEMAND, Map.of(SHIRT, List.of(COAT)), Policy.BUILT_IN),
            units(SHIRT, 3));
    Award award = play.wins(B, List.of(units(COAT, 2)));
    assertThat(award.lines()).containsExactly(units(COAT, 2));
    RequestLine line = play.request.view().orElseThrow().lines().get(0);
    assertThat(line.covered()).isEqualTo(2);
    assertThat(line.open()).isEqualTo(1);
    assertThat(play.lost(C, shirts(2))).isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    play.wins(C, shirts(1));
    assertThat(play.request.view().orElseThrow().status()).isEqualTo(RequestView.Status.COVERED);
  }

  @Test
  @DisplayName("A supply post: whoever grabs it receives, and the poster's stock is asked")
  void aGrabOfASupplyPostMakesThePosterTheSupplier() {
    Play play =
        Play.posted(
            Play.options(RequestOptions.Kind.SUPPLY, Map.of(), Policy.BUILT_IN), units(SHIRT, 3));
    var reserve = (GrabDecision.Reserve) play.grab(B, shirts(2));
    assertThat(reserve.supplier()).isEqualTo(A);
    Award award =
        play.happens(play.request.reserved(reserve.order(), play.soft, Play.CONFIRM, play.now));
    play.soft.drop(reserve.order());
    assertThat(award.store()).isEqualTo(A);
    assertThat(award.receiver()).contains(B);
    assertThat(play.lost(A, shirts(1))).isEqualTo(Reason.OWN_REQUEST);

    play.happens(
        play.request.report(
            new OrderReport(
                award.order(), 1, true, true, List.of(new OrderReport.Line(SHIRT, 2, 0))),
            play.now));
    assertThat(play.request.view().orElseThrow().lines().get(0).open())
        .as("what the poster could not bring is not offered again")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("The poster edits an open request, but not below what is awarded")
  void editsAnOpenRequest() {
    RequestSpec spec = Play.spec(Play.options(), units(SHIRT, 5));
    Play play = Play.posted(spec);
    RequestView posted = play.request.view().orElseThrow();
    play.wins(B, shirts(2));
    Mutation mutation = play.next();
    RequestEdit edit =
        new RequestEdit(
            Optional.of(T0.plusSeconds(900)),
            Optional.of("soon"),
            Optional.of(T0.plusSeconds(700)),
            shirts(3));
    RequestView view =
        play.happens(new Editing(play.state()).edit(edit, mutation, play.soft, play.now));
    assertThat(view.lines().get(0).open()).isEqualTo(1);
    assertThat(view.spec().note()).isEqualTo("soon");
    assertThat(view.spec().expireAt()).isEqualTo(T0.plusSeconds(700));
    play.wins(C, shirts(1));
    assertThat(answer(new Editing(play.state()).edit(edit, mutation, play.soft, play.now)))
        .as("P6: as it was answered")
        .isEqualTo(view);
    assertThat(play.request.view().orElseThrow().status()).isEqualTo(RequestView.Status.COVERED);
    assertThat(answer(play.request.post(spec, mutation(1000), play.now)))
        .as("P6: a repeated post is answered as it was before the edit")
        .isEqualTo(posted);

    Play other = Play.posted(Play.options(), units(SHIRT, 5));
    other.wins(B, shirts(2));
    assertThat(edited(other, Optional.empty(), shirts(1))).isEqualTo(Reason.QUANTITY_BELOW_COVERED);
    assertThat(edited(other, Optional.empty(), shirts(6))).isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    assertThat(edited(other, Optional.of(T0.plusSeconds(5)), List.of()))
        .isEqualTo(Reason.EXPIRES_SOONER);
    other.wait(600);
    assertThat(edited(other, Optional.of(T0.plusSeconds(900)), List.of()))
        .as("P10: what is over is not made longer")
        .isEqualTo(Reason.REQUEST_EXPIRED);
  }

  private static Reason edited(
      Play play, Optional<java.time.Instant> expireAt, List<Units> quantities) {
    var edit = new RequestEdit(Optional.empty(), Optional.empty(), expireAt, quantities);
    return refusal(new Editing(play.state()).edit(edit, play.next(), play.soft, play.now)).reason();
  }

  @Test
  void knowsWhenSomethingIsDueByItself() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 5));
    assertThat(play.request.nextDue(java.util.Set.of())).contains(T0.plusSeconds(10));
    Play asking = Play.posted(Play.options(Play.asking(60)), units(SHIRT, 5));
    assertThat(asking.request.nextDue(java.util.Set.of())).contains(T0);
    asking.ask(Play.at(B, 1));
    assertThat(asking.request.nextDue(java.util.Set.of()))
        .contains(T0.plus(Duration.ofSeconds(60)));
    assertThat(mutation(1)).isNotNull();
  }
}
