package io.shelfshare.domain.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Retries RETRIES =
      new Retries(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofHours(24));
  private static final News NEWS = new News("posted-1", Topic.REQUEST_POSTED, AT, "", Map.of());

  private final Random random = new Random(7);

  @Test
  void pausesDoubleUpToTheLongestAndAreSpreadOverTheirSecondHalf() {
    for (int failures = 1; failures < 40; failures++) {
      long most = Math.min(3_600_000L, 2_000L << Math.min(failures - 1, 30));
      assertThat(RETRIES.pause(failures, random).toMillis()).isBetween(most / 2, most);
    }
    assertThat(RETRIES.pause(4, new Random(1))).isNotEqualTo(RETRIES.pause(4, new Random(2)));
    assertThat(RETRIES.pause(4, new Random(1))).isEqualTo(RETRIES.pause(4, new Random(1)));
  }

  @Test
  void aMessageIsTriedForHoursAndThenGivenUp() {
    Delivery delivery = Delivery.queued(NEWS, AT);
    Instant now = AT;
    while (delivery.isWaiting()) {
      assertThat(delivery.next()).isBefore(AT.plus(Duration.ofHours(24)));
      now = delivery.next();
      delivery = delivery.after(Outcome.again(503, "HTTP 503"), RETRIES, random, now);
    }
    assertThat(delivery.status()).isEqualTo(Delivery.Status.FAILED);
    assertThat(delivery.attempts()).isBetween(30, 80);
    assertThat(Duration.between(AT, now)).isGreaterThan(Duration.ofHours(22));
    assertThat(delivery.version()).isEqualTo(1 + delivery.attempts());
  }

  @Test
  void aReceiverThatSaysWhenIsNotCalledBefore() {
    Outcome busy = Outcome.again(429, "HTTP 429", Optional.of(Duration.ofMinutes(7)));
    Delivery later = Delivery.queued(NEWS, AT).after(busy, RETRIES, random, AT);
    assertThat(later.next()).isEqualTo(AT.plus(Duration.ofMinutes(7)));
  }

  @Test
  void aMessageForLaterWaitsAndAnOldOneIsOfNoUse() {
    Instant later = AT.plusSeconds(60);
    News reminder =
        new News(
            "due-1",
            Topic.ORDER_DUE,
            AT,
            Optional.of(later),
            Optional.of(later.plusSeconds(60)),
            "",
            Map.of());
    Delivery delivery = Delivery.queued(reminder, AT);
    assertThat(delivery.next()).isEqualTo(later);
    assertThat(delivery.isOutdated(later)).isFalse();
    assertThat(delivery.isOutdated(later.plusSeconds(60))).isTrue();
  }

  @Test
  void anAllowanceFreesItselfAsTimeGoesBy() {
    Allowance allowance = new Allowance(2, Duration.ofMinutes(1));
    allowance.spend(AT);
    allowance.spend(AT.plusSeconds(10));
    assertThat(allowance.next(AT.plusSeconds(20))).isEqualTo(AT.plusSeconds(60));
    assertThat(allowance.next(AT.plusSeconds(60))).isEqualTo(AT.plusSeconds(60));
    allowance.spend(AT.plusSeconds(60));
    assertThat(allowance.next(AT.plusSeconds(61))).isEqualTo(AT.plusSeconds(70));
    assertThat(new Allowance(0, Duration.ofMinutes(1)).next(AT)).isEqualTo(AT);
  }
}
