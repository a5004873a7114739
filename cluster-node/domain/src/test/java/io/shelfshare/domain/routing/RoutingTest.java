package io.shelfshare.domain.routing;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.C;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.mutation;
import static io.shelfshare.domain.Samples.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private static final Spot HANGZHOU = new Spot(30.25, 120.16, "CN/East/Zhejiang/Hangzhou");
  private static final Spot NINGBO = new Spot(29.87, 121.54, "CN/East/Zhejiang/Ningbo");
  private static final Spot BEIJING = new Spot(39.90, 116.40, "CN/North/Beijing");

  private static final Ring NEAR = new Ring(Duration.ZERO, new Reach.Within(20), true);
  private static final Ring PROVINCE =
      new Ring(Duration.ofSeconds(30), new Reach.SameRegion(3), false);
  private static final Ring ALL = new Ring(Duration.ofSeconds(120), new Reach.Everybody(), false);

  private static Policy policy(Ring... rings) {
    return new Policy(
        new PolicyRef("near-first", 0),
        "Near first",
        List.of(rings),
        new TreeMap<>(Map.of(Factor.DISTANCE, 3L, Factor.FEE, 2L)),
        1_000);
  }

  @Test
  void aRingReachesTheStoresThatItSays() {
    Policy policy = policy(NEAR, PROVINCE, ALL);
    assertThat(HANGZHOU.metresTo(NINGBO)).isBetween(135_000L, 145_000L);
    Audience first = new Audience(0, Set.of(C));
    assertThat(first.includes(policy, HANGZHOU, B, HANGZHOU)).as("had none then").isFalse();
    assertThat(first.includes(policy, HANGZHOU, C, HANGZHOU)).isTrue();
    Audience second = new Audience(1, Set.of());
    assertThat(second.includes(policy, HANGZHOU, B, NINGBO)).isTrue();
    assertThat(second.includes(policy, HANGZHOU, B, BEIJING)).isFalse();
    assertThat(new Audience(2, Set.of()).includes(policy, HANGZHOU, B, BEIJING)).isTrue();
    assertThat(Audience.FIRST.includes(Policy.BUILT_IN, HANGZHOU, B, BEIJING))
        .as("without rings everybody is asked at once")
        .isTrue();
  }

  @Test
  @DisplayName("A score says what it is made of, in whole numbers")
  void aScoreSaysWhatItIsMadeOf() {
    Facts facts = new Facts(B, 250_000, 1, 4, 5, 5_000, 9_000, Optional.empty());
    assertThat(Scoring.score(policy(), facts))
        .isEqualTo(Score.of(List.of(new Score.Part(Factor.DISTANCE, 7_500, 3))));
    Facts bid = facts.withOffer(new Facts.Offer(2, 50, 200, 0));
    Score score = Scoring.score(policy(), bid);
    assertThat(score.parts())
        .containsExactly(
            new Score.Part(Factor.DISTANCE, 7_500, 3), new Score.Part(Factor.FEE, 7_500, 2));
    assertThat(score.total()).isEqualTo(7_500 * 3 + 7_500 * 2);
    assertThat(Scoring.score(Policy.BUILT_IN, Facts.unknown(B, 3)).total()).isNotNegative();
  }

  @Test
  void aTrustedRecordOfAStoreThatSellsSlowlyIsBetter() {
    Policy policy =
        new Policy(
            new PolicyRef("trusted", 0),
            "",
            List.of(),
            new TreeMap<>(Map.of(Factor.CONFIDENCE, 2L, Factor.SELL_THROUGH, 1L)),
            1_000);
    Facts counted = new Facts(B, 9, 1, 1, 0, 0, 0, 10_000, 1_500, Optional.empty());
    Facts doubted = new Facts(C, 9, 1, 1, 0, 0, 0, 3_500, 9_000, Optional.empty());
    assertThat(Scoring.rank(policy, List.of(doubted, counted), 7))
        .extracting(Scoring.Ranked::store)
        .containsExactly(B, C);
    assertThat(Scoring.score(policy, counted).parts())
        .containsExactlyInAnyOrder(
            new Score.Part(Factor.CONFIDENCE, 10_000, 2),
            new Score.Part(Factor.SELL_THROUGH, 8_500, 1));
    Facts unknown = new Facts(B, 9, 1, 1, 0, 0, 0, Optional.empty());
    assertThat(Scoring.score(policy, unknown).total()).isEqualTo(7_000 * 2 + 5_000);
  }

  @Test
  void amongEqualsTheLowerLotteryNumberIsFirst() {
    Facts one = new Facts(B, 9, 1, 1, 0, 0, 0, Optional.empty());
    Facts other = new Facts(C, 9, 1, 1, 0, 0, 0, Optional.empty());
    for (long seed = -5; seed < 5; seed++) {
      List<Scoring.Ranked> ranked = Scoring.rank(policy(), List.of(one, other), seed);
      assertThat(Long.compareUnsigned(ranked.get(0).lottery(), ranked.get(1).lottery()))
          .isNegative();
      assertThat(ranked).isEqualTo(Scoring.rank(policy(), List.of(other, one), seed));
    }
  }

  @Test
  void saysWhatIsWrongWithAPolicy() {
    assertThat(policy(NEAR, PROVINCE, ALL).problems()).isEmpty();
    assertThat(Policy.BUILT_IN.problems()).isEmpty();
    assertThat(policy(PROVINCE).problems())
        .extracting(Policy.Problem::field)
        .containsExactly("rings[0].after");
    assertThat(policy(NEAR, ALL, PROVINCE).problems())
        .extracting(Policy.Problem::field)
        .containsExactly("rings[2].after");
    Policy light =
        new Policy(
            new PolicyRef("light", 0), "", List.of(), new TreeMap<>(Map.of(Factor.LOAD, 0L)), 1);
    assertThat(light.problems()).extracting(Policy.Problem::expected).contains("some_weight");
  }

  @Test
  @DisplayName("P6: versions are made once, published, and rolled back by publishing an older one")
  void policiesHaveVersions() {
    PolicyBook book = PolicyBook.EMPTY;
    Policy first = answer(book.create(policy(NEAR), mutation(1), T0));
    book = apply(book, book.create(policy(NEAR), mutation(1), T0));
    assertThat(first.ref().version()).isEqualTo(1);
    assertThat(answer(book.create(policy(NEAR), mutation(1), T0))).isEqualTo(first);
    book =
        apply(
            book,
            book.create(
                policy(new Ring(Duration.ZERO, new Reach.Everybody(), false)), mutation(2), T0));
    assertThat(book.published("near-first")).isEmpty();
    book = apply(book, book.publish(new PolicyRef("near-first", 2), mutation(3), T0));
    assertThat(book.published("near-first").orElseThrow().ref().version()).isEqualTo(2);
    book = apply(book, book.publish(new PolicyRef("near-first", 1), mutation(4), T0));
    assertThat(book.published("near-first")).contains(first);
    assertThat(refusal(book.publish(new PolicyRef("near-first", 9), mutation(5), T0)).reason())
        .isEqualTo(Refusal.Reason.NOT_FOUND);
  }

  private static PolicyBook apply(PolicyBook book, Decision<PolicyEvent, Policy> decision) {
    PolicyBook next = book;
    for (PolicyEvent event : decision.events()) {
      next = next.apply(event);
    }
    return next;
  }

  @Test
  void newerOutcomesWeighMore() {
    var kept = Reliability.Ending.KEPT;
    var silent = Reliability.Ending.SILENT;
    assertThat(Reliability.of(List.of(), T0).basisPoints()).isEqualTo(7_500);
    int recentlySilent =
        Reliability.of(List.of(outcome(silent, 0), outcome(silent, 0), outcome(kept, 100)), T0)
            .basisPoints();
    int silentLongAgo =
        Reliability.of(List.of(outcome(silent, 100), outcome(silent, 100), outcome(kept, 0)), T0)
            .basisPoints();
    assertThat(recentlySilent).isLessThan(silentLongAgo);
    // Four of 7,500 and one of 10,000, each of 1,024.
    assertThat(Reliability.of(List.of(outcome(kept, 0)), T0).basisPoints()).isEqualTo(8_000);
    assertThat(Reliability.of(List.of(outcome(kept, 31)), T0).weight(kept)).isEqualTo(512);
  }

  private static Reliability.Outcome outcome(Reliability.Ending ending, int daysAgo) {
    return new Reliability.Outcome(ending, T0.minus(Duration.ofDays(daysAgo)));
  }
}
