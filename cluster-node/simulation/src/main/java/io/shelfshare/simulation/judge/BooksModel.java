package io.shelfshare.simulation.judge;

import static io.shelfshare.simulation.judge.Violation.present;
import static io.shelfshare.simulation.judge.Violation.require;
import static io.shelfshare.simulation.judge.Violation.requireSame;

import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.Turnover;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The books of all pairs of owners as their events tell them (P9). Mutable. */
final class BooksModel {
  private record Line(OrderId order, Due.Kind kind, Optional<SkuId> sku, OwnerId liable) {}

  private static final class Sum {
    long charged;
    long reversed;
  }

  private final Map<Line, Sum> sums = new HashMap<>();
  private final Map<OwnerPair, Long> numbers = new HashMap<>();
  private final Map<OwnerId, Long> balances = new HashMap<>();
  private final Map<OwnerPair, Long> netToFirst = new HashMap<>();
  private final Function<OrderId, Optional<OrderModel>> orders;

  BooksModel(Function<OrderId, Optional<OrderModel>> orders) {
    this.orders = orders;
  }

  /** Takes an event in, before the books themselves do. */
  void take(OwnerPair pair, LedgerEvent event) {
    for (Posting posting : event.postings()) {
      requireSame(numbers.merge(pair, 1L, Long::sum), posting.number(), "P9", "number", posting);
      boolean within = pair.has(posting.payer()) && pair.has(posting.payee());
      require(within, "P9", "a posting outside of its books", posting);
      require(posting.order().equals(event.order()), "P9", "a posting of another order", posting);
      OrderModel order =
          present(orders.apply(posting.order()), "P9", "a posting of no order", posting);
      requireCaused(order, posting);
      charge(order, posting);
      balances.merge(posting.payer(), -posting.amount().minor(), Long::sum);
      balances.merge(posting.payee(), posting.amount().minor(), Long::sum);
      long toFirst = posting.payee().equals(pair.first()) ? posting.amount().minor() : 0;
      long fromFirst = posting.payer().equals(pair.first()) ? posting.amount().minor() : 0;
      netToFirst.merge(pair, toFirst - fromFirst, Long::sum);
    }
    long sum = balances.values().stream().mapToLong(Long::longValue).sum();
    requireSame(0, sum, "P9", "the sum of the books", event);
  }

  private static void requireCaused(OrderModel order, Posting posting) {
    boolean taken = posting.step() >= 1 && posting.step() <= order.version();
    require(taken, "P9", "a posting of a step that was never taken", posting);
    List<OrderView.Status> since =
        order.shown.subList((int) posting.step() - 1, order.shown.size());
    boolean shown = since.stream().anyMatch(status -> status.name().equals(posting.cause()));
    require(shown, "P9", "a posting without its cause", posting);
  }

  private void charge(OrderModel order, Posting posting) {
    SettlementTerms terms =
        present(order.pins.money(), "P9", "a posting of an order without prices", posting);
    OwnerId payer = posting.reversal() ? posting.payee() : posting.payer();
    OwnerId payee = posting.reversal() ? posting.payer() : posting.payee();
    OrderDues dues = new OrderDues(order, terms);
    Due.Kind kind = posting.kind();
    boolean sides = dues.payers(kind).contains(payer) && dues.payee(kind).equals(payee);
    require(sides, "P9", "a posting between others than it is about", posting);
    long unit = dues.unitMinor(kind, posting.sku());
    requireSame(unit, posting.unitAmount().minor(), "P9", "the amount of a unit", posting);
    OwnerId liable = kind == Due.Kind.LOSS ? payer : terms.requester();
    Line line = new Line(order.id, kind, posting.sku(), liable);
    Sum sum = sums.computeIfAbsent(line, any -> new Sum());
    if (posting.reversal()) {
      sum.reversed += posting.units();
    } else {
      sum.charged += posting.units();
    }
    boolean earned =
        sum.charged <= dues.charged(kind, posting.sku(), liable)
            && sum.reversed <= dues.reversed(kind, posting.sku(), liable);
    require(earned, "P9", "posted more than happened", posting);
  }

  /** What moved is what the books show. */
  void compare(OwnerPair pair, List<Turnover> turnovers, long postings) {
    requireSame(numbers.getOrDefault(pair, 0L), postings, "P9", "postings", pair);
    requireSame(
        numbers.getOrDefault(pair, 0L),
        turnovers.stream().mapToLong(Turnover::postings).sum(),
        "P9",
        "postings in turnovers",
        pair);
    long net = turnovers.stream().mapToLong(one -> one.toFirst() - one.toSecond()).sum();
    long expected = pair.isInternal() ? net : netToFirst.getOrDefault(pair, 0L);
    requireSame(expected, net, "P9", "what the books say that one owes the other", pair);
  }

  /** Once all steps are taken, all that happened is posted. */
  void checkSettled(OrderModel order) {
    SettlementTerms terms = order.pins.money().orElseThrow();
    OrderDues dues = new OrderDues(order, terms);
    for (Due.Kind kind : Due.Kind.values()) {
      for (OwnerId liable : dues.liable(kind)) {
        for (SkuId sku : order.counts.keySet()) {
          settled(order, dues, kind, Optional.of(sku), liable);
        }
      }
    }
    settled(order, dues, Due.Kind.FREIGHT, Optional.empty(), terms.requester());
  }

  private void settled(
      OrderModel order, OrderDues dues, Due.Kind kind, Optional<SkuId> sku, OwnerId liable) {
    Sum sum = sums.getOrDefault(new Line(order.id, kind, sku, liable), new Sum());
    boolean free = dues.unitMinor(kind, sku) == 0;
    String what = kind + " of " + sku.map(SkuId::value).orElse("the order");
    requireSame(free ? 0 : dues.charged(kind, sku, liable), sum.charged, "P9", what, order.terms);
    requireSame(
        free ? 0 : dues.reversed(kind, sku, liable),
        sum.reversed,
        "P9",
        what + " taken back",
        order.terms);
  }
}
