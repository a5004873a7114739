package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.RowMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Stock lines by slices of SKUs. Rows of one slice are written together. */
final class StockLineTable implements ReadTable<StockLineView> {
  /** How many slices the SKUs fall into; fixed for the life of a cluster's data. */
  static final int SLICES = 256;

  private static final int BATCH_MAX = 100;

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  StockLineTable(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO stock_line (slice, sku, store, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.select = session.prepare("SELECT sku, store, state FROM stock_line WHERE slice = ?");
  }

  static int slice(SkuId sku) {
    return Math.floorMod(sku.value().hashCode(), SLICES);
  }

  @Override
  public CompletionStage<?> write(List<StockLineView> lines) {
    List<Statement<?>> batches = new ArrayList<>();
    Map<Integer, BatchStatementBuilder> open = new HashMap<>();
    for (StockLineView line : lines) {
      int slice = slice(line.sku());
      BatchStatementBuilder batch =
          open.computeIfAbsent(slice, s -> BatchStatement.builder(DefaultBatchType.UNLOGGED));
      batch.addStatement(
          insert.bind(
              slice,
              line.sku().value(),
              line.store().value(),
              RowMapping.toRow(line),
              Epoch.version(Epoch.FIRST, line.version())));
      if (batch.getStatementsCount() == BATCH_MAX) {
        batches.add(batch.build());
        open.remove(slice);
      }
    }
    open.values().forEach(batch -> batches.add(batch.build()));
    return Groups.execute(session, batches);
  }

  /** Every line of a slice. */
  CompletionStage<List<StockLineView>> read(int slice) {
    return Groups.collect(
        session.executeAsync(select.bind(slice)),
        row ->
            RowMapping.stockLine(
                new StoreId(row.getString("store")),
                new SkuId(row.getString("sku")),
                row.getByteBuffer("state")));
  }
}
