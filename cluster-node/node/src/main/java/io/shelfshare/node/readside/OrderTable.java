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
import io.shelfshare.node.readside.ReadLogTable.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Orders by store and month of award; each stands under its supplier and under its requester. */
final class OrderTable implements ReadTable<OrderView> {
  private final CqlSession session;
  private final ReadLog log;
  private final PreparedStatement insert;
  private final PreparedStatement select;

  /**
   * @param log what takes the orders until they are folded into the table
   */
  OrderTable(CqlSession session, ReadLog log) {
    this.session = session;
    this.log = log;
    this.insert =
        session.prepare(
            "INSERT INTO transfer_order (store, month, awarded_at, id, state)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    this.select =
        session.prepare(
            "SELECT awarded_at, id, state, WRITETIME(state) AS version FROM transfer_order"
                + " WHERE store = ? AND month = ?"
                + " AND (awarded_at, id) < (?, ?) LIMIT ?");
  }

  @Override
  public CompletionStage<?> write(List<OrderView> orders) {
    List<LoggedState> states = new ArrayList<>(2 * orders.size());
    for (OrderView order : orders) {
      OrderTerms terms = order.terms();
      ByteBuffer state = RowMapping.toRow(order);
      for (StoreId store : List.of(terms.supplier(), terms.requester())) {
        states.add(
            new LoggedState(
                LoggedState.Subject.TRANSFER_ORDER,
                store.value(),
                terms.awardedAt().toEpochMilli(),
                terms.order().value(),
                state.duplicate(),
                Epoch.version(Epoch.FIRST, order.version())));
      }
    }
    return log.append(states);
  }

  /** The row of an order that was in the log. */
  Statement<?> row(LoggedState order) {
    return insert.bind(
        order.place(),
        Months.of(Instant.ofEpochMilli(order.at())),
        order.at(),
        order.id(),
        order.state(),
        order.version());
  }

  /** At most {@code limit} of a store's orders of a month, newest first, from the first after. */
  CompletionStage<List<OrderView>> readMonth(
      StoreId store, int month, Optional<OrderQuery.Position> after, int limit) {
    Window window =
        Months.window(
            month,
            after.map(p -> p.awardedAt().toEpochMilli()),
            after.map(p -> p.id().value()).orElse(""),
            limit);
    return log.readPage(
            LoggedState.Subject.TRANSFER_ORDER,
            store.value(),
            window,
            () -> readFolded(store, month, window))
        .thenApply(rows -> rows.stream().map(row -> RowMapping.order(row.state())).toList());
  }

  private CompletionStage<List<LoggedState>> readFolded(StoreId store, int month, Window window) {
    return Groups.collect(
        session.executeAsync(
            select.bind(
                store.value(), month, window.atBefore(), window.idBefore(), window.limit())),
        row ->
            new LoggedState(
                LoggedState.Subject.TRANSFER_ORDER,
                store.value(),
                row.getLong("awarded_at"),
                row.getString("id"),
                row.getByteBuffer("state"),
                row.getLong("version")));
  }
}
