package io.shelfshare.node.grpc;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.directory.Store;
import io.shelfshare.domain.settlement.Deal;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.domain.settlement.Pricing;
import io.shelfshare.domain.settlement.Quote;
import io.shelfshare.domain.settlement.RuleBook;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.node.grpc.gateway.Answer;
import io.shelfshare.node.grpc.gateway.SettlementGateway;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** Money without cluster or database: the domain's own rule book, books and budgets. */
final class SettlementInMemory implements SettlementGateway {
  private final RuleBook book = new RuleBook();
  private final Map<OwnerPair, Ledger> ledgers = new HashMap<>();
  private final SubsidyBudget budget = new SubsidyBudget();
  private final Function<StoreId, Optional<Store>> stores;
  private final AtomicInteger mutations;
  private final AtomicInteger reads;
  private final Clock clock;

  SettlementInMemory(
      Function<StoreId, Optional<Store>> stores,
      AtomicInteger mutations,
      AtomicInteger reads,
      Clock clock) {
    this.stores = stores;
    this.mutations = mutations;
    this.reads = reads;
    this.clock = clock;
  }

  /** Posts a step in the books of a pair. */
  synchronized void post(OwnerPair pair, PostingStep step, Instant at) {
    Ledger ledger = ledgers.computeIfAbsent(pair, Ledger::new);
    ledger.take(step, at).events().forEach(ledger::apply);
  }

  @Override
  public synchronized CompletionStage<Answer<RuleBook.Changed>> importPrices(
      List<ListPrice> prices, Mutation mutation) {
    return changed(book.importPrices(mutation, prices, clock.instant()));
  }

  @Override
  public synchronized CompletionStage<Answer<RuleBook.Changed>> setRules(
      TradeRules rules, long expectedVersion, Mutation mutation) {
    return changed(book.setRules(mutation, rules, expectedVersion, clock.instant()));
  }

  private CompletionStage<Answer<RuleBook.Changed>> changed(
      Decision<RuleBookEvent, RuleBook.Changed> decision) {
    mutations.incrementAndGet();
    decision.events().forEach(book::apply);
    return CompletableFuture.completedFuture(
        decision instanceof Decision.Done<RuleBookEvent, RuleBook.Changed> done
            ? Answer.ok(done.answer())
            : Answer.refused(
                ((Decision.Refused<RuleBookEvent, RuleBook.Changed>) decision).refusal()));
  }

  @Override
  public synchronized Optional<Rules> rules(OptionalLong version) {
    reads.incrementAndGet();
    long asOf = version.orElse(book.version());
    if (asOf > book.version()) {
      return Optional.empty();
    }
    return book.changes().stream()
        .limit(asOf)
        .flatMap(change -> change.rules().stream())
        .reduce((older, newer) -> newer)
        .map(rules -> new Rules(rules, asOf, (int) prices().count()));
  }

  @Override
  public synchronized List<ListPrice> prices(Optional<ListPrice.Key> after, int limit) {
    java.util.TreeMap<String, ListPrice> newest = new java.util.TreeMap<>();
    prices().forEach(price -> newest.put(price.kind().ordinal() + price.id(), price));
    return newest
        .tailMap(after.map(key -> key.kind().ordinal() + key.id()).orElse(""), false)
        .values()
        .stream()
        .limit(limit)
        .toList();
  }

  private Stream<ListPrice> prices() {
    return book.changes().stream().flatMap(change -> change.prices().stream());
  }

  @Override
  public synchronized CompletionStage<Optional<QuoteView>> quote(
      StoreId supplier, StoreId requester, List<Units> lines) {
    Store from = stores.apply(supplier).orElseThrow();
    Store to = stores.apply(requester).orElseThrow();
    Deal deal =
        new Deal(
            from.owner(),
            to.owner(),
            10_000,
            lines.stream()
                .map(line -> new Deal.Line(line.sku(), "coat", line.quantity(), price(line.sku())))
                .toList());
    return CompletableFuture.completedFuture(
        rules(OptionalLong.empty())
            .map(
                now ->
                    new QuoteView(
                        Quote.of(Pricing.price(now.rules(), now.version(), deal)), false)));
  }

  private Optional<ListPrice> price(SkuId sku) {
    return prices().filter(price -> price.id().equals(sku.value())).reduce((older, newer) -> newer);
  }

  @Override
  public synchronized CompletionStage<List<BudgetView>> budgets() {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(
        rules(OptionalLong.empty()).stream()
            .flatMap(now -> now.rules().budgets().stream())
            .map(one -> new BudgetView(one.id(), budget.position(one.cap())))
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<Entry>> postings(
      OwnerPair pair, YearMonth month, Optional<PostingPosition> after, int limit) {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(
        Optional.ofNullable(ledgers.get(pair)).stream()
            .flatMap(ledger -> ledger.unread().stream())
            .filter(posting -> Turnover.monthOf(posting.at()).equals(month))
            .map(posting -> new Entry(0, posting))
            .filter(entry -> after.isEmpty() || ORDER.compare(entry.position(), after.get()) > 0)
            .sorted(Comparator.comparing(Entry::position, ORDER))
            .limit(limit)
            .toList());
  }

  private static final Comparator<PostingPosition> ORDER =
      Comparator.comparingLong(PostingPosition::atMillis)
          .thenComparingInt(PostingPosition::part)
          .thenComparingLong(PostingPosition::number);

  @Override
  public synchronized CompletionStage<List<Books>> books(OwnerPair pair) {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(
        Optional.ofNullable(ledgers.get(pair)).stream()
            .map(ledger -> new Books(pair, ledger.turnovers()))
            .toList());
  }

  @Override
  public synchronized CompletionStage<List<Books>> allBooks() {
    reads.incrementAndGet();
    return CompletableFuture.completedFuture(
        ledgers.values().stream()
            .map(ledger -> new Books(ledger.pair(), ledger.turnovers()))
            .toList());
  }
}
