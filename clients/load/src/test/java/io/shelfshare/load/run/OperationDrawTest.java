package io.shelfshare.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shelfshare.load.mix.Operation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationDrawTest {
  private static final Map<Operation, Integer> SHARES =
      Map.of(Operation.POST, 1, Operation.FIND_STOCK, 3);

  @Test
  void operationsAreDrawnInProportionToTheirShares() {
    long finds = draw(1).stream().filter(Operation.FIND_STOCK::equals).count();
    assertThat(finds / 10_000.0).isCloseTo(0.75, within(0.02));
    assertThat(draw(1)).containsOnly(Operation.POST, Operation.FIND_STOCK);
  }

  @Test
  void theSameSeedDrawsTheSameOperations() {
    assertThat(draw(5)).isEqualTo(draw(5)).isNotEqualTo(draw(6));
  }

  private static List<Operation> draw(long seed) {
    OperationDraw draw = new OperationDraw(SHARES, new SplittableRandom(seed));
    return Stream.generate(draw::next).limit(10_000).toList();
  }
}
