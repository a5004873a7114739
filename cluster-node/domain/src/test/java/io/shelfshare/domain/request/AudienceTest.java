package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.Samples.shirts;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.routing.Factor;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.routing.Spot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a request reaches ring after ring. */
class AudienceTest {
  private static final Spot HANGZHOU = new Spot(30.25, 120.16, "CN/East/Zhejiang/Hangzhou");
  private static final Spot BEIJING = new Spot(39.90, 116.40, "CN/North/Beijing");

  private static Play posted(boolean nearestHaveIt) {
    Policy policy =
        new Policy(
            new PolicyRef("near-first", 2),
            "Near first",
            List.of(
                new Ring(Duration.ZERO, new Reach.Within(20), nearestHaveIt),
                new Ring(Duration.ofSeconds(30), new Reach.SameRegion(2), true),
                new Ring(Duration.ofSeconds(120), new Reach.Everybody(), false)),
            new TreeMap<>(Map.of(Factor.DISTANCE, 1L)),
            1_000);
    return Play.posted(Play.options(RequestOptions.Kind.DEMAND, Map.of(), policy), units(SHIRT, 2));
  }

  private static boolean reaches(Play play, StoreId store, Spot spot) {
    PostedRequest request = play.state();
    return request
        .course()
        .audience()
        .includes(request.spec().options().policy(), HANGZHOU, store, spot);
  }

  private static Set<Progress.Lookup> lookup(Play play) {
    return new Progress(play.state()).lookup(play.now).map(Set::of).orElse(Set.of());
  }

  @Test
  @DisplayName("Rings open by the clock alone; those who must have it are looked up first")
  void ringAfterRingIsAsked() {
    Play play = posted(false);
    assertThat(reaches(play, B, HANGZHOU)).isTrue();
    assertThat(reaches(play, C, BEIJING)).isFalse();
    assertThat(play.request.nextDue(Set.of())).contains(T0.plusSeconds(30));
    assertThat(lookup(play)).isEmpty();

    play.wait(30);
    assertThat(lookup(play)).containsExactly(Progress.Lookup.RING);
    play.happen(new Progress(play.state()).ringFound(Set.of(C), play.now));
    assertThat(reaches(play, C, BEIJING)).as("had it when the ring was asked").isTrue();
    assertThat(play.request.nextDue(Set.of())).contains(T0.plusSeconds(120));

    play.wait(90);
    play.due();
    assertThat(play.state().course().audience().ring()).isEqualTo(2);
    assertThat(reaches(play, new StoreId("s00009"), BEIJING)).isTrue();
    assertThat(new Progress(play.state()).nextRing()).isEmpty();
    assertThat(play.request.nextDue(Set.of())).contains(T0.plusSeconds(600));
  }

  @Test
  void nobodyIsAskedBeforeTheFirstRingWasLookedUp() {
    Play play = posted(true);
    assertThat(reaches(play, B, HANGZHOU)).isFalse();
    assertThat(lookup(play)).containsExactly(Progress.Lookup.RING);
    play.happen(new Progress(play.state()).ringFound(Set.of(B), play.now));
    assertThat(reaches(play, B, HANGZHOU)).isTrue();
    assertThat(play.state().course().audience().ring()).isZero();
  }

  @Test
  void aCoveredRequestReachesNobodyNew() {
    Play play = posted(false);
    play.wins(B, shirts(2));
    play.wait(120);
    play.due();
    assertThat(lookup(play)).isEmpty();
    assertThat(play.state().course().audience().ring()).isZero();
    assertThat(play.request.nextDue(Set.of())).isPresent();
  }

  private static Set<Reason> outside(Play play, StoreId store, Mutation sent) {
    return play.state()
        .notInAudience(store, sent, play.now)
        .map(refusal -> Set.of(refusal.reason()))
        .orElse(Set.of());
  }

  @Test
  @DisplayName(
      "P6: an outsider's retry has its answer, and a used id stays used (simulator, seed 29)")
  void beingOutsideNeverChangesAnAnswerThatWasGiven() {
    Play play = posted(false);
    Mutation grab = mutation(70, "grab");
    assertThat(outside(play, B, grab)).containsExactly(Reason.NOT_IN_AUDIENCE);

    play.request.grab(B, shirts(1), grab, play.soft, () -> order(1), play.now);
    play.happens(play.request.reserved(order(1), play.soft, Play.CONFIRM, play.now));
    play.soft.drop(order(1));
    assertThat(outside(play, B, grab)).as("won, and then moved away").isEmpty();
    assertThat(outside(play, B, mutation(70, "another"))).as("a used id").isEmpty();
    assertThat(outside(play, C, mutation(71, "grab"))).containsExactly(Reason.NOT_IN_AUDIENCE);
  }

  @Test
  void aReasonThatTakesPrecedenceIsToldToAnOutsider() {
    Play play = posted(true);
    assertThat(outside(play, play.state().spec().store(), play.next())).isEmpty();
    Play late = play.copy();
    late.wait(600);
    assertThat(outside(late, C, late.next())).as("expired").isEmpty();
    play.happens(play.request.cancel("", play.next(), play.now));
    assertThat(outside(play, C, play.next())).as("cancelled").isEmpty();
  }
}
