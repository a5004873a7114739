package io.shelfshare.load.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void anOddNumberOfRoundsHasOneInTheMiddle() {
    Spread spread = Spread.of(List.of(9.0, 1.0, 5.0, 4.0, 7.0));
    assertThat(spread.median()).isEqualTo(5);
    assertThat(spread.min()).isEqualTo(1);
    assertThat(spread.max()).isEqualTo(9);
    assertThat(spread.rounds()).containsExactly(9.0, 1.0, 5.0, 4.0, 7.0);
  }

  @Test
  void anEvenNumberOfRoundsHasTheMeanOfTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(3);
  }

  @Test
  void oneRoundIsItsOwnMedian() {
    assertThat(Spread.of(List.of(3.0))).isEqualTo(new Spread(3, 3, 3, List.of(3.0)));
  }

  @Test
  void ratiosAreOfNeighboursAndNotOfMedians() {
    Spread ratios = Spread.ofRatios(List.of(10.0, 30.0, 20.0), List.of(10.0, 10.0, 40.0));
    assertThat(ratios.rounds()).containsExactly(1.0, 3.0, 0.5);
    assertThat(ratios.median()).isEqualTo(1);
    assertThat(ratios.min()).isEqualTo(0.5);
    assertThat(ratios.max()).isEqualTo(3);
  }

  @Test
  void nothingAndUnequalRoundsAreRefused() {
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> Spread.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
        .hasMessageContaining("1 and 2");
  }
}
