package io.shelfshare.node.openwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.node.openwork.OpenWorkTable.Work;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakeQueueTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Work WORK = new Work(NOW, "TransferRequest", "r1");

  private final WakeQueue queue = new WakeQueue();

  @Test
  void aDueRowIsWokenOnceThoughItIsReadAgain() {
    queue.addDue(WORK);
    assertThat(queue.nextDue(NOW)).containsExactly(WORK);
    queue.addDue(WORK);
    assertThat(queue.nextDue(NOW)).isEmpty();
    queue.answered(WORK, true);
    queue.addDue(WORK);
    assertThat(queue.nextDue(NOW)).isEmpty();
  }

  @Test
  void whatWasOnlyLookedAtIsStillWokenWhenItIsDue() {
    queue.addLookedAt(WORK);
    assertThat(queue.nextLookedAt(NOW)).containsExactly(WORK);
    queue.answered(WORK, false);
    queue.addDue(WORK);
    assertThat(queue.nextDue(NOW)).containsExactly(WORK);
  }

  @Test
  void theMarkWaitsForWhoeverHasNotAnswered() {
    queue.addDue(WORK);
    assertThat(queue.oldestOpen()).hasValue(OpenWorkTable.bucket(NOW));
    queue.nextDue(NOW);
    assertThat(queue.oldestOpen()).hasValue(OpenWorkTable.bucket(NOW));
    queue.answered(WORK, true);
    assertThat(queue.oldestOpen()).isEmpty();
  }

  @Test
  void whoeverNeverAnswersIsPutOffAndDoesNotHoldTheMarkForEver() {
    queue.addDue(WORK);
    Instant now = NOW;
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(queue.nextDue(now)).containsExactly(WORK);
      now = now.plusSeconds(21);
      assertThat(queue.giveUpLate(now)).hasSize(attempt == 3 ? 1 : 0);
    }
    assertThat(queue.oldestOpen()).isPresent();
    queue.replaced(WORK);
    assertThat(queue.oldestOpen()).isEmpty();
  }

  @Test
  void fewAreLookedAtAtOnce() {
    for (int i = 0; i < 100; i++) {
      queue.addLookedAt(new Work(NOW, "TransferRequest", "r" + i));
    }
    assertThat(queue.nextLookedAt(NOW)).hasSize(2);
    assertThat(queue.nextLookedAt(NOW)).isEmpty();
  }
}
