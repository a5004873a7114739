package io.shelfshare.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.settlement.BudgetEvent;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.Ledger;
import io.shelfshare.domain.settlement.LedgerEvent;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.OwnerPair;
import io.shelfshare.domain.settlement.Posting;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.TransferPriceRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P5: what the journal wrote of money is read back as it was")
class SettlementJournalTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final JournalSerializer SERIALIZER =
      new JournalSerializer((ExtendedActorSystem) Adapter.toClassic(KIT.system()));
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final SkuId SKU = new SkuId("coat-red-m");
  private static final OwnerId EAST = new OwnerId("east");
  private static final OwnerId WEST = new OwnerId("west");
  private static final OrderId ORDER = new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3d");
  private static final Mutation.Key KEY =
      new Mutation.Key("hq@-", new UUID(AT.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0001L));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Object> events() {
    ListPrice price = new ListPrice(ListPrice.Kind.STYLE, "coat", cny(9_990), cny(4_000));
    return Stream.of(
        new RuleBookEvent(AT, KEY, "f00d", 3, List.of(price), Optional.empty()),
        new RuleBookEvent(AT, KEY, "f00d", 0, List.of(), Optional.of(rules())),
        new LedgerEvent(
            AT,
            ORDER,
            7,
            false,
            Arrays.stream(Due.Kind.values()).map(SettlementJournalTest::posting).toList()),
        new LedgerEvent(AT, ORDER, 8, true, List.of()),
        new BudgetEvent.Reserved(AT, ORDER, cny(100), cny(1_000), 4),
        new BudgetEvent.Settled(AT, ORDER, 6, cny(50), cny(50), true));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsReadBackAsItWas(Object event) throws Exception {
    assertThat(again(event)).isEqualTo(event);
  }

  @Test
  void snapshotsAreReadBackAsTheyWere() throws Exception {
    Ledger ledger = new Ledger(OwnerPair.of(EAST, WEST));
    var key = new Due.Key(Due.Kind.PRICE, Optional.of(SKU), WEST, EAST);
    List<Due> dues = List.of(new Due(key, cny(54), 3, 1));
    ledger
        .take(new PostingStep(ORDER, 5, "RECEIVED", false, dues), AT)
        .events()
        .forEach(ledger::apply);
    ledger.apply(new LedgerEvent(AT, other(), 3, true, List.of()));
    assertThat(again(ledger.state()))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(ledger.state());
    assertThat(new ArrayList<>(Ledger.of((Ledger.State) again(ledger.state())).unread()))
        .isEqualTo(ledger.unread());

    SubsidyBudget budget = new SubsidyBudget();
    budget.reserve(ORDER, cny(80), cny(100), 2, AT).events().forEach(budget::apply);
    budget.reserve(other(), cny(20), cny(100), 2, AT).events().forEach(budget::apply);
    budget
        .settle(new BudgetStep(other(), 4, cny(15), cny(0), true), AT)
        .events()
        .forEach(budget::apply);
    assertThat(again(budget.state())).isEqualTo(budget.state());
  }

  @Test
  void theTermsOfAnOrderAreReadBackAsTheyWere() {
    SettlementTerms.Line line =
        new SettlementTerms.Line(SKU, 3, true, cny(5_494), cny(274), cny(150), cny(54));
    SettlementTerms terms =
        new SettlementTerms(
            12, 3, EAST, WEST, EAST, cny(500), cny(100), List.of(line), Optional.of("spring"));
    assertThat(AmountMapping.terms(AmountMapping.terms(terms))).isEqualTo(terms);
  }

  private static Object again(Object written) throws Exception {
    return SERIALIZER.fromBinary(SERIALIZER.toBinary(written), SERIALIZER.manifest(written));
  }

  private static OrderId other() {
    return new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-zzzzzzzz");
  }

  private static Posting posting(Due.Kind kind) {
    boolean order = kind == Due.Kind.FREIGHT;
    return new Posting(
        kind.ordinal() + 1,
        AT,
        ORDER,
        7,
        "RECEIVED",
        kind,
        kind == Due.Kind.LOSS,
        order ? Optional.empty() : Optional.of(SKU),
        2,
        cny(54),
        WEST,
        EAST);
  }

  private static TradeRules rules() {
    return new TradeRules(
        "CNY",
        EAST,
        List.of(
            new TransferPriceRule(
                Optional.of(EAST),
                Optional.of(WEST),
                Optional.of("coat"),
                new TransferPriceRule.Fixed(cny(30_000))),
            new TransferPriceRule(
                Optional.empty(),
                Optional.of(WEST),
                Optional.empty(),
                new TransferPriceRule.CostPlus(1_250)),
            new TransferPriceRule(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TransferPriceRule.ShareOfRetail(5_500))),
        List.of(new FreightBand(20_000, cny(500), cny(100))),
        List.of(new SubsidyRule.Budget("spring", cny(10_000))),
        List.of(
            new SubsidyRule(
                "spring", Optional.of("coat"), new Rate(500, 0), new Rate(0, 150), true)),
        new Rate(100, 3));
  }

  private static Money cny(long minor) {
    return new Money("CNY", minor);
  }
}
