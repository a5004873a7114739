package io.shelfshare.node.grpc.gateway;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.Quote;
import io.shelfshare.domain.settlement.RuleBook;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.Turnover;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Money: the rule book, quotes, budgets, and the books between owners. */
public interface SettlementGateway {
  /** Adds or replaces prices, all or none; answers once this node has them as well. */
  CompletionStage<Answer<RuleBook.Changed>> importPrices(List<ListPrice> prices, Mutation mutation);

  /** List prices of this node's copy, SKUs before styles, by their ids. Local and immediate. */
  List<ListPrice> prices(Optional<ListPrice.Key> after, int limit);

  /**
   * Replaces the rules; answers once this node has them as well.
   *
   * @param expectedVersion of the book, any where it is 0
   */
  CompletionStage<Answer<RuleBook.Changed>> setRules(
      TradeRules rules, long expectedVersion, Mutation mutation);

  /** The rules as of a version, or as this node has them now; empty where there are none. */
  Optional<Rules> rules(OptionalLong version);

  /**
   * @param version of the book that they were read from
   * @param priceCount how many list prices there are now
   */
  record Rules(TradeRules rules, long version, int priceCount) {}

  /** What a grab would cost; empty where there are no rules. Both stores are known. */
  CompletionStage<Optional<QuoteView>> quote(
      StoreId supplier, StoreId requester, List<Units> lines);

  /**
   * @param exhausted true where the rules grant a subsidy that the budget cannot pay in full; it is
   *     not in the quote then
   */
  record QuoteView(Quote quote, boolean exhausted) {}

  /** How the budgets of the rules stand. */
  CompletionStage<List<BudgetView>> budgets();

  /** A budget of the rules. */
  record BudgetView(String id, SubsidyBudget.Position position) {}

  /** At most {@code limit} postings of a month, oldest first, from the first after. */
  CompletionStage<List<Entry>> postings(
      OwnerPair pair, YearMonth month, Optional<PostingPosition> after, int limit);

  /**
   * @param part of the books, within which postings are numbered
   */
  record Entry(int part, Posting posting) {
    public PostingPosition position() {
      return new PostingPosition(posting.at().toEpochMilli(), part, posting.number());
    }
  }

  /** Where a page ended. */
  record PostingPosition(long atMillis, int part, long number) {
    public static final PostingPosition BEFORE_ALL = new PostingPosition(Long.MIN_VALUE, 0, 0);
  }

  /** How the books of a pair stand, one for each part. */
  CompletionStage<List<Books>> books(OwnerPair pair);

  /** How all books stand. */
  CompletionStage<List<Books>> allBooks();

  /** A part of the books of a pair. */
  record Books(OwnerPair pair, List<Turnover> turnovers) {
    public Books {
      turnovers = List.copyOf(turnovers);
    }
  }
}
