package io.shelfshare.node.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.order.OrderPins;
import io.shelfshare.domain.settlement.BudgetStep;
import io.shelfshare.domain.settlement.Due;
import io.shelfshare.domain.settlement.FreightBand;
import io.shelfshare.domain.settlement.ListPrice;
import io.shelfshare.domain.settlement.Money;
import io.shelfshare.domain.settlement.PostingStep;
import io.shelfshare.domain.settlement.Rate;
import io.shelfshare.domain.settlement.RuleBookEvent;
import io.shelfshare.domain.settlement.SettlementTerms;
import io.shelfshare.domain.settlement.SubsidyBudget;
import io.shelfshare.domain.settlement.SubsidyRule;
import io.shelfshare.domain.settlement.TradeRules;
import io.shelfshare.domain.settlement.TransferPriceRule;
import io.shelfshare.node.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of money between nodes arrive as they were sent. */
class MoneyOnTheWireTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  akka.actor.serialization-bindings { "io.shelfshare.node.Wire" = jackson-cbor }
                  akka.serialization.jackson.jackson-modules +=
                    "io.shelfshare.node.settlement.WireModule"
                  """)
              .withFallback(ConfigFactory.defaultReference())
              .resolve());
  private static final Serialization SERIALIZATION =
      SerializationExtension.get(Adapter.toClassic(KIT.system()));
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final OwnerId EAST = new OwnerId("east");
  private static final OwnerId WEST = new OwnerId("west");
  private static final SkuId SKU = new SkuId("coat-red-m");
  private static final OrderId ORDER = new OrderId("6a6f6b5e-7c2f-4d2b-9d6c-0f8c1c7f5a11-0a1b2c3d");

  /** What orders carry of money when they are shown. */
  record Shown(OrderPins pins) implements Wire {}

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Wire> messages() {
    Due.Key key = new Due.Key(Due.Kind.PRICE, Optional.of(SKU), WEST, EAST);
    PostingStep step =
        new PostingStep(ORDER, 6, "RECEIVED", false, List.of(new Due(key, cny(54), 3, 1)));
    return Stream.of(
        new RuleBookEntity.Fetched(3, 4, Optional.of(change())),
        new RuleBookEntity.Fetched(4, 4, Optional.empty()),
        new LedgerEntity.Take(step, KIT.<LedgerEntity.Taken>createTestProbe().getRef()),
        new BudgetEntity.Settle(
            new BudgetStep(ORDER, 4, cny(5), cny(10), true),
            KIT.<BudgetEntity.Settled>createTestProbe().getRef()),
        new BudgetEntity.Standing(
            new SubsidyBudget.Position(cny(10), cny(1), cny(2), cny(7), true)),
        new Shown(pins()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageArrivesAsItWasSent(Wire message) {
    byte[] bytes = SERIALIZATION.serialize(message).get();
    var serializer = SERIALIZATION.findSerializerFor(message);
    Object read =
        SERIALIZATION
            .deserialize(
                bytes, serializer.identifier(), Serializers.manifestFor(serializer, message))
            .get();
    assertThat(read).isEqualTo(message);
  }

  private static RuleBookEvent change() {
    TradeRules rules =
        new TradeRules(
            "CNY",
            EAST,
            List.of(
                rule(new TransferPriceRule.Fixed(cny(30_000))),
                rule(new TransferPriceRule.CostPlus(1_250)),
                rule(new TransferPriceRule.ShareOfRetail(5_500))),
            List.of(new FreightBand(20_000, cny(500), cny(100))),
            List.of(new SubsidyRule.Budget("spring", cny(10_000))),
            List.of(
                new SubsidyRule(
                    "spring", Optional.of("coat"), new Rate(500, 0), new Rate(0, 150), true)),
            new Rate(100, 3));
    return new RuleBookEvent(
        AT,
        new Mutation.Key("hq@-", new UUID(1, 2)),
        "f00d",
        1,
        List.of(new ListPrice(ListPrice.Kind.STYLE, "coat", cny(9_990), cny(4_000))),
        Optional.of(rules));
  }

  private static TransferPriceRule rule(TransferPriceRule.Formula formula) {
    return new TransferPriceRule(Optional.of(EAST), Optional.empty(), Optional.empty(), formula);
  }

  private static OrderPins pins() {
    SettlementTerms.Line line =
        new SettlementTerms.Line(SKU, 3, true, cny(54), cny(2), cny(1), cny(1));
    SettlementTerms terms =
        new SettlementTerms(
            12, 3, EAST, WEST, EAST, cny(500), cny(100), List.of(line), Optional.of("spring"));
    Duration day = Duration.ofDays(1);
    return new OrderPins(EAST, WEST, new OrderPins.Periods(day, day, day, day), Optional.of(terms));
  }

  private static Money cny(long minor) {
    return new Money("CNY", minor);
  }
}
