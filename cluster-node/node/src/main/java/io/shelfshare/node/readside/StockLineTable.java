package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.StockLineView;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Stock lines by slices of SKUs. Rows of one slice are written together. */
final class StockLineTable implements ReadTable<StockLineView> {
  /** How many slices the SKUs fall into; fixed for the life of a cluster's data. */
  static final int SLICES = 256;

  /** No id of a SKU or a store has it. */
  private static final char BETWEEN = '/';

  private final CqlSession session;
  private final ReadLog log;
  private final PreparedStatement insert;
  private final PreparedStatement select;
  private final PreparedStatement insertPublished;
  private final PreparedStatement selectPublished;

  /**
   * @param log what takes the lines until they are folded into the table
   */
  StockLineTable(CqlSession session, ReadLog log) {
    this.session = session;
    this.log = log;
    this.insert =
        session.prepare(
            "INSERT INTO stock_line (slice, sku, store, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    this.insertPublished =
        session.prepare(
            "INSERT INTO stock_published (store, version) VALUES (?, ?) USING TIMESTAMP ?");
    this.selectPublished = session.prepare("SELECT version FROM stock_published WHERE store = ?");
    this.select = session.prepare("SELECT sku, store, state FROM stock_line WHERE slice = ?");
  }

  /** Up to which version everything of a store is in the table and its index; 0 where unknown. */
  CompletionStage<Long> readPublished(StoreId store) {
    return Groups.collect(
            session.executeAsync(selectPublished.bind(store.value())),
            row -> row.getLong("version"))
        .thenApply(versions -> versions.isEmpty() ? 0L : versions.get(0));
  }

  CompletionStage<?> writePublished(StoreId store, long version) {
    return session.executeAsync(
        insertPublished.bind(store.value(), version, Epoch.version(Epoch.FIRST, version)));
  }

  static int slice(SkuId sku) {
    return Math.floorMod(sku.value().hashCode(), SLICES);
  }

  @Override
  public CompletionStage<?> write(List<StockLineView> lines) {
    List<LoggedState> states = new ArrayList<>(lines.size());
    for (StockLineView line : lines) {
      states.add(
          new LoggedState(
              LoggedState.Subject.STOCK_LINE,
              Integer.toString(slice(line.sku())),
              0,
              line.sku().value() + BETWEEN + line.store().value(),
              RowMapping.toRow(line),
              Epoch.version(Epoch.FIRST, line.version())));
    }
    return log.append(states);
  }

  /** The row of a line that was in the log. */
  Statement<?> row(LoggedState line) {
    int between = line.id().indexOf(BETWEEN);
    return insert.bind(
        Integer.parseInt(line.place()),
        line.id().substring(0, between),
        line.id().substring(between + 1),
        line.state(),
        line.version());
  }

  /**
   * Hands over every line of a slice, one after the other, some of them twice with different
   * versions; completes when all were.
   */
  CompletionStage<Void> read(int slice, Consumer<StockLineView> take) {
    return log.readPlace(
            LoggedState.Subject.STOCK_LINE, Integer.toString(slice), () -> readFolded(slice, take))
        .thenAccept(
            lines ->
                lines.forEach(
                    line -> {
                      int between = line.id().indexOf(BETWEEN);
                      take.accept(
                          RowMapping.stockLine(
                              new StoreId(line.id().substring(between + 1)),
                              new SkuId(line.id().substring(0, between)),
                              line.state()));
                    }));
  }

  /** A slice has too many lines to hold them all as rows. */
  private CompletionStage<List<LoggedState>> readFolded(int slice, Consumer<StockLineView> take) {
    return Groups.forEach(
            session.executeAsync(select.bind(slice)),
            row ->
                take.accept(
                    RowMapping.stockLine(
                        new StoreId(row.getString("store")),
                        new SkuId(row.getString("sku")),
                        row.getByteBuffer("state"))))
        .thenApply(done -> List.of());
  }
}
