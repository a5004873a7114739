package io.shelfshare.domain.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.Decision;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.Samples;
import io.shelfshare.domain.SkuId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plays the example in docs/money.md and compares every figure of it. */
class WorkedExampleTest {
  private static final String CURRENCY = "CNY";
  private static final long METRES = 30_000;

  private final Map<OwnerPair, Ledger> ledgers = new LinkedHashMap<>();
  private final List<Posting> postings = new ArrayList<>();
  private final SubsidyBudget budget = new SubsidyBudget();
  private final Map<String, SettlementTerms> terms = new LinkedHashMap<>();
  private final List<List<String>> budgetRows = new ArrayList<>();
  private Page page;
  private TradeRules rules;

  @BeforeEach
  void play() throws IOException {
    page = new Page(Files.readString(Path.of("..", "..", "docs", "money.md")));
    rules = rules(page);
    for (List<String> order : page.table("### The ten orders")) {
      Deal.Line line = line(order.get(4), Long.parseLong(order.get(5)));
      Deal deal = new Deal(owner(order.get(2)), owner(order.get(3)), METRES, List.of(line));
      terms.put(order.get(0), Pricing.price(rules, 1, deal));
    }
    page.table("### What happens").forEach(this::step);
  }

  @Test
  void aUnitIsWorthWhatThePageSays() {
    List<List<String>> found = new ArrayList<>();
    for (List<String> row : page.table("### What a unit is worth")) {
      Deal deal =
          new Deal(owner(row.get(1)), owner(row.get(2)), METRES, List.of(line(row.get(0), 1)));
      SettlementTerms.Line unit = Pricing.price(rules, 1, deal).lines().get(0);
      found.add(
          List.of(
              row.get(0),
              row.get(1),
              row.get(2),
              unit.price().decimal(),
              unit.subsidyToSupplier().decimal(),
              unit.subsidyToRequester().decimal(),
              unit.incentive().decimal()));
    }
    assertThat(found).isEqualTo(page.table("### What a unit is worth"));
  }

  @Test
  @DisplayName("P9: ten orders, each exceptional path once, post what the page says")
  void theOrdersPostWhatThePageSays() {
    List<List<String>> found =
        postings.stream()
            .map(
                one ->
                    List.of(
                        orderNumber(one.order()),
                        Long.toString(one.step()),
                        one.cause(),
                        one.kind().name(),
                        one.reversal() ? "yes" : "",
                        one.sku().map(SkuId::value).orElse(""),
                        Long.toString(one.units()),
                        one.unitAmount().decimal(),
                        one.amount().decimal(),
                        one.payer().value(),
                        one.payee().value()))
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(page.table("### Postings"));
  }

  @Test
  void theBudgetGoesAsThePageSays() {
    assertThat(budgetRows).isEqualTo(page.table("### The budget"));
  }

  @Test
  @DisplayName("P9: statements and balances are what the page says, and sum to zero")
  void theStatementsAreWhatThePageSays() {
    List<List<String>> found = new ArrayList<>();
    List<String> pairs =
        page.table("### Statements").stream()
            .map(row -> row.get(0) + "~" + row.get(1))
            .distinct()
            .toList();
    for (String pair : pairs) {
      found.addAll(statement(OwnerPair.parse(pair)));
    }
    assertThat(found).isEqualTo(page.table("### Statements"));

    List<List<String>> balances = new ArrayList<>();
    Money sum = Money.zero(CURRENCY);
    for (String owner : List.of("chain", "east", "west")) {
      Money all =
          postings.stream()
              .map(one -> one.effectOn(owner(owner)))
              .reduce(Money.zero(CURRENCY), Money::plus);
      balances.add(List.of(owner, all.decimal()));
      sum = sum.plus(all);
    }
    balances.add(List.of("together", sum.decimal()));
    assertThat(balances).isEqualTo(page.table("### The books sum to zero"));
  }

  @Test
  void everyOrderIsForgottenOnceItClosed() {
    assertThat(ledgers.values()).allSatisfy(one -> assertThat(one.state().open()).isEmpty());
    assertThat(budget.state().shares()).isEmpty();
  }

  private List<List<String>> statement(OwnerPair pair) {
    List<List<String>> rows = new ArrayList<>();
    Money balance = Money.zero(CURRENCY);
    List<Turnover> turnovers =
        ledgers.get(pair).turnovers().stream()
            .sorted(
                java.util.Comparator.comparing((Turnover one) -> one.key().kind())
                    .thenComparing(one -> one.key().reversal()))
            .toList();
    for (Turnover one : turnovers) {
      Money received = new Money(CURRENCY, one.toFirst());
      Money paid = new Money(CURRENCY, one.toSecond());
      rows.add(
          List.of(
              pair.first().value(),
              pair.second().value(),
              one.key().kind().name(),
              one.key().reversal() ? "yes" : "",
              received.decimal(),
              paid.decimal()));
      balance = pair.isInternal() ? balance : balance.plus(received).minus(paid);
    }
    rows.add(
        List.of(pair.first().value(), pair.second().value(), "balance", "", balance.decimal(), ""));
    return rows;
  }

