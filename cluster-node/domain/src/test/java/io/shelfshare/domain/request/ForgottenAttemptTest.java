package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.Verdict;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StoreStock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Found by the simulator, each with the first seed that did. */
class ForgottenAttemptTest {
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private static StoreStock stocked(long units) {
    StoreStock stock = StoreStock.empty();
    List<Movement> receipt = List.of(new Movement(SHIRT, Movement.Kind.RECEIPT, units, ""));
    stock.record(mutation(1), receipt, T0).events().forEach(stock::apply);
    return stock;
  }

  @Test
  @DisplayName("P6: nobody loses to a hold of its own that a crash has forgotten (seed 1)")
  void aStoreDoesNotLoseToItsOwnForgottenHold() {
    StoreStock stock = stocked(3);
    OrderId forgotten = order(1);
    OrderId again = order(2);
    stock.reserve(forgotten, shirts(2), WITHIN, T0).events().forEach(stock::apply);

    assertThat(refusal(stock.reserve(again, shirts(2), WITHIN, T0)).reason())
        .isEqualTo(Reason.CONTENDED);
    assertThat(stock.undecided(again.request())).containsExactly(forgotten);
    assertThat(refusal(stock.reserve(again, shirts(4), WITHIN, T0)).reason())
        .isEqualTo(Reason.NOT_AVAILABLE);

    stock.verdict(forgotten, Verdict.NO, T0).events().forEach(stock::apply);
    assertThat(stock.reserve(again, shirts(2), WITHIN, T0)).isInstanceOf(Decision.Done.class);
  }

  @Test
  @DisplayName("P6: a bid whose units are held for a forgotten attempt is tried again (seed 1)")
  void aBidIsNotLostToAForgottenAttempt() {
    Play play = Play.posted(Play.options(Play.window(10)), units(SHIRT, 2));
    play.bids(B, 1, shirts(2));
    play.wait(10);
    play.close(1);
    var next = new Bidding(play.state()).award(play.soft, () -> order(9), WITHIN, play.now);
    SoftHolds.SoftHold hold = next.reserve().orElseThrow();

    assertThat(new Bidding(play.state()).failed(hold, Reason.CONTENDED, play.now)).isEmpty();
    play.soft.drop(hold.order());
    assertThat(
            new Bidding(play.state()).award(play.soft, () -> order(10), WITHIN, play.now).reserve())
        .isPresent();
  }

  @Test
  @DisplayName("P6: a grab does not win under an id that was used while it was held (seed 1760)")
  void aGrabDoesNotWinUnderAnIdThatWasUsedMeanwhile() {
    Play play = Play.posted(Play.options(Play.asking(60)), units(SHIRT, 2));
    play.ask(Play.at(B, 5));
    Mutation grab = mutation(70, "grab");
    var reserve =
        (GrabDecision.Reserve)
            play.request.grab(B, shirts(2), grab, play.soft, () -> order(1), play.now);
    play.happens(
        new Asking(play.state())
            .decline(B, Ask.DeclineReason.BUSY, mutation(70, "decline"), play.now));

    assertThat(
            refusal(play.request.reserved(reserve.order(), play.soft, WITHIN, play.now)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  @DisplayName("P6: a grab does not win under the id of a bid that came meanwhile (seed 4835)")
  void aGrabDoesNotWinUnderTheIdOfABid() {
    Play play = Play.posted(Play.options(Play.firstCome(5), Play.window(10)), units(SHIRT, 2));
    Mutation grab = mutation(70, "grab");
    var reserve =
        (GrabDecision.Reserve)
            play.request.grab(B, shirts(2), grab, play.soft, () -> order(1), play.now);
    play.wait(6);
    play.due();
    play.happens(play.bid(B, 1, shirts(2), mutation(70, "bid")));

    assertThat(
            refusal(play.request.reserved(reserve.order(), play.soft, WITHIN, play.now)).reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  @DisplayName("P10: a request whose time is over goes on to no other stage (seed 2965)")
  void aRequestThatIsDueToExpireDoesNotGoOn() {
    Play play = Play.posted(Play.options(Play.asking(60), Play.window(10)), units(SHIRT, 2));
    Play inTime = play.copy();
    assertThat(new Progress(inTime.state()).nobodyToAsk(inTime.now))
        .hasOnlyElementsOfType(RequestEvent.StageEntered.class)
        .hasSize(1);

    play.wait(600);
    assertThat(new Asking(play.state()).ask(List.of(Play.at(B, 5)), play.now)).isEmpty();
    assertThat(new Progress(play.state()).nobodyToAsk(play.now)).isEmpty();
  }
}
