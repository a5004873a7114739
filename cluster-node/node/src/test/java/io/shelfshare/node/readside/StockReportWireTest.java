package io.shelfshare.node.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.OwnerId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.node.Wire;
import io.shelfshare.node.grpc.gateway.Grouping;
import io.shelfshare.node.grpc.gateway.StockAtStore;
import io.shelfshare.node.grpc.gateway.StockFilter;
import io.shelfshare.node.grpc.gateway.StockSums;
import io.shelfshare.node.grpc.gateway.StoreFilter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Questions about stock and their answers cross from node to node as they are. */
class StockReportWireTest {
  private static final ActorSystem<Void> SYSTEM =
      ActorSystem.create(
          Behaviors.empty(),
          "wire",
          ConfigFactory.parseString(
                  "akka.actor.provider = local, akka.coordinated-shutdown.exit-jvm = off")
              .withFallback(ConfigFactory.load()));
  private static final StockFilter FILTER =
      new StockFilter(
          new StoreFilter(
              Optional.of(new StoreId("s1")), "CN/East", Optional.of(new OwnerId("o1"))),
          Optional.empty(),
          true);

  @AfterAll
  static void stop() {
    SYSTEM.terminate();
  }

  private static <T extends Wire> T sent(T message, Class<T> type) {
    Serialization wire = SerializationExtension.get(SYSTEM);
    return wire.deserialize(wire.serialize(message).get(), type).get();
  }

  @Test
  void aQuestionForLinesCrosses() {
    var list =
        new SupplyIndex.ListLines(
            new SkuId("coat-1"),
            FILTER,
            Optional.of(new StoreId("s0")),
            7,
            SYSTEM.<SupplyIndex.LinesListed>deadLetters());
    var there = sent(list, SupplyIndex.ListLines.class);
    assertThat(there.filter()).isEqualTo(FILTER);
    assertThat(there.after()).isEqualTo(list.after());
    var listed =
        new SupplyIndex.LinesListed(
            List.of(new StockAtStore(new StoreId("s1"), StockSums.available(3), 90)));
    assertThat(sent(listed, SupplyIndex.LinesListed.class)).isEqualTo(listed);
  }

  @Test
  void aQuestionForSumsCrosses() {
    var sum =
        new SupplyIndex.Sum(
            Set.of(new SkuId("coat-1")),
            FILTER,
            new Grouping(List.of(Grouping.By.REGION, Grouping.By.SKU), 2),
            SYSTEM.<SupplyIndex.Summed>deadLetters());
    var there = sent(sum, SupplyIndex.Sum.class);
    assertThat(there.skus()).isEqualTo(sum.skus());
    assertThat(there.grouping()).isEqualTo(sum.grouping());
    StockSums sums = new StockSums(1, 2, 3, 4, 5, 6, 7, 8, 9);
    var summed = new SupplyIndex.Summed(List.of(SupplyIndex.Part.of(List.of("CN"), sums)), false);
    var back = sent(summed, SupplyIndex.Summed.class).parts().get(0);
    assertThat(back.key()).containsExactly("CN");
    assertThat(back.toSums()).isEqualTo(sums);
  }
}
