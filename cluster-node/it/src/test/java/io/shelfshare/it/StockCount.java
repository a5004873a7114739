package io.shelfshare.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.OrderLine;
import io.shelfshare.market.v1.StockLine;
import io.shelfshare.market.v1.TransferOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** P2 and P4, line by line: what every store has to have, and what it says that it has. */
record StockCount(Chain chain, Evidence evidence, Reads reads) {
  /** Fails while it does not add up; steps of orders may still be on their way. */
  void addsUp(Collection<TransferOrder> orders) {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    Map<String, long[]> moved = new HashMap<>();
    for (TransferOrder order : orders) {
      OrderLine line = order.getLines(0);
      long[] from = moved.computeIfAbsent(key(order.getSupplierStore(), line), k -> new long[4]);
      long[] to = moved.computeIfAbsent(key(order.getRequestingStore(), line), k -> new long[4]);
      from[0] -= line.getShipped();
      from[1] += line.getPending();
      to[0] += line.getAccepted();
      to[2] += line.getInTransit();
    }
    for (Clerk clerk : chain.all()) {
      for (StockLine line : reads.lines(clerk.store())) {
        assertThat(line.getReserved()).as("P2: %s", line).isLessThanOrEqualTo(line.getOnHand());
        String sku = ResourceNames.id(line.getSku());
        long[] change = moved.getOrDefault(clerk.store() + "/" + sku, new long[4]);
        long onHand = chain.unitsEach() + change[0] - evidence.sold(clerk.store(), sku);
        expected.put(line.getName(), counted(onHand, change[1], change[2]));
        found.put(line.getName(), counted(line.getOnHand(), line.getReserved(), line.getInbound()));
      }
    }
    assertThat(found).hasSize(chain.all().size() * chain.skus().size());
    assertThat(found).as("P4: stock by line").isEqualTo(expected);
  }

  private static String counted(long onHand, long reserved, long inbound) {
    return "on hand " + onHand + ", reserved " + reserved + ", inbound " + inbound;
  }

  private static String key(String store, OrderLine line) {
    return ResourceNames.id(store) + "/" + ResourceNames.id(line.getSku());
  }
}
