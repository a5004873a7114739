package io.shelfshare.journalstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @Test
  void anIdThatEndsInADotAndFourteenTellsItsPeriod() {
    assertThat(Period.of("TransferOrder|6a6f6b5e.00000a00000000")).hasValue(10);
    assertThat(Period.of("x.zzzzzzzzzzzzzz")).hasValue(36L * 36 * 36 * 36 * 36 * 36 - 1);
    assertThat(Period.of(".10000000000000")).hasValue(36L * 36 * 36 * 36 * 36);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "StoreStock|s00018",
        "x.0000000000000",
        "x.000000000000000",
        "x-00000000000000",
        "x.0000000000000A",
        "x.0000000000000\u0660",
        "x.000000.0000000"
      })
  void anyOtherTellsNone(String id) {
    assertThat(Period.of(id)).isEmpty();
  }
}
