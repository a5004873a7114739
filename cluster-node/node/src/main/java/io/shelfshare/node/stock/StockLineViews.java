package io.shelfshare.node.stock;

import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.stock.StockLine;
import io.shelfshare.domain.stock.StoreStock;
import io.shelfshare.node.grpc.gateway.StockLineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines as others see them. */
public final class StockLineViews {
  private static final int LOOK_AT_ONCE = 500;

  private StockLineViews() {}

  public static StockLineView of(StoreId store, SkuId sku, StockLine line, long version) {
    return new StockLineView(
        store,
        sku,
        line.onHand(),
        line.reserved(),
        line.safety(),
        line.available(),
        line.inbound(),
        line.unsellable(),
        line.confidence(),
        line.countTask(),
        version);
  }

  static List<StockLineView> toCount(
      StoreId store, StoreStock stock, Optional<SkuId> after, int limit) {
    List<StockLineView> page = new ArrayList<>();
    stock
        .linesToCount(after, limit)
        .forEach((sku, line) -> page.add(of(store, sku, line, stock.version())));
    return page;
  }

  static List<StockLineView> page(
      StoreId store, StoreStock stock, String skuPrefix, Optional<SkuId> after, int limit) {
    List<StockLineView> page = new ArrayList<>();
    Optional<SkuId> from = after;
    while (page.size() < limit) {
      Map<SkuId, StockLine> lines = stock.lines(from, LOOK_AT_ONCE);
      if (lines.isEmpty()) {
        break;
      }
      for (Map.Entry<SkuId, StockLine> line : lines.entrySet()) {
        from = Optional.of(line.getKey());
        if (line.getKey().value().startsWith(skuPrefix) && page.size() < limit) {
          page.add(of(store, line.getKey(), line.getValue(), stock.version()));
        }
      }
    }
    return page;
  }
}
