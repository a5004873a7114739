package io.shelfshare.node.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P11: a node speaks for its entities only while a majority has just counted on it")
class MembershipLeaseTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final MembershipLease lease =
      new MembershipLease(
          nanos::get,
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return Instant.ofEpochMilli(millis.get());
            }
          });

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    millis.addAndGet(time.toMillis());
  }

  @Test
  void itDoesNotHoldBeforeAnybodySaidYes() {
    assertThat(lease.holds()).isFalse();
    assertThat(lease.held().toCompletableFuture()).isNotDone();
  }

  @Test
  void itIsCountedFromTheQuestionAndNotFromTheAnswer() {
    MembershipLease.Moment asked = lease.now();
    pass(Duration.ofMillis(1_500));
    lease.renew(asked);
    assertThat(lease.holds()).isTrue();
    pass(Duration.ofMillis(500));
    assertThat(lease.holds()).isFalse();
  }

  @Test
  void anAnswerThatComesAfterItsTimeRenewsNothing() {
    MembershipLease.Moment asked = lease.now();
    pass(Duration.ofSeconds(30));
    lease.renew(asked);
    assertThat(lease.holds()).isFalse();
  }

  @Test
  void anOlderAnswerDoesNotTakeBackANewerOne() {
    MembershipLease.Moment older = lease.now();
    pass(Duration.ofSeconds(1));
    lease.renew(lease.now());
    lease.renew(older);
    pass(Duration.ofMillis(1_500));
    assertThat(lease.holds()).isTrue();
  }

  @Test
  void whoWaitsIsToldWhenItHoldsAgain() {
    CompletableFuture<Void> waits = lease.held().toCompletableFuture();
    lease.renew(lease.now());
    assertThat(waits).isCompleted();
    assertThat(lease.held().toCompletableFuture()).isCompleted();
  }

  @Test
  void aSuspendedMachineCountsAsTimeThatPassed() {
    lease.renew(lease.now());
    millis.addAndGet(60_000);
    assertThat(lease.holds()).isFalse();
  }
}
