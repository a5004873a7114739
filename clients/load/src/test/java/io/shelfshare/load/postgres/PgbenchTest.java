package io.shelfshare.load.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PgbenchTest {
  private static final String PRINTED =
      """
      transaction type: grab_fn.sql
      number of transactions actually processed: 26011
      number of failed transactions: %d (0.000%%)
      latency average = 3.690 ms
      initial connection time = 41.152 ms
      tps = 8671.281932 (without initial connection time)
      """;

  @Test
  void itsRateAndCountAreRead() {
    assertThat(Pgbench.outcome(PRINTED.formatted(0)))
        .isEqualTo(new Pgbench.Outcome(8671.281932, 26_011));
  }

  @Test
  void aRunWithFailedTransactionsIsNoMeasurement() {
    assertThatThrownBy(() -> Pgbench.outcome(PRINTED.formatted(3)))
        .hasMessageContaining("failed transactions");
  }
}
