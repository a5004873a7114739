package io.shelfshare.node.settlement;

import akka.actor.typed.ActorRef;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Quote;
import io.shelfshare.domain.settlement.RuleBook;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import io.shelfshare.node.mending.Asks;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Money as the edge reaches it: this node's rules, the entities, and the tables. */
public final class ShardedSettlement implements SettlementGateway {
  private static final Duration CHANGED_WITHIN = Duration.ofSeconds(10);

  private final Treasury treasury;
  private final Asks asks;
  private final Duration answerWithin;

  /**
   * @param answerWithin how long a budget may take to say how it stands
   */
  public ShardedSettlement(Treasury treasury, Asks asks, Duration answerWithin) {
    this.treasury = treasury;
    this.asks = asks;
    this.answerWithin = answerWithin;
  }

  @Override
  public CompletionStage<Answer<RuleBook.Changed>> importPrices(
      List<ListPrice> prices, Mutation mutation) {
    return change(replyTo -> new RuleBookEntity.ImportPrices(mutation, prices, replyTo));
  }

  @Override
  public List<ListPrice> prices(Optional<ListPrice.Key> after, int limit) {
    return treasury.rules().prices(after, limit);
  }

  @Override
  public CompletionStage<Answer<RuleBook.Changed>> setRules(
      TradeRules rules, long expectedVersion, Mutation mutation) {
    return change(
        replyTo -> new RuleBookEntity.SetRules(mutation, rules, expectedVersion, replyTo));
  }

  private CompletionStage<Answer<RuleBook.Changed>> change(
      Function<ActorRef<RuleBookEntity.ChangeReply>, RuleBookEntity.Command> command) {
    return asks.ask(treasury.ruleBook(), command, CHANGED_WITHIN)
        .thenCompose(reply -> treasury.sync().thenApply(done -> answer(reply)));
  }

  private static Answer<RuleBook.Changed> answer(RuleBookEntity.ChangeReply reply) {
    Optional<Refusal> refusal = reply.refusal();
    return reply.changed().map(Answer::ok).orElseGet(() -> Answer.refused(refusal.orElseThrow()));
  }

  @Override
  public Optional<Rules> rules(OptionalLong version) {
    RuleCopy copy = treasury.rules();
    if (version.isPresent() && version.getAsLong() > copy.version()) {
      return Optional.empty();
    }
    RuleCopy.Current found = version.isPresent() ? copy.at(version.getAsLong()) : copy.current();
    return found.rules().map(rules -> new Rules(rules, found.version(), copy.priceCount()));
  }

  @Override
  public CompletionStage<Optional<QuoteView>> quote(
      StoreId supplier, StoreId requester, List<Units> lines) {
    Optional<SettlementTerms> terms = treasury.terms(supplier, requester, lines, 0);
    if (terms.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Optional<SubsidyRule.Budget> budget = terms.get().budget().flatMap(treasury::cap);
    if (budget.isEmpty()) {
      return CompletableFuture.completedFuture(
          Optional.of(new QuoteView(Quote.of(terms.get()), false)));
    }
    return position(budget.get()).thenApply(position -> Optional.of(view(terms.get(), position)));
  }

  private static QuoteView view(SettlementTerms terms, SubsidyBudget.Position position) {
    boolean exhausted = terms.subsidyMax().minus(position.free()).minor() > 0;
    return new QuoteView(Quote.of(exhausted ? terms.unsubsidized() : terms), exhausted);
  }

  private CompletionStage<SubsidyBudget.Position> position(SubsidyRule.Budget budget) {
    return asks.<BudgetEntity.Command, BudgetEntity.Standing>ask(
            treasury.budget(budget.id()),
            replyTo -> new BudgetEntity.Get(budget.cap(), replyTo),
            answerWithin)
        .thenApply(BudgetEntity.Standing::position);
  }

  @Override
  public CompletionStage<List<BudgetView>> budgets() {
    List<CompletableFuture<BudgetView>> views = new ArrayList<>();
    treasury
        .rules()
        .current()
        .rules()
        .ifPresent(
            rules ->
                rules
                    .budgets()
                    .forEach(
                        budget ->
                            views.add(
                                position(budget)
                                    .thenApply(position -> new BudgetView(budget.id(), position))
                                    .toCompletableFuture())));
    return CompletableFuture.allOf(views.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> views.stream().map(CompletableFuture::join).toList());
  }

  @Override
  public CompletionStage<List<Entry>> postings(
      OwnerPair pair, YearMonth month, Optional<PostingPosition> after, int limit) {
    return treasury.books().postings(pair, month, after, limit);
  }

  @Override
  public CompletionStage<List<Books>> books(OwnerPair pair) {
    return treasury.books().of(pair);
  }

  @Override
  public CompletionStage<List<Books>> allBooks() {
    return treasury.books().all();
  }
}
