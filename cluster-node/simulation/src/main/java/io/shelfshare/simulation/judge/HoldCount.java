package io.shelfshare.simulation.judge;

import io.shelfshare.domain.SkuId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a store holds for one order, as the judge adds it up. Mutable. */
final class HoldCount {
  boolean bound;
  boolean confirmed;
  final Map<SkuId, Line> lines = new LinkedHashMap<>();

  /** One SKU of it; totals as the store has taken them. */
  static final class Line {
    long held;
    long soldSinceBound;
    long shipped;
    long absent;
    long damaged;

    Line(long held) {
      this.held = held;
    }
  }

  long held(SkuId sku) {
    Line line = lines.get(sku);
    return line == null ? 0 : line.held;
  }

  void bind() {
    bound = true;
    lines.values().forEach(line -> line.soldSinceBound = 0);
  }
}
