package io.shelfshare.load.chain;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows of one table of the TPC-DS generator, made when asked for.
 *
 * <p>TPC-DS has one fixed seed of its own. A chain's seed therefore chooses where in a table to
 * start reading; the tables are large enough that two seeds hardly ever meet. Jumping to a row
 * costs a logarithmic number of steps, not a pass over what comes before it.
 */
final class TpcdsRows {
  private final Table table;
  private final Session session;

  private TpcdsRows(Table table, int scale) {
    this.table = table;
    this.session =
        new Session(scale, ".", ".dat", Optional.empty(), "", '|', false, false, 1, true);
  }

  /** 204,000 articles; about a third of them are clothes and shoes in sizes. */
  static TpcdsRows items() {
    return new TpcdsRows(Table.ITEM, 100);
  }

  /** 402 shops. */
  static TpcdsRows stores() {
    return new TpcdsRows(Table.STORE, 100);
  }

  /** One million addresses. */
  static TpcdsRows addresses() {
    return new TpcdsRows(Table.CUSTOMER_ADDRESS, 100);
  }

  /** 133 million counts of an article in a warehouse. */
  static TpcdsRows inventory() {
    return new TpcdsRows(Table.INVENTORY, 10);
  }

  long count() {
    return session.getScaling().getRowCount(table);
  }

  /** Rows from {@code first} (0 is the table's first) up to, and not including, {@code end}. */
  Stream<List<String>> between(long first, long end) {
    Results results = Results.constructResults(table, first + 1, end, session);
    return StreamSupport.stream(results.spliterator(), false).map(rows -> rows.get(0));
  }
}
