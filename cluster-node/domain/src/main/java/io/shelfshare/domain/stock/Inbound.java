package io.shelfshare.domain.stock;

import io.shelfshare.domain.OrderId;
import java.util.List;

/** An order on its way to this store, as its last step told. */
public record Inbound(OrderId order, long step, List<InboundStep.Line> lines) {
  public Inbound {
    lines = List.copyOf(lines);
  }
}