  /** One row of what happens: told to the books and to the budget. */
  private void step(List<String> row) {
    String number = row.get(0);
    long step = Long.parseLong(row.get(1));
    OrderId order = Samples.order(Integer.parseInt(number));
    String granted = "";
    if (row.get(2).equals("AWARDED")) {
      granted = award(number, order);
    } else {
      OrderTotals totals = totals(row, terms.get(number).lines().get(0).sku());
      boolean closes = row.get(9).equals("yes");
      Dues.byPair(Dues.of(terms.get(number), totals))
          .forEach(
              (pair, dues) -> post(pair, new PostingStep(order, step, row.get(2), closes, dues)));
      BudgetStep settled = BudgetStep.of(order, step, closes, terms.get(number), totals);
      budget.settle(settled, Samples.T0).events().forEach(budget::apply);
    }
    SubsidyBudget.Position now = budget.position(rules.budgets().get(0).cap());
    budgetRows.add(
        List.of(
            number,
            row.get(1),
            row.get(2),
            granted,
            now.reserved().decimal(),
            now.settled().decimal(),
            now.free().decimal()));
  }

  private String award(String number, OrderId order) {
    SettlementTerms awarded = terms.get(number);
    if (awarded.budget().isEmpty()) {
      return "";
    }
    Money cap = rules.budgets().get(0).cap();
    var decision = budget.reserve(order, awarded.subsidyMax(), cap, 1, Samples.T0);
    decision.events().forEach(budget::apply);
    if (((Decision.Done<BudgetEvent, Boolean>) decision).answer()) {
      return "yes";
    }
    terms.put(number, awarded.unsubsidized());
    return "no";
  }

  private void post(OwnerPair pair, PostingStep step) {
    Ledger ledger = ledgers.computeIfAbsent(pair, Ledger::new);
    for (LedgerEvent event : ledger.take(step, Samples.T0).events()) {
      ledger.apply(event);
      postings.addAll(event.postings());
    }
  }

  private static OrderTotals totals(List<String> row, SkuId sku) {
    long[] n = row.subList(3, 9).stream().mapToLong(Long::parseLong).toArray();
    return new OrderTotals(
        List.of(
            new OrderTotals.Line(
                sku,
                n[0],
                n[1],
                n[2],
                n[3],
                new OrderTotals.Lost(0, 0, n[4]),
                new OrderTotals.Lost(0, 0, n[5]))));
  }

  private Deal.Line line(String sku, long units) {
    List<String> price =
        page.table("### Prices").stream().filter(row -> row.get(0).equals(sku)).findFirst().get();
    var list = new ListPrice(ListPrice.Kind.SKU, sku, money(price.get(1)), money(price.get(2)));
    return new Deal.Line(new SkuId(sku), sku, units, Optional.of(list));
  }

  private static TradeRules rules(Page page) {
    Map<String, String> value = new LinkedHashMap<>();
    page.table("### Rules").forEach(row -> value.put(row.get(0), row.get(1)));
    return new TradeRules(
        CURRENCY,
        owner("chain"),
        List.of(
            new TransferPriceRule(
                Optional.of(owner("west")),
                Optional.of(owner("east")),
                Optional.empty(),
                new TransferPriceRule.CostPlus(number(value.get("price from west to east")))),
            new TransferPriceRule(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TransferPriceRule.ShareOfRetail(number(value.get("any other price"))))),
        List.of(
            new FreightBand(
                50_000,
                money(value.get("freight up to 50000 m, an order")),
                money(value.get("freight up to 50000 m, a unit")))),
        List.of(new SubsidyRule.Budget("launch", money(value.get("budget launch")))),
        List.of(
            new SubsidyRule(
                "launch",
                Optional.empty(),
                new Rate(number(value.get("subsidy to the supplier")), 0),
                new Rate(0, money(value.get("subsidy to the requester")).minor()),
                false)),
        new Rate(number(value.get("incentive")), 0));
  }

  private static long number(String text) {
    return Long.parseLong(text.replaceAll("[^0-9]", ""));
  }

  private static Money money(String text) {
    return Money.parse(text, CURRENCY);
  }

  private static OwnerId owner(String id) {
    return new OwnerId(id);
  }

  private static String orderNumber(OrderId id) {
    for (int number = 1; number <= 10; number++) {
      if (Samples.order(number).equals(id)) {
        return Integer.toString(number);
      }
    }
    throw new AssertionError(id);
  }

  /** The tables of a Markdown page, by the heading above them. */
  private record Page(String text) {
    List<List<String>> table(String heading) {
      List<List<String>> rows = new ArrayList<>();
      boolean within = false;
      for (String line : text.split("\n")) {
        if (line.startsWith("#")) {
          within = line.equals(heading);
        } else if (within && line.startsWith("|")) {
          String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
          rows.add(java.util.Arrays.stream(cells).map(String::strip).toList());
        }
      }
      assertThat(rows).as("the table under %s", heading).hasSizeGreaterThan(2);
      return rows.subList(2, rows.size());
    }
  }
}
