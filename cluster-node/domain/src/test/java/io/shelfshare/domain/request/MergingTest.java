package io.shelfshare.domain.request;

import static io.shelfshare.domain.Samples.B;
import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.answer;
import static io.shelfshare.domain.Samples.refusal;
import static io.shelfshare.domain.Samples.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal.Reason;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.Units;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MergingTest {
  private static final RequestId SOURCE = new RequestId(new UUID(1, 1));
  private static final RequestId TARGET = new RequestId(new UUID(1, 2));
  private final Play source = Play.posted(Play.options(), units(SHIRT, 2));
  private final Play target = Play.posted(Play.options(), units(SHIRT, 3), units(COAT, 1));

  private Cancellation.Merge merged(Mutation mutation) {
    source.happens(new Merging(source.state()).into(TARGET, mutation, source.soft, source.now));
    return source.state().cancelled().flatMap(Cancellation::merge).orElseThrow();
  }

  private Reason notMerged(Play play) {
    return refusal(new Merging(play.state()).into(TARGET, play.next(), play.soft, play.now))
        .reason();
  }

  private long asked() {
    return target.request.view().orElseThrow().lines().get(0).asked();
  }

  @Test
  @DisplayName("P1: the source has ended before the target asks for more")
  void theSourceEndsFirst() {
    Cancellation.Merge merge = merged(source.next());
    assertThat(source.request.view().orElseThrow().status())
        .isEqualTo(RequestView.Status.CANCELLED);
    assertThat(source.lost(B, List.of(units(SHIRT, 1)))).isEqualTo(Reason.REQUEST_CANCELLED);
    assertThat(asked()).isEqualTo(3);
    assertThat(merge.target()).isEqualTo(TARGET);
    assertThat(merge.lines()).containsExactly(units(SHIRT, 2));
    target.happens(new Merging(target.state()).absorb(SOURCE, merge.lines(), target.now));
    assertThat(asked()).isEqualTo(5);
    target.wins(B, List.of(units(SHIRT, 5)));
  }

  @Test
  @DisplayName("P1, P6: whatever is told twice is taken over once")
  void repetitionChangesNothing() {
    Mutation mutation = source.next();
    List<Units> lines = merged(mutation).lines();
    var again = new Merging(source.state()).into(TARGET, mutation, source.soft, source.now);
    assertThat(again.events()).isEmpty();
    assertThat(answer(again).status()).isEqualTo(RequestView.Status.CANCELLED);
    for (int i = 0; i < 3; i++) {
      target.happens(new Merging(target.state()).absorb(SOURCE, lines, target.now));
    }
    assertThat(asked()).isEqualTo(5);
  }

  @Test
  void aRequestThatSomebodyHasAPartInIsNotMergedAway() {
    source.grab(B, List.of(units(SHIRT, 1)));
    assertThat(notMerged(source)).as("being decided").isEqualTo(Reason.CONTENDED);
    Play won = Play.posted(Play.options(), units(SHIRT, 2));
    won.wins(B, List.of(units(SHIRT, 1)));
    assertThat(notMerged(won)).isEqualTo(Reason.ALREADY_COVERED);
  }

  @Test
  @DisplayName("P10: what has ended neither goes over nor takes over")
  void endedRequestsStayAsTheyAre() {
    Play late = Play.posted(Play.options(), units(SHIRT, 2));
    late.wait(600);
    assertThat(notMerged(late)).isEqualTo(Reason.REQUEST_EXPIRED);
    source.happens(source.request.cancel("found", source.next(), source.now));
    assertThat(notMerged(source)).isEqualTo(Reason.REQUEST_CANCELLED);
    target.wait(600);
    assertThat(
            refusal(
                    new Merging(target.state())
                        .absorb(SOURCE, List.of(units(SHIRT, 2)), target.now))
                .reason())
        .isEqualTo(Reason.REQUEST_EXPIRED);
  }

  @Test
  void aTargetTakesOnlyWhatItHasALineFor() {
    Play shirts = Play.posted(Play.options(), units(SHIRT, 9_999));
    Merging into = new Merging(shirts.state());
    assertThat(refusal(into.absorb(SOURCE, List.of(units(COAT, 1)), shirts.now)).reason())
        .isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
    assertThat(refusal(into.absorb(SOURCE, List.of(units(SHIRT, 2)), shirts.now)).reason())
        .isEqualTo(Reason.GRAB_EXCEEDS_OPEN);
  }

  @Test
  void aCoveredTargetOpensAgain() {
    Play covered = Play.posted(Play.options(), units(SHIRT, 1));
    covered.wins(B, List.of(units(SHIRT, 1)));
    covered.happens(
        new Merging(covered.state()).absorb(SOURCE, List.of(units(SHIRT, 2)), covered.now));
    RequestView view = covered.request.view().orElseThrow();
    assertThat(view.status()).isEqualTo(RequestView.Status.PARTLY_COVERED);
    assertThat(view.lines().get(0).open()).isEqualTo(2);
  }
}
