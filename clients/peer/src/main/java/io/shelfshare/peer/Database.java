package io.shelfshare.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Statements over a pool of connections; each is one transaction, prepared once per connection and
 * committed durably before it returns. Safe for use by several threads.
 */
final class Database implements AutoCloseable {
  private static final int TRIES = 5;

  /** A serialization failure and a deadlock: rolled back as a whole, to be tried again. */
  private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");

  private final HikariDataSource pool;

  /** Sets the parameters of a statement. */
  interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** Reads one row. */
  interface Row<A> {
    A read(ResultSet row) throws SQLException;
  }

  Database(String jdbcUrl, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(connections);
    config.setAutoCommit(true);
    // A measurement shall not meet the renewal of a connection.
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
    // Prepared at the server from the first use on, and sent in binary.
    config.addDataSourceProperty("prepareThreshold", "1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "shelfshare-peer");
    this.pool = new HikariDataSource(config);
  }

  /** Runs a statement and reads all of its rows. */
  <A> List<A> rows(String sql, Parameters parameters, Row<A> row) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.set(statement);
        try (ResultSet result = statement.executeQuery()) {
          List<A> all = new ArrayList<>();
          while (result.next()) {
            all.add(row.read(result));
          }
          return all;
        }
      } catch (SQLException failure) {
        if (attempt == TRIES || !TRY_AGAIN.contains(String.valueOf(failure.getSQLState()))) {
          throw new IllegalStateException("PostgreSQL: " + failure.getMessage(), failure);
        }
      }
    }
  }

  /** Runs a statement that answers with no row. */
  void run(String sql, Parameters parameters) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException("PostgreSQL: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
