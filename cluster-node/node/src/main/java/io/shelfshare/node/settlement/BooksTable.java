package io.shelfshare.node.settlement;

import akka.Done;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Books;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Entry;
import io.shelfshare.node.grpc.gateway.SettlementGateway.PostingPosition;
import io.shelfshare.node.journal.Epoch;
import io.shelfshare.node.journal.LedgerMapping;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The books as they are read: postings by pair and month, and how each part stands. Safe for use by
 * any thread.
 */
public final class BooksTable {
  private static final int SLICES = 16;

  private final CqlSession session;
  private final PreparedStatement insertPosting;
  private final PreparedStatement selectPostings;
  private final PreparedStatement insertLedger;
  private final PreparedStatement selectPair;
  private final PreparedStatement selectSlice;

  /** Prepares the statements; blocks until the server has answered. */
  public BooksTable(CqlSession session) {
    this.session = session;
    this.insertPosting =
        session.prepare(
            "INSERT INTO posting (pair, month, posted_at, part, number, state)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.selectPostings =
        session.prepare(
            "SELECT part, state FROM posting WHERE pair = ? AND month = ?"
                + " AND (posted_at, part, number) > (?, ?, ?) LIMIT ?");
    this.insertLedger =
        session.prepare(
            "INSERT INTO ledger (slice, pair, part, state) VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
    this.selectPair =
        session.prepare("SELECT pair, state FROM ledger WHERE slice = ? AND pair = ?");
    this.selectSlice = session.prepare("SELECT pair, state FROM ledger WHERE slice = ?");
  }

  /** A part of the books as it stands after its first {@code postings}. */
  record Standing(OwnerPair pair, int part, long postings, List<Turnover> turnovers) {}

  /** Writes postings and then how the part stands with them; durable once the stage completes. */
  CompletionStage<Done> write(List<Posting> postings, Standing standing) {
    String pair = standing.pair().toString();
    CompletableFuture<?>[] rows =
        postings.stream()
            .map(
                posting ->
                    session
                        .executeAsync(
                            insertPosting.bind(
                                pair,
                                month(Turnover.monthOf(posting.at())),
                                posting.at().toEpochMilli(),
                                standing.part(),
                                posting.number(),
                                LedgerMapping.toRow(posting)))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(rows)
        .thenCompose(
            written ->
                session.executeAsync(
                    insertLedger.bind(
                        slice(pair),
                        pair,
                        standing.part(),
                        LedgerMapping.toRow(standing.postings(), standing.turnovers()),
                        Epoch.version(Epoch.FIRST, standing.postings()))))
        .thenApply(written -> Done.getInstance());
  }

  /** At most {@code limit} postings of a month, oldest first, from the first after. */
  CompletionStage<List<Entry>> postings(
      OwnerPair pair, YearMonth month, Optional<PostingPosition> after, int limit) {
    PostingPosition from = after.orElse(PostingPosition.BEFORE_ALL);
    return collect(
        session.executeAsync(
            selectPostings.bind(
                pair.toString(), month(month), from.atMillis(), from.part(), from.number(), limit)),
        row -> new Entry(row.getInt("part"), LedgerMapping.posting(row.getByteBuffer("state"))));
  }

  /** All parts of the books of a pair. */
  CompletionStage<List<Books>> of(OwnerPair pair) {
    return collect(
        session.executeAsync(selectPair.bind(slice(pair.toString()), pair.toString())),
        BooksTable::books);
  }

  /** All parts of all books. */
  CompletionStage<List<Books>> all() {
    List<CompletableFuture<List<Books>>> slices = new ArrayList<>();
    for (int slice = 0; slice < SLICES; slice++) {
      slices.add(
          collect(session.executeAsync(selectSlice.bind(slice)), BooksTable::books)
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(slices.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> slices.stream().flatMap(slice -> slice.join().stream()).toList());
  }

  private static Books books(Row row) {
    return new Books(
        OwnerPair.parse(String.valueOf(row.getString("pair"))),
        LedgerMapping.turnovers(row.getByteBuffer("state")));
  }

  private static int slice(String pair) {
    return Math.floorMod(pair.hashCode(), SLICES);
  }

  /** Months since year 0. */
  private static int month(YearMonth month) {
    return month.getYear() * 12 + month.getMonthValue() - 1;
  }

  private static <T> CompletionStage<List<T>> collect(
      CompletionStage<AsyncResultSet> result, Function<Row, T> map) {
    List<T> found = new ArrayList<>();
    return result.thenCompose(page -> collect(page, map, found));
  }

  private static <T> CompletionStage<List<T>> collect(
      AsyncResultSet page, Function<Row, T> map, List<T> found) {
    page.currentPage().forEach(row -> found.add(map.apply(row)));
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> collect(next, map, found))
        : CompletableFuture.completedFuture(found);
  }
}
