package io.shelfshare.node.readside;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.order.OrderTerms;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.node.grpc.gateway.OrderQuery;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.RowMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Orders by store and month of award; each stands under its supplier and under its requester. */
final class OrderTable implements ReadTable<OrderView> {
  private final CqlSession session;
  private final ReportTables reports;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  /**
   * @param reports where the outcome of an order that has ended is written as well
   */
  OrderTable(CqlSession session, ReportTables reports) {
    this.session = session;
    this.reports = reports;
    this.insert =
        session.prepare(
            "INSERT INTO transfer_order (store, month, awarded_at, id, state)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.select =
        session.prepare(
            "SELECT state FROM transfer_order WHERE store = ? AND month = ?"
                + " AND (awarded_at, id) < (?, ?) LIMIT ?");
  }

  @Override
  public CompletionStage<?> write(List<OrderView> orders) {
    List<Statement<?>> statements = new ArrayList<>(2 * orders.size());
    for (OrderView order : orders) {
      reports.outcome(order).ifPresent(statements::add);
      OrderTerms terms = order.terms();
      for (StoreId store : List.of(terms.supplier(), terms.requester())) {
        statements.add(
            insert.bind(
                store.value(),
                Months.of(terms.awardedAt()),
                terms.awardedAt().toEpochMilli(),
                terms.order().value(),
                RowMapping.toRow(order),
                Epoch.version(Epoch.FIRST, order.version())));
      }
    }
    return Groups.execute(session, statements);
  }

  /** At most {@code limit} of a store's orders of a month, newest first, from the first after. */
  CompletionStage<List<OrderView>> readMonth(
      StoreId store, int month, Optional<OrderQuery.Position> after, int limit) {
    long awardedBefore = after.map(p -> p.awardedAt().toEpochMilli()).orElse(Long.MAX_VALUE);
    String idBefore = after.map(p -> p.id().value()).orElse("");
    return Groups.collect(
        session.executeAsync(select.bind(store.value(), month, awardedBefore, idBefore, limit)),
        row -> RowMapping.order(row.getByteBuffer("state")));
  }
}
