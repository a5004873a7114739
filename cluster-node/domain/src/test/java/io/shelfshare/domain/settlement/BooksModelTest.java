package io.shelfshare.domain.settlement;

import static io.shelfshare.domain.Samples.SHIRT;
import static io.shelfshare.domain.Samples.T0;
import static io.shelfshare.domain.Samples.order;
import static io.shelfshare.domain.settlement.Trades.CHAIN;
import static io.shelfshare.domain.settlement.Trades.EAST;
import static io.shelfshare.domain.settlement.Trades.WEST;
import static io.shelfshare.domain.settlement.Trades.terms;
import static io.shelfshare.domain.settlement.Trades.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.shelfshare.domain.OwnerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Steps of orders, told in any order and any number of times, against the totals they stand for.
 */
class BooksModelTest {
  private static final long AWARDED = 5;
  private static final List<OwnerId> OWNERS = List.of(CHAIN, EAST, WEST);

  /** One more unit of an order goes this way. */
  enum Move {
    SHIP,
    ACCEPT,
    RETURN,
    LOSE_BY_CARRIER,
    LOSE_BY_REQUESTER,
    FIND
  }

  record Act(int order, Move move) {}

  record Life(List<Act> acts, List<Integer> tellings) {}

  @Provide
  Arbitrary<Life> lives() {
    Arbitrary<Act> act =
        Combinators.combine(Arbitraries.integers().between(1, 3), Arbitraries.of(Move.class))
            .as(Act::new);
    return Combinators.combine(
            act.list().ofMaxSize(40), Arbitraries.integers().between(0, 39).list().ofMaxSize(120))
        .as(Life::new);
  }

  @Property(tries = 500)
  @Label("P9: books sum to zero at every event, and end at the orders' totals, however told")
  void theBooksSayWhatTheOrdersSay(@ForAll("lives") Life life) {
    Map<Integer, OrderTotals.Line> lines = new HashMap<>();
    List<Told> told = new ArrayList<>();
    life.acts().forEach(act -> move(act, lines, told));
    Books books = new Books();
    for (int telling : life.tellings()) {
      if (!told.isEmpty()) {
        books.tell(told.get(telling % told.size()));
        books.check();
      }
    }
    // What is told until it is taken arrives in the end.
    lines.forEach((order, line) -> books.tell(new Told(order, told.size() + 1, line)));
    books.check();
    books.checkTotals(lines);
    books.checkReplay();
  }

  record Told(int order, long step, OrderTotals.Line line) {}

  private static void move(Act act, Map<Integer, OrderTotals.Line> lines, List<Told> told) {
    OrderTotals.Line now = lines.getOrDefault(act.order(), Trades.line(SHIRT, AWARDED, 0, 0, 0));
    OrderTotals.Lost lost = now.lost();
    OrderTotals.Lost found = now.found();
    long lostNow = lost.byCarrier() + lost.byRequester() - found.byCarrier() - found.byRequester();
    long onTheWay = now.shipped() - now.accepted() - lostNow;
    OrderTotals.Line next =
        switch (act.move()) {
          case SHIP ->
              now.shipped() < AWARDED
                  ? with(now, now.shipped() + 1, now.accepted(), now.returned(), lost, found)
                  : now;
          case ACCEPT ->
              onTheWay > 0
                  ? with(now, now.shipped(), now.accepted() + 1, now.returned(), lost, found)
                  : now;
          case RETURN ->
              now.kept() > 0
                  ? with(now, now.shipped(), now.accepted(), now.returned() + 1, lost, found)
                  : now;
          case LOSE_BY_CARRIER -> onTheWay > 0 ? with(now, lost(lost, 0, 1), found) : now;
          case LOSE_BY_REQUESTER -> onTheWay > 0 ? with(now, lost(lost, 1, 0), found) : now;
          case FIND ->
              lost.byCarrier() > found.byCarrier() ? with(now, lost, lost(found, 0, 1)) : now;
        };
    lines.put(act.order(), next);
    told.add(new Told(act.order(), told.size() + 1, next));
  }

