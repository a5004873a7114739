package io.shelfshare.domain.simulation;

import static io.shelfshare.domain.Samples.COAT;
import static io.shelfshare.domain.Samples.SHIRT;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.order.LedgerStep;
import io.shelfshare.domain.order.OrderLine;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.order.OrderView;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.Deal;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.Pricing;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.TransferPriceRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The books of a simulated chain, its one budget, and what the judge knows of both (P9). */
final class Books {
  private static final OwnerId CHAIN = new OwnerId("chain");
  private static final Money PRICE = new Money("CNY", 5_500);
  private static final SubsidyRule.Budget BUDGET =
      new SubsidyRule.Budget("launch", new Money("CNY", 4_000));
  private static final TradeRules RULES =
      new TradeRules(
          "CNY",
          CHAIN,
          List.of(
              new TransferPriceRule(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  new TransferPriceRule.Fixed(PRICE))),
          List.of(new FreightBand(50_000, new Money("CNY", 600), new Money("CNY", 100))),
          List.of(BUDGET),
          List.of(
              new SubsidyRule(
                  "launch", Optional.empty(), new Rate(500, 0), new Rate(0, 200), false)),
          new Rate(100, 0));

  private final Map<OwnerPair, Ledger> ledgers = new HashMap<>();
  private final Map<OwnerPair, List<LedgerEvent>> journals = new HashMap<>();
  private final List<BudgetEvent> budgetJournal = new ArrayList<>();
  private SubsidyBudget budget = new SubsidyBudget();
  private final List<Posting> postings = new ArrayList<>();

  /** What an order fixes when it starts; the budget decides on its subsidies. */
  OrderPins pins(OrderPins pins, OrderId order, List<Units> lines, Instant now) {
    Deal deal =
        new Deal(
            pins.supplierOwner(),
            pins.requesterOwner(),
            30_000,
            lines.stream()
                .map(one -> new Deal.Line(one.sku(), "style", one.quantity(), Optional.empty()))
                .toList());
    SettlementTerms terms = Pricing.price(RULES, 1, deal);
    var decision = budget.reserve(order, terms.subsidyMax(), BUDGET.cap(), 1, now);
    apply(decision.events());
    boolean granted = ((Decision.Done<BudgetEvent, Boolean>) decision).answer();
    return new OrderPins(
        pins.supplierOwner(),
        pins.requesterOwner(),
        pins.periods(),
        Optional.of(granted ? terms : terms.unsubsidized()));
  }

  private void apply(List<BudgetEvent> events) {
    events.forEach(budget::apply);
    budgetJournal.addAll(events);
  }

  void take(LedgerStep step, Instant now) {
    step.postings()
        .forEach(
            (pair, posting) -> {
              Ledger ledger = ledgers.computeIfAbsent(pair, Ledger::new);
              for (LedgerEvent event : ledger.take(posting, now).events()) {
                ledger.apply(event);
                journals.computeIfAbsent(pair, p -> new ArrayList<>()).add(event);
                postings.addAll(event.postings());
              }
            });
    step.budgetStep().ifPresent(one -> apply(budget.settle(one, now).events()));
  }

  /** Every entity is made anew from its journal. */
  void crash() {
    ledgers.replaceAll(
        (pair, ledger) -> {
          Ledger again = new Ledger(pair);
          journals.getOrDefault(pair, List.of()).forEach(again::apply);
          return again;
        });
    budget = new SubsidyBudget();
    budgetJournal.forEach(budget::apply);
  }

  /** At every step: two sides, a known cause, and no more than the orders' totals say. */
  void check(Chain chain) {
    Map<OwnerId, Money> balances = new HashMap<>();
    for (Posting one : postings) {
      balances.merge(one.payer(), one.effectOn(one.payer()), Money::plus);
      balances.merge(one.payee(), one.effectOn(one.payee()), Money::plus);
      Chain.Order order = chain.orders.get(one.order());
      boolean caused = order != null && one.step() <= order.order.version();
      Judge.require(caused, "P9: a posting without its event", one);
    }
    Money sum = balances.values().stream().reduce(Money.zero("CNY"), Money::plus);
    Judge.require(sum.isZero(), "P9: the books do not sum to zero", balances);
    SubsidyBudget.Position position = budget.position(BUDGET.cap());
    Judge.require(position.inCap(), "P9: a budget beyond its cap", position);
    Judge.require(
        position.settled().plus(position.reserved()).minor() <= BUDGET.cap().minor(),
        "P9: a budget beyond its cap",
        position);
  }

  /** Once everything is told, the books say what the orders say. */
  void checkSettled(Chain chain) {
    check(chain);
    long subsidies = 0;
    for (Chain.Order order : chain.orders.values()) {
      OrderView view = order.order.view().orElseThrow();
      OrderId id = view.terms().order();
      boolean shipped = false;
      for (OrderLine line : view.lines()) {
        SkuId sku = line.sku();
        shipped |= line.shipped() > 0;
        assertThat(net(id, sku, Due.Kind.PRICE)).as("P9: price").isEqualTo(line.accepted());
        assertThat(net(id, sku, Due.Kind.INCENTIVE)).as("P9").isEqualTo(line.accepted());
        assertThat(net(id, sku, Due.Kind.FREIGHT)).as("P9: freight").isEqualTo(line.shipped());
        assertThat(net(id, sku, Due.Kind.LOSS))
            .as("P9: losses")
            .isEqualTo(line.lost().total() + line.refused().lostBack().total());
        boolean paid = view.pins().money().orElseThrow().budget().isPresent();
        long subsidized = net(id, sku, Due.Kind.SUBSIDY_TO_SUPPLIER);
        assertThat(subsidized).as("P9: subsidy").isEqualTo(paid ? line.accepted() : 0);
        assertThat(net(id, sku, Due.Kind.SUBSIDY_TO_REQUESTER)).isEqualTo(subsidized);
        subsidies += subsidized * (275 + 200);
      }
      long once =
          postings.stream()
              .filter(one -> one.order().equals(id) && one.sku().isEmpty())
              .mapToLong(Posting::units)
              .sum();
      assertThat(once).as("P9: freight of the order").isEqualTo(shipped ? 1 : 0);
    }
    budget.state().shares().keySet().forEach(id -> requireUnderWay(chain, id));
    assertThat(budget.position(BUDGET.cap()).settled().minor()).isEqualTo(subsidies);
    for (Ledger ledger : ledgers.values()) {
      ledger.state().open().keySet().forEach(id -> requireUnderWay(chain, id));
    }
    assertThat(List.of(SHIRT, COAT))
        .containsAll(postings.stream().flatMap(one -> one.sku().stream()).distinct().toList());
  }

  /**
   * What is over is forgotten; units that nobody cared about any more are on their way for ever.
   */
  private static void requireUnderWay(Chain chain, OrderId id) {
    Chain.Order order = chain.orders.get(id);
    boolean over = order.order.view().orElseThrow().status().isEnd();
    Judge.require(!over, "P9: remembered for ever", order.journal);
  }

  private long net(OrderId order, SkuId sku, Due.Kind kind) {
    return postings.stream()
        .filter(one -> one.order().equals(order) && one.kind() == kind)
        .filter(one -> one.sku().filter(sku::equals).isPresent())
        .mapToLong(one -> one.reversal() ? -one.units() : one.units())
        .sum();
  }

  boolean met(Due.Kind kind, boolean reversal) {
    return postings.stream().anyMatch(one -> one.kind() == kind && one.reversal() == reversal);
  }
}
