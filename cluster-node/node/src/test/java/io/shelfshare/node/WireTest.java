package io.shelfshare.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.OrderId;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.RequestId;
import io.shelfshare.domain.SkuId;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.Units;
import io.shelfshare.domain.request.Ask;
import io.shelfshare.domain.request.Bid;
import io.shelfshare.domain.request.Course;
import io.shelfshare.domain.request.RequestOptions;
import io.shelfshare.domain.request.RequestSpec;
import io.shelfshare.domain.request.Stage;
import io.shelfshare.domain.request.Turn;
import io.shelfshare.domain.routing.Audience;
import io.shelfshare.domain.routing.Factor;
import io.shelfshare.domain.routing.Policy;
import io.shelfshare.domain.routing.PolicyRef;
import io.shelfshare.domain.routing.Reach;
import io.shelfshare.domain.routing.Ring;
import io.shelfshare.domain.routing.Score;
import io.shelfshare.node.grpc.gateway.RequestView;
import io.shelfshare.node.readside.MarketBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Messages between nodes come out as they went in, the domain's sealed types too. */
public class WireTest {
  private static final Instant AT = Instant.parse("2026-03-01T09:00:00Z");

  @Test
  void aRequestWithAllItsPartsCrossesTheWire() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "wire",
            ConfigFactory.parseString(
                    "akka.actor.provider = local, akka.coordinated-shutdown.exit-jvm = off")
                .withFallback(ConfigFactory.load()));
    try {
      Serialization wire = SerializationExtension.get(system);
      for (Turn turn : turns()) {
        var sent = new MarketBoard.Published("one", 7, List.of(view(turn)));
        byte[] bytes = wire.serialize(sent).get();
        assertThat(wire.deserialize(bytes, MarketBoard.Published.class).get()).isEqualTo(sent);
      }
    } finally {
      system.terminate();
    }
  }

  private static List<Turn> turns() {
    var closed = new Turn.Closing(AT, -9, new PolicyRef("near", 3));
    return List.of(
        new Turn.FirstCome(0, AT),
        new Turn.Collecting(1, AT, 2, AT.plusSeconds(5)),
        new Turn.Deciding(1, AT, 2, closed),
        new Turn.Decided(1, AT, 2, closed),
        new Turn.Asking(2, AT));
  }

  /** A request in which nothing is left out. */
  public static RequestView view(Turn turn) {
    Mutation.Key key = new Mutation.Key("stores/s2", new UUID(0x7000, 5));
    Score score = Score.of(List.of(new Score.Part(Factor.DISTANCE, 9_000, 30)));
    Bid bid =
        new Bid(
            new StoreId("s2"),
            2,
            List.of(new Units(new SkuId("sku-1"), 3)),
            Optional.of(AT.plusSeconds(60)),
            1250,
            "CNY",
            AT,
            key,
            "f00d",
            Bid.State.LOST,
            Optional.of(
                new Bid.Result(
                    2,
                    score,
                    -5,
                    Optional.of(new OrderId("019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60-0a1b2c3d")),
                    Optional.of(Refusal.Reason.OUTBID))),
            Optional.empty());
    Ask ask =
        new Ask(
            1,
            new StoreId("s3"),
            AT,
            AT.plusSeconds(60),
            new PolicyRef("near", 3),
            score,
            Ask.Outcome.SILENT,
            Optional.of(AT.plusSeconds(61)),
            Optional.empty());
    return new RequestView(
        new RequestId(new UUID(1, 2)),
        spec(),
        RequestView.State.OPEN,
        List.of(new RequestView.Line(new SkuId("sku-1"), 3, 0, 3, 0)),
        List.of(),
        AT,
        AT,
        9,
        new Course(turn, List.of(bid), List.of(ask), new Audience(1, Set.of(new StoreId("s9")))));
  }

  /** A spec in which nothing is left out. */
  public static RequestSpec spec() {
    Policy policy =
        new Policy(
            new PolicyRef("near", 3),
            "Near first",
            List.of(
                new Ring(Duration.ZERO, new Reach.Within(20), true),
                new Ring(Duration.ofSeconds(30), new Reach.SameRegion(2), false),
                new Ring(Duration.ofSeconds(120), new Reach.Everybody(), false)),
            new TreeMap<>(Map.of(Factor.DISTANCE, 30L, Factor.FEE, 5L)),
            800);
    return new RequestSpec(
            new StoreId("s1"),
            List.of(new Units(new SkuId("sku-1"), 3)),
            RequestSpec.Mode.FIRST_COME,
            Optional.empty(),
            AT.plusSeconds(600),
            Optional.of(AT.plusSeconds(300)),
            false,
            2,
            "note",
            "CN/East")
        .with(
            new RequestOptions(
                RequestOptions.Kind.DEMAND,
                RequestOptions.Channel.WEB_SHOP,
                Map.of(new SkuId("sku-1"), List.of(new SkuId("sku-2"))),
                List.of(
                    new Stage(
                        RequestSpec.Mode.FIRST_COME,
                        Duration.ofSeconds(120),
                        Duration.ZERO,
                        Duration.ZERO),
                    Stage.of(RequestSpec.Mode.ASSIGNED)),
                Optional.of("c0ffee"),
                policy));
  }
}
