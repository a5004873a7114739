package io.shelfshare.journalstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which part of which run counts. */
class RunTest {
  private static final UUID LOG = new UUID(1, 1);

  @Test
  void anOlderRunCountsUntilTheNextOneBegins() {
    Run second = run(2, 6);
    Run first = run(1, 1);
    assertThat(Run.parts(List.of(second, first), 1))
        .containsExactly(new Run.Part(first, 1, 5), new Run.Part(second, 6, Long.MAX_VALUE));
  }

  @Test
  void runsBeforeTheFirstNumberAreNotRead() {
    Run third = run(3, 9);
    Run second = run(2, 6);
    assertThat(Run.parts(List.of(third, second, run(1, 1)), 7))
        .containsExactly(new Run.Part(second, 7, 8), new Run.Part(third, 9, Long.MAX_VALUE));
  }

  @Test
  void aRunIsVoidWhereANewerOneBeganSooner() {
    Run third = run(3, 4);
    Run first = run(1, 1);
    assertThat(Run.parts(List.of(third, run(2, 6), first), 1))
        .containsExactly(new Run.Part(first, 1, 3), new Run.Part(third, 4, Long.MAX_VALUE));
  }

  @Test
  void anEntityWithoutRunsHasNoParts() {
    assertThat(Run.parts(List.of(), 1)).isEmpty();
  }

  private static Run run(long epoch, long first) {
    return new Run(epoch, first, LOG, 0);
  }
}
