package io.shelfshare.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1, 7, 12, 99, 100, 101, 4_802, 1_000_000})
  void aLinearAxisHoldsItsValuesWithAFewLabels(double max) {
    Axis axis = Axis.linear("units", max);
    assertThat(axis.max()).isGreaterThanOrEqualTo(max);
    assertThat(axis.ticks()).hasSizeBetween(2, 12);
    assertThat(axis.share(0)).isZero();
    assertThat(axis.share(axis.max())).isEqualTo(1);
  }

  @Test
  void aLogarithmicAxisGivesEveryPowerOfTenTheSameRoom() {
    Axis axis = Axis.logarithmic("ms", 0.5, 80);
    assertThat(axis.ticks()).extracting(Axis.Tick::label).containsExactly("0.1", "1", "10", "100");
    assertThat(axis.share(1)).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(axis.share(10)).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void percentilesLeaveRoomForTheTail() {
    Axis axis = Axis.percentiles(99.9);
    double nines = axis.share(99) - axis.share(90);
    assertThat(axis.share(99.9) - axis.share(99)).isCloseTo(nines, within(0.01));
  }
}
