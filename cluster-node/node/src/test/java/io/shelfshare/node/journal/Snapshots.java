package io.shelfshare.node.journal;

import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.stock.InboundStep;
import io.shelfshare.domain.stock.Movement;
import io.shelfshare.domain.stock.StoreStock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One of each kind of snapshot, with something in each of its parts. */
final class Snapshots {
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final SkuId SKU = new SkuId("coat-red-m");
  private static final OwnerId EAST = new OwnerId("east");
  private static final OwnerId WEST = new OwnerId("west");

  private Snapshots() {}

  static Stream<Object> all() {
    return Stream.of(stockBeforeDays(), stock(), ledger(), budget(), stockWithSales());
  }

  private static OrderId order(int n) {
    return new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3" + n);
  }

  /** As it was written before stores kept what days did. */
  private static StockSnapshot stockBeforeDays() {
    StoreStock.State state = stock().state();
    return new StockSnapshot(
        new StoreStock.State(
            state.version(),
            state.lastEventAt(),
            state.lines(),
            state.holds(),
            state.inbounds(),
            state.mutations(),
            state.endedSupplies(),
            state.endedInbounds(),
            List.of(),
            List.of()),
        List.of(SKU));
  }

  private static StockSnapshot stock() {
    StoreStock stock = StoreStock.empty();
    UUID id = new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L);
    Mutation mutation = new Mutation("clerk@s1", id, "f00d", AT.plusSeconds(5));
    List<Movement> told =
        List.of(
            new Movement(SKU, Movement.Kind.RECEIPT, 9, ""),
            new Movement(SKU, Movement.Kind.SAFETY, 1, "window"));
    stock.record(mutation, told, AT).events().forEach(stock::apply);
    for (int n = 1; n <= 2; n++) {
      stock
          .reserve(order(n), List.of(new Units(SKU, n)), Duration.ofSeconds(60), AT)
          .events()
          .forEach(stock::apply);
    }
    stock.bind(order(1), AT).events().forEach(stock::apply);
    stock.verdict(order(2), io.shelfshare.domain.Verdict.NO, AT).events().forEach(stock::apply);
    for (boolean ended : new boolean[] {false, true}) {
      var step =
          new InboundStep(
              order(3), ended ? 5 : 4, ended, List.of(new InboundStep.Line(SKU, 3, 2, 1, 0, 0)));
      stock.inbound(step, AT).events().forEach(stock::apply);
    }
    var underWay =
        new InboundStep(order(4), 4, false, List.of(new InboundStep.Line(SKU, 3, 1, 0, 0, 0)));
    stock.inbound(underWay, AT).events().forEach(stock::apply);
    return new StockSnapshot(stock.state(), List.of(SKU));
  }

  /** As it is written since stores keep what they sold by week. */
  private static StockSnapshot stockWithSales() {
    StoreStock stock = StoreStock.of(stock().state());
    UUID id = new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0002L);
    Mutation mutation = new Mutation("clerk@s1", id, "f00e", AT.plusSeconds(5));
    List<Movement> sold = List.of(new Movement(SKU, Movement.Kind.SALE, 2, ""));
    stock.record(mutation, sold, AT).events().forEach(stock::apply);
    return new StockSnapshot(stock.state(), List.of(SKU));
  }

  private static Ledger.State ledger() {
    Ledger ledger = new Ledger(OwnerPair.of(EAST, WEST));
    var key = new Due.Key(Due.Kind.PRICE, Optional.of(SKU), WEST, EAST);
    List<Due> dues = List.of(new Due(key, new Money("CNY", 54), 3, 0));
    ledger
        .take(new PostingStep(order(1), 5, "RECEIVED", false, dues), AT)
        .events()
        .forEach(ledger::apply);
    ledger.apply(new LedgerEvent(AT, order(2), 3, true, List.of()));
    return ledger.state();
  }

  private static SubsidyBudget.State budget() {
    Money cap = new Money("CNY", 100);
    SubsidyBudget budget = new SubsidyBudget();
    for (int n = 1; n <= 2; n++) {
      budget.reserve(order(n), new Money("CNY", 40), cap, 2, AT).events().forEach(budget::apply);
    }
    Money spent = new Money("CNY", 15);
    budget
        .settle(new BudgetStep(order(2), 4, spent, Money.zero("CNY"), true), AT)
        .events()
        .forEach(budget::apply);
    return budget.state();
  }
}
