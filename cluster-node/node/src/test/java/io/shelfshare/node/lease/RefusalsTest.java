package io.shelfshare.node.lease;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.cluster.UniqueAddress;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P11: a member is given up at once only where a majority keeps finding it refused")
class RefusalsTest {
  private static final int MAJORITY = 2;
  private static final Duration EACH = Duration.ofMillis(500);
  private static final UniqueAddress MEMBER = incarnation(1);

  private final Refusals refusals = new Refusals();
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

  private static UniqueAddress incarnation(long uid) {
    return new UniqueAddress(new Address("akka", "shelfshare", "one", 25520), uid);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** Each of them says it twice a second for so long. */
  private void say(Duration time, String... voters) {
    say(Duration.ZERO, time, voters);
  }

  private void say(Duration silent, Duration time, String... voters) {
    for (Duration said = Duration.ZERO; said.compareTo(time) <= 0; said = said.plus(EACH)) {
      for (String voter : voters) {
        refusals.say(MEMBER, voter, silent.toNanos(), nanos);
      }
      pass(EACH);
    }
  }

  private boolean isGone() {
    return refusals.isGone(MEMBER, MAJORITY, nanos);
  }

  @Test
  void aMajorityThatGoesOnSayingSoForALeaseEndsIt() {
    say(Refusals.SILENT_FOR.minus(EACH).minus(EACH), "b", "c");
    assertThat(isGone()).isFalse();
    say(EACH, "b", "c");
    assertThat(isGone()).isTrue();
    assertThat(refusals.isGone(incarnation(2), MAJORITY, nanos)).isFalse();
  }

  @Test
  void theLeaseRunsFromTheLastYesOfEach() {
    say(Refusals.SILENT_FOR.minus(EACH).minus(EACH), EACH, "b", "c");
    assertThat(isGone()).isTrue();
  }

  @Test
  void noneIsGoneWhileOneOfTheMajorityHasJustSaidYes() {
    say(Refusals.SILENT_FOR, EACH, "b");
    say(EACH, EACH, "b", "c");
    assertThat(isGone()).isFalse();
  }

  @Test
  void aWordThatIsSaidButOnceEndsNobody() {
    say(Refusals.SILENT_FOR.multipliedBy(2), Duration.ZERO, "b", "c");
    assertThat(isGone()).isFalse();
    say(Refusals.SILENT_FOR.multipliedBy(2), Duration.ZERO, "b", "c");
    assertThat(isGone()).isTrue();
  }

  @Test
  void whoDoesNotKnowOfItsLastYesWaitsFromNowOn() {
    assertThat(refusals.silentNanos(MEMBER, nanos)).isZero();
    refusals.saidYes(MEMBER, nanos);
    pass(EACH);
    assertThat(refusals.silentNanos(MEMBER, nanos)).isEqualTo(EACH.toNanos());
    assertThat(refusals.silentNanos(incarnation(2), nanos)).isZero();
    pass(Refusals.NO_FOR);
    refusals.forget(nanos);
    assertThat(refusals.silentNanos(MEMBER, nanos)).isZero();
  }

  @Test
  void oneAloneEndsNobody() {
    say(Duration.ofSeconds(10), "b");
    assertThat(isGone()).isFalse();
  }

  @Test
  void whoFindsItOpenOnceBeginsAnew() {
    say(Refusals.SILENT_FOR, "b", "c");
    assertThat(isGone()).isTrue();
    pass(Refusals.SAID_AGAIN);
    assertThat(isGone()).isFalse();
    say(EACH, "b", "c");
    assertThat(isGone()).isFalse();
  }

  @Test
  void whoHasSaidSoDoesNotCountOnItUntilAllHaveHeardOfItsEnd() {
    refusals.say(MEMBER, "b", 0, nanos);
    pass(Refusals.NO_FOR.minusMillis(1));
    refusals.forget(nanos);
    assertThat(refusals.forbidYes(MEMBER, "b", nanos)).isTrue();
    assertThat(refusals.forbidYes(MEMBER, "c", nanos)).isFalse();
    assertThat(refusals.forbidYes(incarnation(2), "b", nanos)).isFalse();
    pass(Duration.ofMillis(2));
    refusals.forget(nanos);
    assertThat(refusals.forbidYes(MEMBER, "b", nanos)).isFalse();
  }
}