  private static OrderTotals.Lost lost(OrderTotals.Lost lost, long requester, long carrier) {
    return new OrderTotals.Lost(0, lost.byRequester() + requester, lost.byCarrier() + carrier);
  }

  private static OrderTotals.Line with(
      OrderTotals.Line line, OrderTotals.Lost lost, OrderTotals.Lost found) {
    return with(line, line.shipped(), line.accepted(), line.returned(), lost, found);
  }

  private static OrderTotals.Line with(
      OrderTotals.Line line,
      long shipped,
      long accepted,
      long returned,
      OrderTotals.Lost lost,
      OrderTotals.Lost found) {
    return new OrderTotals.Line(
        line.sku(), AWARDED - accepted, shipped, accepted, returned, lost, found);
  }

  /** All the books that the orders post in. */
  private static final class Books {
    final Map<OwnerPair, Ledger> ledgers = new HashMap<>();
    final Map<OwnerPair, List<LedgerEvent>> journals = new HashMap<>();

    void tell(Told told) {
      var totals = new OrderTotals(List.of(told.line()));
      Dues.byPair(Dues.of(terms(AWARDED), totals))
          .forEach(
              (pair, dues) -> {
                Ledger ledger = ledgers.computeIfAbsent(pair, Ledger::new);
                var step = new PostingStep(order(told.order()), told.step(), "STATE", false, dues);
                for (LedgerEvent event : ledger.take(step, T0).events()) {
                  ledger.apply(event);
                  journals.computeIfAbsent(pair, p -> new ArrayList<>()).add(event);
                }
              });
    }

    Money balance(OwnerId owner) {
      return ledgers.values().stream()
          .flatMap(ledger -> ledger.unread().stream())
          .map(posting -> posting.effectOn(owner))
          .reduce(yuan("0.00"), Money::plus);
    }

    void check() {
      Money sum = OWNERS.stream().map(this::balance).reduce(yuan("0.00"), Money::plus);
      assertThat(sum.isZero()).isTrue();
      for (Ledger ledger : ledgers.values()) {
        Money first =
            ledger.unread().stream()
                .map(posting -> posting.effectOn(ledger.pair().first()))
                .reduce(yuan("0.00"), Money::plus);
        long turnover =
            ledger.turnovers().stream().mapToLong(one -> one.toFirst() - one.toSecond()).sum();
        assertThat(ledger.pair().isInternal() ? 0 : turnover).isEqualTo(first.minor());
      }
    }

    /** Worked out anew: prices, freight and losses by hand from the last totals. */
    void checkTotals(Map<Integer, OrderTotals.Line> lines) {
      SettlementTerms.Line unit = terms(AWARDED).lines().get(0);
      long east = 0;
      long chain = 0;
      for (OrderTotals.Line line : lines.values()) {
        long kept = line.kept();
        long lostByRequester = line.lost().byRequester() - line.found().byRequester();
        long lostByCarrier = line.lost().byCarrier() - line.found().byCarrier();
        long subsidies = unit.subsidyToSupplier().minor() + unit.subsidyToRequester().minor();
        east += unit.price().minor() * (kept + lostByRequester + lostByCarrier);
        east += (unit.subsidyToSupplier().minor() + unit.incentive().minor()) * kept;
        east += 100 * line.shipped() + (line.shipped() > 0 ? 500 : 0);
        chain -= (subsidies + unit.incentive().minor()) * kept;
        chain -= unit.price().minor() * lostByCarrier;
      }
      assertThat(balance(EAST).minor()).isEqualTo(east);
      assertThat(balance(CHAIN).minor()).isEqualTo(chain);
    }

    void checkReplay() {
      journals.forEach(
          (pair, events) -> {
            Ledger replayed = new Ledger(pair);
            events.forEach(replayed::apply);
            assertThat(replayed.unread()).isEqualTo(ledgers.get(pair).unread());
            assertThat(replayed.state().open()).isEqualTo(ledgers.get(pair).state().open());
          });
    }
  }
}
