package io.shelfshare.load.run;

import io.shelfshare.load.mix.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Draws operations by their shares. Belongs to one thread. */
final class OperationDraw {
  private final NavigableMap<Integer, Operation> bounds = new TreeMap<>();
  private final int total;
  private final SplittableRandom random;

  OperationDraw(Map<Operation, Integer> shares, SplittableRandom random) {
    int sum = 0;
    // In the order of the enum: that of a map is not the same in every JVM.
    for (Map.Entry<Operation, Integer> share : new EnumMap<>(shares).entrySet()) {
      sum += share.getValue();
      bounds.put(sum, share.getKey());
    }
    this.total = sum;
    this.random = random;
  }

  Operation next() {
    return bounds.higherEntry(random.nextInt(total)).getValue();
  }

  /** Randomness for the operation drawn, apart from that of all others. */
  SplittableRandom randomForNext() {
    return random.split();
  }
}
