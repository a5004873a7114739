package io.shelfshare.node.grpc;

import static io.shelfshare.node.grpc.Moneys.message;

import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Turnover;
import io.shelfshare.market.v1.Balance;
import io.shelfshare.market.v1.CheckBooksResponse;
import io.shelfshare.market.v1.Posting;
import io.shelfshare.market.v1.Statement;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Books;
import io.shelfshare.node.grpc.gateway.SettlementGateway.Entry;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The books in the API's words: what was posted, and what it adds up to. */
final class BooksMessages {
  private BooksMessages() {}

  static Posting posting(Entry entry) {
    var posting = entry.posting();
    return Posting.newBuilder()
        .setPostingId(entry.part() + "-" + posting.number())
        .setPostTime(Times.timestamp(posting.at()))
        .setTransferOrder(Names.of(posting.order()))
        .setStep(posting.step())
        .setCause(posting.cause())
        .setKind(kind(posting.kind()))
        .setReversal(posting.reversal())
        .setSku(posting.sku().map(Names::of).orElse(""))
        .setQuantity(posting.units())
        .setUnitAmount(message(posting.unitAmount()))
        .setAmount(message(posting.amount()))
        .setPayer(Names.of(posting.payer()))
        .setPayee(Names.of(posting.payee()))
        .build();
  }

  static Posting.Kind kind(Due.Kind kind) {
    return Posting.Kind.valueOf("KIND_" + kind.name());
  }

  /** A month between an owner and the other one of a pair. */
  static Statement statement(OwnerId owner, OwnerPair pair, YearMonth month, List<Books> books) {
    Statement.Builder statement =
        Statement.newBuilder()
            .setOwner(Names.of(owner))
            .setCounterparty(Names.of(pair.other(owner)))
            .setMonth(month.toString());
    Map<String, List<Turnover>> byCurrency =
        books.stream()
            .flatMap(part -> part.turnovers().stream())
            .filter(one -> !one.key().month().isAfter(month))
            .collect(
                Collectors.groupingBy(
                    one -> one.key().currency(), TreeMap::new, Collectors.toList()));
    byCurrency.forEach(
        (currency, turnovers) ->
            statement.addAccounts(account(owner, pair, month, currency, turnovers)));
    return statement.build();
  }

  private static Statement.Account account(
      OwnerId owner, OwnerPair pair, YearMonth month, String currency, List<Turnover> turnovers) {
    Statement.Account.Builder account = Statement.Account.newBuilder();
    Money opening = Money.zero(currency);
    Money closing = opening;
    long postings = 0;
    Map<Turnover.Key, Turnover> ofMonth = new HashMap<>();
    for (Turnover one : turnovers) {
      Money effect = balance(owner, pair, one);
      closing = closing.plus(effect);
      if (one.key().month().equals(month)) {
        ofMonth.merge(one.key(), one, Turnover::plus);
        postings += one.postings();
      } else {
        opening = opening.plus(effect);
      }
    }
    ofMonth.values().stream()
        .sorted(
            Comparator.comparing((Turnover one) -> one.key().kind())
                .thenComparing(one -> one.key().reversal()))
        .forEach(one -> account.addItems(item(owner, pair, one)));
    return account
        .setOpening(message(opening))
        .setClosing(message(closing))
        .setPostingCount(postings)
        .build();
  }

  private static Statement.Item item(OwnerId owner, OwnerPair pair, Turnover one) {
    boolean first = owner.equals(pair.first());
    String currency = one.key().currency();
    return Statement.Item.newBuilder()
        .setKind(kind(one.key().kind()))
        .setReversal(one.key().reversal())
        .setReceived(message(new Money(currency, first ? one.toFirst() : one.toSecond())))
        .setPaid(message(new Money(currency, first ? one.toSecond() : one.toFirst())))
        .setPostingCount(one.postings())
        .build();
  }

  /** What it adds to what the other owner owes; nothing within one owner. */
  private static Money balance(OwnerId owner, OwnerPair pair, Turnover one) {
    long toFirst = pair.isInternal() ? 0 : one.toFirst() - one.toSecond();
    return new Money(one.key().currency(), owner.equals(pair.first()) ? toFirst : -toFirst);
  }

  /** An owner's balances with each other one, by its id. */
  static List<Balance> balances(OwnerId owner, List<Books> all) {
    Map<String, Map<String, Money>> balances = new TreeMap<>();
    Map<String, Long> postings = new HashMap<>();
    for (Books part : all) {
      if (part.pair().has(owner)) {
        String other = Names.of(part.pair().other(owner));
        for (Turnover one : part.turnovers()) {
          String currency = one.key().currency();
          balances
              .computeIfAbsent(other, id -> new TreeMap<>())
              .merge(currency, balance(owner, part.pair(), one), Money::plus);
          postings.merge(other + currency, one.postings(), Long::sum);
        }
      }
    }
    return balances.entrySet().stream()
        .flatMap(
            with ->
                with.getValue().entrySet().stream()
                    .map(
                        in ->
                            Balance.newBuilder()
                                .setCounterparty(with.getKey())
                                .setBalance(message(in.getValue()))
                                .setPostingCount(
                                    postings.getOrDefault(with.getKey() + in.getKey(), 0L))
                                .build()))
        .toList();
  }

  /**
   * Adds up every owner's balance from all the books (P9).
   *
   * @param budgetsInCap whether no budget spent more than it may
   */
  static CheckBooksResponse check(Collection<Books> all, boolean budgetsInCap) {
    Map<String, Map<OwnerId, Long>> balances = new TreeMap<>();
    Map<String, long[]> moved = new TreeMap<>();
    for (Books part : all) {
      for (Turnover one : part.turnovers()) {
        String currency = one.key().currency();
        Map<OwnerId, Long> owners = balances.computeIfAbsent(currency, c -> new HashMap<>());
        OwnerId first = part.pair().first();
        OwnerId second = part.pair().second();
        owners.merge(first, balance(first, part.pair(), one).minor(), Math::addExact);
        owners.merge(second, balance(second, part.pair(), one).minor(), Math::addExact);
        long[] sums = moved.computeIfAbsent(currency, c -> new long[2]);
        sums[0] += one.toFirst() + one.toSecond();
        sums[1] += one.postings();
      }
    }
    CheckBooksResponse.Builder check = CheckBooksResponse.newBuilder();
    boolean zero = true;
    for (Map.Entry<String, Map<OwnerId, Long>> in : balances.entrySet()) {
      String currency = in.getKey();
      long sum = in.getValue().values().stream().mapToLong(Long::longValue).sum();
      long owed = in.getValue().values().stream().mapToLong(one -> Math.max(0, one)).sum();
      long[] sums = moved.getOrDefault(currency, new long[2]);
      zero &= sum == 0;
      check
          .addSumsBuilder()
          .setSum(message(new Money(currency, sum)))
          .setOwed(message(new Money(currency, owed)))
          .setTurnover(message(new Money(currency, sums[0])))
          .setPostingCount(sums[1])
          .setOwnerCount(in.getValue().size());
    }
    return check.setBalanced(zero && budgetsInCap).build();
  }
}
