package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.IsoWeek;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.grpc.gateway.SkuWeek;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.OutcomeMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What the tills sold by store, week and SKU. A partition is a store's week. Safe for use by any
 * thread.
 */
public final class SkuWeekTable implements ReadTable<SkuWeek> {
  /** Long enough to compare a week with the same one a year before. */
  private static final Duration KEPT = Duration.ofDays(400);

  private final CqlSession session;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  SkuWeekTable(CqlSession session) {
    this.session = session;
    this.insert =
        session.prepare(
            "INSERT INTO store_sku_week (store, week, sku, state) VALUES (?, ?, ?, ?)"
                + " USING TIMESTAMP ? AND TTL "
                + KEPT.toSeconds());
    this.select =
        session.prepare("SELECT sku, week, state FROM store_sku_week WHERE store = ? AND week = ?");
  }

  @Override
  public CompletionStage<?> write(List<SkuWeek> weeks) {
    List<Statement<?>> rows = new ArrayList<>(weeks.size());
    for (SkuWeek one : weeks) {
      rows.add(
          insert.bind(
              one.store().value(),
              one.tally().week().number(),
              one.tally().sku().value(),
              OutcomeMapping.toRow(one.tally()),
              Epoch.version(Epoch.FIRST, one.tally().version())));
    }
    return Groups.execute(session, rows);
  }

  /**
   * Hands over what a store sold in these weeks, by SKU and week, without what sold nothing;
   * completes when all was. Several threads may call {@code take} at once.
   */
  public CompletionStage<Void> read(
      StoreId store, IsoWeek first, IsoWeek last, Consumer<SkuWeek> take) {
    List<Statement<?>> reads = new ArrayList<>();
    for (IsoWeek week = first; week.compareTo(last) <= 0; week = week.plusWeeks(1)) {
      reads.add(select.bind(store.value(), week.number()));
    }
    return Groups.forEachOf(
        session,
        reads,
        row ->
            take.accept(
                new SkuWeek(
                    store,
                    OutcomeMapping.weekTally(
                        new SkuId(row.getString("sku")),
                        IsoWeek.ofNumber(row.getInt("week")),
                        row.getByteBuffer("state")))));
  }
}
