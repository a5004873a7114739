package io.shelfshare.node.notify;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import io.shelfshare.domain.Mutation;
import io.shelfshare.domain.Refusal;
import io.shelfshare.domain.StoreId;
import io.shelfshare.domain.notify.Channel;
import io.shelfshare.domain.notify.Endpoint;
import io.shelfshare.domain.notify.EndpointChange;
import io.shelfshare.domain.notify.EndpointEvent;
import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;
import io.shelfshare.domain.notify.QuietHours;
import io.shelfshare.domain.notify.Secret;
import io.shelfshare.domain.notify.Topic;
import io.shelfshare.domain.notify.Wishes;
import io.shelfshare.node.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages about messages arrive at other nodes as they were sent. */
class NotifyOnTheWireTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  akka.actor.serialization-bindings { "io.shelfshare.node.Wire" = jackson-cbor }
                  """)
              .withFallback(ConfigFactory.defaultReference())
              .resolve());
  private static final Serialization SERIALIZATION =
      SerializationExtension.get(Adapter.toClassic(KIT.system()));
  private static final Instant AT = Instant.ofEpochMilli(1_795_300_000_123L);
  private static final Mutation MUTATION =
      new Mutation("hq@-", new UUID(1, 2), "f00d", AT.plusSeconds(5));
  private static final Endpoint ENDPOINT =
      new Endpoint(
          new EndpointId("e"),
          new StoreId("s1"),
          Channel.WEBHOOK,
          "till",
          Optional.of("clerk"),
          new Secret("plain:https://x"),
          Secret.NONE,
          "https://…",
          new Wishes(
              Topic.usual(), true, Optional.of(new QuietHours(1320, 480, "Asia/Shanghai")), 20),
          Optional.empty());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<Wire> messages() {
    var replies = KIT.<EndpointBookEntity.ChangeReply>createTestProbe().getRef();
    News news =
        new News(
            "due-1",
            Topic.ORDER_DUE,
            AT,
            Optional.of(AT),
            Optional.empty(),
            "transferOrders/1",
            Map.of("units", "1 × Coat"));
    EndpointChange change =
        new EndpointChange(
            Optional.of("x"),
            Optional.of(new EndpointChange.Where(new Secret("plain:y"), "h")),
            Optional.empty(),
            Optional.of(ENDPOINT.wishes()),
            true);
    return Stream.of(
        new EndpointBookEntity.Create(MUTATION, ENDPOINT, replies),
        new EndpointBookEntity.Update(MUTATION, ENDPOINT.id(), change, replies),
        new EndpointBookEntity.Delete(MUTATION, ENDPOINT.id(), replies),
        new EndpointBookEntity.Disable(ENDPOINT.id(), "410", replies),
        new EndpointBookEntity.ChangeReply(Optional.of(ENDPOINT), Optional.empty()),
        new EndpointBookEntity.ChangeReply(
            Optional.empty(), Optional.of(Refusal.of(Refusal.Reason.ENDPOINT_LIMIT))),
        new EndpointBookEntity.Fetch(3, KIT.<EndpointBookEntity.Fetched>createTestProbe().getRef()),
        new EndpointBookEntity.Fetched(
            3,
            4,
            List.of(
                new EndpointEvent(
                    AT,
                    Optional.of(MUTATION.key()),
                    "f00d",
                    EndpointEvent.Kind.CREATED,
                    ENDPOINT))),
        new Courier.Queue(news, KIT.<Courier.Queued>createTestProbe().getRef()),
        new Courier.Queued("due-1"));
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
}
