package io.shelfshare.node.openwork;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import io.shelfshare.node.openwork.OpenWorkTable.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration HOUR = OpenWorkTable.HORIZON;

  private final List<Work> rows = new ArrayList<>();
  private CompletionStage<Done> written = CompletableFuture.completedFuture(Done.getInstance());
  private final Standing standing =
      new Standing(
          row -> {
            rows.add(row);
            return written;
          },
          "TransferOrder",
          "o1");

  private void until(Instant now, Optional<Instant> deadline) {
    standing.until(now, deadline);
  }

  private Instant last() {
    return rows.get(rows.size() - 1).due();
  }

  @Test
  void oneRowStandsForWhateverComesBeforeIt() {
    for (int second = 0; second < 2_000; second++) {
      until(NOW.plusSeconds(second), Optional.empty());
    }
    assertThat(rows).hasSize(1);
  }

  @Test
  void aRowIsNeverMoreThanAnHourAway() {
    for (int second = 0; second < 20_000; second++) {
      Instant now = NOW.plusSeconds(second);
      until(now, Optional.empty());
      assertThat(last()).isAfter(now).isBeforeOrEqualTo(now.plus(HOUR));
    }
  }

  @Test
  void aDeadlineHasARowThatIsNoLaterThanItself() {
    for (int second = 0; second < 20_000; second += 7) {
      Instant now = NOW.plusSeconds(second);
      Instant deadline = now.plusSeconds(1 + Math.floorMod(second * 37, 5_000));
      until(now, Optional.of(deadline));
      assertThat(last()).isAfter(now).isBeforeOrEqualTo(deadline);
    }
  }

  @Test
  void rowsOfOneSecondWithoutADeadlineAreDueInOneSecond() {
    until(NOW, Optional.empty());
    Standing other =
        new Standing(
            row -> {
              rows.add(row);
              return written;
            },
            "StoreStock",
            "s1");
    other.until(NOW.plusMillis(900), Optional.empty());

    assertThat(Duration.between(rows.get(0).due(), rows.get(1).due())).hasMillis(900);
  }

  @Test
  void aClockThatWasAheadHidesNobodyFromWhoLooksAnHourAhead() {
    until(NOW.plus(HOUR).plus(HOUR), Optional.empty());
    until(NOW, Optional.empty());

    assertThat(last()).isBeforeOrEqualTo(NOW.plus(HOUR));
  }

  @Test
  void aRowThatCouldNotBeWrittenIsPutAgain() {
    written = CompletableFuture.failedFuture(new IllegalStateException("no database"));
    until(NOW, Optional.empty());
    written = CompletableFuture.completedFuture(Done.getInstance());
    until(NOW, Optional.empty());

    assertThat(rows).hasSize(2);
  }

  @Test
  void aRowThatWokeTheEntityStandsNoMore() {
    until(NOW, Optional.empty());
    standing.spent(last());
    until(NOW, Optional.empty());

    assertThat(rows).hasSize(2);
  }
}
